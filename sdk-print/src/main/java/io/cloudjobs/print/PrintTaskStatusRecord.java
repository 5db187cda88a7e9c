package io.cloudjobs.print;

import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.Shown;
import org.jspecify.annotations.Nullable;

/** A status, of which a row of a list may lack the state, or everything. */
record PrintTaskStatusRecord(
        @Nullable PrintTaskProcessingState state, @Nullable String description) implements PrintTaskStatus {
    static final PrintTaskStatusRecord NONE = new PrintTaskStatusRecord(null, null);

    private static final PrintTaskProcessingState UNKNOWN = new PrintTaskProcessingState("unknown");

    @Override
    public PrintTaskProcessingState state() {
        return state == null ? UNKNOWN : state;
    }

    void checkAs(String member) {
        Json.required(member, this == NONE ? null : this);
        Json.required(member + ".state", state);
    }

    @Override
    public String toString() {
        return Shown.record("PrintTaskStatus", "state", state(), "description", description);
    }
}
