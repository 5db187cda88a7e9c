package io.cloudjobs.emulator.app;

import java.util.function.Supplier;

/** Turns the exceptions of the library into problems. */
final class Library {
    private Library() {}

    /** Runs a call whose only arguments are in the path: it fails because they name nothing, or because of the state. */
    static <T> T atPath(Supplier<T> call) {
        try {
            return call.get();
        } catch (IllegalArgumentException e) {
            throw new Problem(404, Members.sentence(e));
        } catch (IllegalStateException e) {
            throw new Problem(409, Members.sentence(e));
        }
    }

    static void atPath(Runnable call) {
        atPath(() -> {
            call.run();
            return true;
        });
    }
}
