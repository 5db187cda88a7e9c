package io.cloudjobs.core.internal.retry;

import io.cloudjobs.core.SdkException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended. Immutable.
 *
 * @param kind what it means for a retry
 * @param value the result, if it has one
 * @param exception the failure; null after a success
 * @param retryAfter the wait that the service asks for
 * @param isDoubtful whether the response may not be the service's, which may have acted
 * @param lost the connection on which the response did not come, if the request was sent
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

    /** What the failure comes from. */
    public @Nullable Throwable cause() {
        return exception == null ? null : exception.getCause();
    }

    /** The same when the retry budget does not pay for what it allows: then there is no retry, or one of the usual ones. */
    public Outcome<T> unpaid() {
        Kind unpaid = kind == Kind.REFUSED ? Kind.NOT_PROCESSED : Kind.FINAL;
        return new Outcome<>(unpaid, value, exception, retryAfter, isDoubtful, lost);
    }

    /** A connection on which a response did not come. */
    public interface LostConnection {
        /** Whether it took other calls with it, and one of them has paid for that. */
        boolean isLossPaid();
    }

    /** What an outcome means for a retry. */
    public enum Kind {
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
