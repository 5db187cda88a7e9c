package io.cloudjobs.print;

import io.cloudjobs.core.SdkException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An operation with a look at what has come of it, for when its answer is lost. The operation is done once: what was not
 * there at the look may still be on its way.
 */
final class Unclear {
    private Unclear() {}

    /** Does an operation without a result; done it is as well when the look says so. */
    static void settle(Runnable operation, BooleanSupplier isDone) {
        Supplier<Boolean> done = () -> {
            operation.run();
            return true;
        };
        settle(done, () -> isDone.getAsBoolean() ? true : null);
    }

    /** Gives the result of an operation; in place of a lost one that which the look finds, if it finds one. */
    static <T> T settle(Supplier<T> operation, Supplier<@Nullable T> look) {
        try {
            return operation.get();
        } catch (SdkException failure) {
            T found = look(failure, look);
            if (found == null) {
                throw failure;
            }
            return found;
        }
    }

    /** What the look finds after a failure; null if it finds nothing, fails, or the failure is clear. */
    static <T> @Nullable T look(SdkException failure, Supplier<@Nullable T> look) {
        try {
            return failure.mayHaveReachedService() ? look.get() : null;
        } catch (RuntimeException e) { // of any kind: the client may be closed, and a link may be none of ours
            failure.addSuppressed(e);
            return null;
        }
    }
}
