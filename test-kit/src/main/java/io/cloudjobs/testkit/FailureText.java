package io.cloudjobs.testkit;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The text of a failure: its stack trace, and the error response of each {@link ApiException} in it. */
public final class FailureText {
    /** Where servers quote what they did not like. */
    private static final List<String> HEADERS = List.of(
            "Content-Type", "Location", "Retry-After", "Set-Cookie", "WWW-Authenticate", "X-Request-Id", "request-id");

    private final StringWriter text = new StringWriter();
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FailureText() {}

    /** Returns the text, which is empty without a failure. */
    public static String of(@Nullable Throwable failure) {
        FailureText all = new FailureText();
        if (failure != null) {
            // Has the message and toString of the exception, its causes and all that is suppressed.
            failure.printStackTrace(new PrintWriter(all.text));
            all.addRefusals(failure);
        }
        return all.text.toString();
    }

    /** What of the headers can be asked for. */
    public static String headers(Function<String, @Nullable String> response) {
        return HEADERS.stream().map(response).toList().toString();
    }

    private void addRefusals(Throwable failure) {
        if (!seen.add(failure)) {
            return;
        }
        if (failure instanceof ApiException refusal) {
            ErrorResponse error = refusal.error();
            text.append("%s %s %s %s %s%n"
                    .formatted(error, error.code(), error.message(), error.requestId(), error.body()));
            text.append(headers(error::header));
        }
        if (failure.getCause() != null) {
            addRefusals(failure.getCause());
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            addRefusals(suppressed);
        }
    }
}
