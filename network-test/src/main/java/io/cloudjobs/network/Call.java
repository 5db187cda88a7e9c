package io.cloudjobs.network;

import io.cloudjobs.core.SdkException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A finished call.
 *
 * @param id the unique id in the path of its requests
 * @param isOnce whether the service must not receive it twice
 * @param timeout the timeout of the client
 * @param took its real duration
 * @param failure the exception; null after a success
 */
record Call(
        String id,
        boolean isOnce,
        Duration timeout,
        Duration took,
        @Nullable SdkException failure) {
    /** The time that a busy machine may add to a timeout. */
    static final Duration SLACK = Duration.ofSeconds(10);

    boolean isSuccess() {
        return failure == null;
    }

    boolean isUnclear() {
        return failure != null && failure.mayHaveReachedService();
    }

    boolean isTooLong() {
        return took.compareTo(timeout.plus(SLACK)) > 0;
    }

    @Override
    public String toString() {
        String outcome = failure == null ? "success" : failure.getMessage();
        return id + " after " + Ledger.seconds(took) + ": " + outcome;
    }
}
