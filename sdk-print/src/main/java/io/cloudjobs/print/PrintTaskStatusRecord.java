package io.cloudjobs.print;

import io.cloudjobs.core.internal.Json;
import org.jspecify.annotations.Nullable;

record PrintTaskStatusRecord(
        PrintTaskProcessingState state, @Nullable String description) implements PrintTaskStatus {
    PrintTaskStatusRecord {
        Json.required("state", state);
    }
}
