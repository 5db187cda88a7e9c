package io.cloudjobs.print;

import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.Shown;
import org.jspecify.annotations.Nullable;

record PrintTaskStatusRecord(
        PrintTaskProcessingState state, @Nullable String description) implements PrintTaskStatus {
    PrintTaskStatusRecord {
        Json.required("state", state);
    }

    @Override
    public String toString() {
        return Shown.record("PrintTaskStatus", "state", state, "description", description);
    }
}
