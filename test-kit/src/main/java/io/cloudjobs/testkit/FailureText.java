package io.cloudjobs.testkit;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text of a failure with its causes and suppressed exceptions, and the error response of each {@link ApiException} in it.
 * Without stack frames: they contain names from code only, and most of the time of a search.
 */
public final class FailureText {
    /** The headers in which servers quote rejected values. */
    private static final List<String> HEADERS = List.of(
            "Content-Type", "Location", "Retry-After", "Set-Cookie", "WWW-Authenticate", "X-Request-Id", "request-id");

    private final StringBuilder text = new StringBuilder();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FailureText() {}

    /** Returns the text; empty without a failure. */
    public static String of(@Nullable Throwable failure) {
        FailureText all = new FailureText();
        if (failure != null) {
            all.add(failure);
        }
        return all.text.toString();
    }

    /** Returns the headers of a response that may quote values. */
    public static String headers(Function<String, @Nullable String> response) {
        return HEADERS.stream().map(response).toList().toString();
    }

    private void add(Throwable failure) {
        if (!seen.add(failure)) {
            return;
        }
        text.append(failure).append('\n').append(failure.getMessage()).append('\n');
        if (failure instanceof ApiException refusal) {
            ErrorResponse error = refusal.error();
            text.append("%s %s %s %s %s%n"
                    .formatted(error, error.code(), error.message(), error.requestId(), error.body()));
            text.append(headers(error::header)).append('\n');
        }
        if (failure.getCause() != null) {
            add(failure.getCause());
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            add(suppressed);
        }
    }
}
