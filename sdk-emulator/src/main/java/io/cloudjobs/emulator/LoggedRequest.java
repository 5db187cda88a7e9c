package io.cloudjobs.emulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry of the log of requests. */
record LoggedRequest(
        long number,
        EmulatedService service,
        Instant received,
        String method,
        String target,
        @Nullable String operation,
        int status,
        Duration duration,
        @Nullable String fault)
        implements EmulatedRequest {}
