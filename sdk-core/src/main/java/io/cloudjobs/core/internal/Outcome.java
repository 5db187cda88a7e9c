package io.cloudjobs.core.internal;

import io.cloudjobs.core.SdkException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. Immutable. */
sealed interface Outcome<T> {
    /** The failure; null after a success. */
    @Nullable SdkException exception();

    /** The operation is done. */
    record Success<T>(@Nullable T value) implements Outcome<T> {
        @Override
        public @Nullable SdkException exception() {
            return null;
        }
    }

    /**
     * It is not, or nobody knows.
     *
     * @param retryAfter the wait that the service asks for
     * @param isDoubtful whether the response may not be the service's, which may have acted
     * @param lost the connection on which the response did not come, if the request was sent
     */
    record Failure<T>(
            Kind kind,
            SdkException exception,
            @Nullable Duration retryAfter,
            boolean isDoubtful,
            @Nullable Wire lost) implements Outcome<T> {

        /** The same when the retry budget does not pay for what it allows: then there is no retry, or one of the usual ones. */
        Failure<T> unpaid() {
            Kind unpaid = kind == Kind.REFUSED ? Kind.NOT_PROCESSED : Kind.FINAL;
            return new Failure<>(unpaid, exception, retryAfter, isDoubtful, lost);
        }
    }

    /** What a failure means for a retry. */
    enum Kind {
        /** The service refused it, unprocessed, because there were too many. */
        THROTTLED,
        /** It surely was not processed: there was no connection to this endpoint. */
        UNREACHABLE,
        /** It surely was not processed: it was not sent. */
        NOT_PROCESSED,
        /** It surely was not processed: the server does no more on this connection, or refused the stream. */
        REFUSED,
        /** It may have been processed; another attempt may go well: the connection died, or a status that passes. */
        UNCLEAR,
        /** The same, once: more came than the content of responses explains, but it may have been the response to another call. */
        ENDLESS,
        /** Another attempt would end the same way. */
        FINAL
    }
}
