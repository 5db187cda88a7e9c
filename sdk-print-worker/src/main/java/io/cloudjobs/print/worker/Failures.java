package io.cloudjobs.print.worker;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The meaning of a failure for the next attempt. */
final class Failures {
    private static final int LONGEST_TEXT = 500;

    private Failures() {}

    /** Returns whether a failure can pass by itself: the service or its tokens are not available, or it throttles. */
    static boolean mayPass(Exception failure) {
        if (failure instanceof ApiException refusal) {
            return failure instanceof RateLimitException || refusal.statusCode() == 408 || refusal.statusCode() >= 500;
        }
        return failure instanceof TransportException
                || failure instanceof TokenException
                || failure instanceof IllegalStateException; // the client is closed
    }

    /** Returns the wait that the service asks for; null for none. */
    static @Nullable Duration retryAfter(Exception failure) {
        return failure instanceof ApiException refusal ? refusal.error().retryAfter() : null;
    }

    /** Returns a failure in one short line. */
    static String text(Exception failure) {
        String message = failure.getMessage();
        String text = failure instanceof SdkException && message != null ? message : Shown.of(failure);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 3) + "...";
    }
}
