package io.cloudjobs.print;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.Stopped;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operation once. If its response is lost, reads its outcome. If the read finds nothing, the request may still
 * be on its way, so the operation is not retried.
 */
final class Confirmation {
    private Confirmation() {}

    /**
     * Runs an operation without a result. If the response is lost and the read returns true, the operation has
     * succeeded.
     */
    static void run(Runnable operation, BooleanSupplier isDone) {
        Supplier<Boolean> done = () -> {
            operation.run();
            return true;
        };
        run(done, () -> isDone.getAsBoolean() ? true : null);
    }

    /** Runs an operation and returns its result. If the response is lost, returns what the read finds. */
    static <T> T run(Supplier<T> operation, Supplier<@Nullable T> read) {
        try {
            return operation.get();
        } catch (SdkException failure) {
            T found = after(failure, read);
            if (found == null) {
                throw failure;
            }
            return found;
        }
    }

    /**
     * Reads the outcome after a failure. Returns null if the request did not reach the service, the read finds nothing,
     * or the read fails. Throws if the user has stopped the read.
     */
    static <T> @Nullable T after(SdkException failure, Supplier<@Nullable T> read) {
        return failure.mayHaveReachedService() ? read(failure, read) : null;
    }

    /** Reads the outcome after a failure. Returns null if the read finds nothing or fails. */
    static <T> @Nullable T read(SdkException failure, Supplier<@Nullable T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) { // any exception: the client may be closed, or a link may lead to another host
            Stopped.reading(failure, e);
            return null;
        }
    }
}
