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
            T found = failure.mayHaveReachedService() ? afterFailure(failure, look) : null;
            if (found == null) {
                throw failure;
            }
            return found;
        }
    }

    private static <T> @Nullable T afterFailure(SdkException failure, Supplier<@Nullable T> look) {
        try {
            return look.get();
        } catch (RuntimeException e) { // of any kind: the client may be closed, and a link may be none of ours
            failure.addSuppressed(e);
            return null;
        }
    }
}
