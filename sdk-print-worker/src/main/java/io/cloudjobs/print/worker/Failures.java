package io.cloudjobs.print.worker;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The meaning of a failure for the next attempt. */
final class Failures {
    private static final int LONGEST_TEXT = 500;
    private static final String MORE = "...";
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private Failures() {}

    /**
     * Returns whether a failure can pass by itself: the service or its tokens are not available, the service throttles, or
     * something in between responds instead.
     */
    static boolean mayPass(RuntimeException failure) {
        if (failure instanceof ApiException refusal) {
            return failure instanceof RateLimitException
                    || failure instanceof UnauthorizedException
                    || refusal.statusCode() == 408
                    || refusal.statusCode() >= 500;
        }
        return failure instanceof SdkException || failure instanceof IllegalStateException; // the client is closed
    }

    /** Returns the wait that the service asks for, at most a day; null for none. */
    static @Nullable Duration retryAfter(Throwable failure) {
        Duration asked =
                failure instanceof ApiException refusal ? refusal.error().retryAfter() : null;
        return asked == null || asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }

    /** Returns a failure in one short line. */
    static String text(Throwable failure) {
        String text = shown(failure);
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = LONGEST_TEXT - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }

    private static String shown(Throwable failure) {
        try {
            String message = failure.getMessage();
            return Shown.of(failure instanceof SdkException && message != null ? message : failure);
        } catch (RuntimeException e) { // the exception is the code of the user
            return failure.getClass().getName();
        }
    }
}
