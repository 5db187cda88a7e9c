package io.cloudjobs.core.internal;

import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

record EndedOperation(
        String operation,
        String method,
        String pathTemplate,
        int attempts,
        Duration duration,
        @Nullable SdkException failure)
        implements OperationEvent {
    @Override
    public String toString() {
        return Shown.record(
                "OperationEvent",
                "operation",
                operation,
                "method",
                method,
                "pathTemplate",
                pathTemplate,
                "attempts",
                attempts,
                "duration",
                duration,
                "failure",
                failure);
    }
}
