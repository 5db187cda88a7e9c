package io.cloudjobs.core.internal.retry;

import io.cloudjobs.core.SdkException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an attempt. Immutable.
 *
 * @param kind the consequence for a retry
 * @param value the result, if there is one
 * @param exception the failure; null after a success
 * @param retryAfter the wait that the service requests
 * @param isDoubtful whether the response may not come from the service, and the service may have acted
 * @param lost the connection on which the response did not arrive, if the request was sent
 */
public record Outcome<T>(
        Kind kind,
        @Nullable T value,
        @Nullable SdkException exception,
        @Nullable Duration retryAfter,
        boolean isDoubtful,
        @Nullable LostConnection lost) {

    public static <T> Outcome<T> success(@Nullable T value) {
        return new Outcome<>(Kind.FINAL, value, null, null, false, null);
    }

    /** Returns the cause of the failure. */
    public @Nullable Throwable cause() {
        return exception == null ? null : exception.getCause();
    }

    /**
     * Returns the outcome if the retry budget does not pay for the next step: then there is no retry, or, after a
     * refusal, an ordinary one.
     */
    public Outcome<T> unpaid() {
        Kind unpaid = kind == Kind.REFUSED ? Kind.NOT_PROCESSED : Kind.FINAL;
        return new Outcome<>(unpaid, value, exception, retryAfter, isDoubtful, lost);
    }

    /** A connection on which a response did not arrive. */
    public interface LostConnection {
        /** Returns whether other calls were lost with it, and one of them has already paid for the loss. */
        boolean isLossPaid();
    }

    /** The consequence of an outcome for a retry. */
    public enum Kind {
        /** The service refused the request unprocessed, because there were too many. */
        THROTTLED,
        /** The request was certainly not processed: there was no connection to this endpoint. */
        UNREACHABLE,
        /** The request was certainly not processed: it was not sent. */
        NOT_PROCESSED,
        /**
         * The request was certainly not processed: the server accepts no more on this connection, or refused the
         * stream.
         */
        REFUSED,
        /**
         * The request may have been processed, and another attempt may succeed: the connection failed, or the status is
         * temporary.
         */
        UNCLEAR,
        /**
         * The same, but only once: more data arrived than the content of responses explains. It may have been the
         * response to another call.
         */
        ENDLESS,
        /** Another attempt would have the same outcome. */
        FINAL
    }
}
