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
        Duration duration,
        @Nullable SdkException failure,
        @Nullable Duration repeatedAfter)
        implements AttemptEvent {}
