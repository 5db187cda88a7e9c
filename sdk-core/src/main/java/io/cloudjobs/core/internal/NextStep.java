package io.cloudjobs.core.internal;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens after an attempt, as {@link RetryDecision} has it. Whoever drives an operation does it. */
sealed interface NextStep<T> {
    /** The wait before another attempt; null when there is none. */
    default @Nullable Duration pause() {
        return null;
    }

    /** The operation is done. */
    record Return<T>(@Nullable T value) implements NextStep<T> {}

    /** The operation has failed. */
    record Throw<T>(SdkException exception) implements NextStep<T> {}

    /**
     * The request is sent once more after a wait, if the retry budget pays for it. If it does not, the failure is
     * {@link Outcome.Failure#unpaid}, and the next step another one.
     */
    record Wait<T>(Duration pause, Cost cost) implements NextStep<T> {}

    /** The request is sent once more, with another token. If there is none, the next step is another one. */
    record WithToken<T>(UnauthorizedException refusal) implements NextStep<T> {
        @Override
        public Duration pause() {
            return Duration.ZERO;
        }
    }

    /** What pays for another attempt. */
    enum Cost {
        /** To ask another endpoint is no retry: this one has not heard of the request. */
        NOTHING,
        /** Nor is it one to take another connection, when a server refuses to do more on this one. Refusals have a budget of their own. */
        REFUSAL,
        /** A retry after too many requests. */
        THROTTLED,
        /** Any other retry. */
        RETRY
    }
}
