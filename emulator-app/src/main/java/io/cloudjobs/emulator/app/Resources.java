package io.cloudjobs.emulator.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files in the jar of the program. Callers pass constants, never a part of a request. */
final class Resources {
    private Resources() {}

    static byte[] read(String name) {
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new Problem(404, "This build of the emulator lacks the file.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
