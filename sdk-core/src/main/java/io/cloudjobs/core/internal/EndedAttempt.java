package io.cloudjobs.core.internal;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.SdkException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

record EndedAttempt(
        String operation,
        int attempt,
        String method,
        String pathTemplate,
        @Nullable Integer statusCode,
        @Nullable String requestId,
        KeptHeaders headers,
        Duration duration,
        @Nullable SdkException failure,
        @Nullable Duration repeatedAfter)
        implements AttemptEvent {

    @Override
    public @Nullable String header(String name) {
        return headers.value(name);
    }
}
