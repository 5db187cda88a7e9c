package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

record EndedAttempt(
        String operation,
        int attempt,
        String method,
        String pathTemplate,
        String url,
        @Nullable Integer statusCode,
        @Nullable String requestId,
        KeptHeaders headers,
        Duration duration,
        @Nullable SdkException failure,
        @Nullable Duration retriedAfter)
        implements AttemptEvent {

    @Override
    public @Nullable String header(String name) {
        return headers.value(name);
    }

    @Override
    public String toString() {
        return Shown.record(
                "AttemptEvent",
                "operation",
                operation,
                "attempt",
                attempt,
                "method",
                method,
                "pathTemplate",
                pathTemplate,
                "url",
                url,
                "statusCode",
                statusCode,
                "requestId",
                requestId,
                "duration",
                duration,
                "failure",
                failure,
                "retriedAfter",
                retriedAfter);
    }
}
