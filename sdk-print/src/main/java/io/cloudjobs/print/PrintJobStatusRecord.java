package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.Promises;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of a status. In a list, its state or all its members may be absent. */
record PrintJobStatusRecord(
        @Nullable PrintJobProcessingState state,
        List<PrintJobStateDetail> details,
        @Nullable String description,
        boolean isAcquiredByPrinter)
        implements PrintJobStatus, Promises {
    static final PrintJobStatusRecord NONE = new PrintJobStatusRecord(null, List.of(), null, false);

    /**
     * Reads a status. The last three parameters are old names. They are not aliases, because then the later of two
     * names would win.
     */
    @JsonCreator
    static PrintJobStatusRecord read(
            @JsonProperty("state") @Nullable PrintJobProcessingState state,
            @JsonProperty("details") @Nullable List<PrintJobStateDetail> details,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("isAcquiredByPrinter") @Nullable Boolean isAcquiredByPrinter,
            @JsonProperty("processingState") @Nullable PrintJobProcessingState processingState,
            @JsonProperty("processingStateDescription") @Nullable String processingStateDescription,
            @JsonProperty("acquiredByPrinter") @Nullable Boolean acquiredByPrinter) {
        return new PrintJobStatusRecord(
                first(state, processingState),
                Json.list(details),
                first(description, processingStateDescription),
                Boolean.TRUE.equals(first(isAcquiredByPrinter, acquiredByPrinter)));
    }

    @Override
    public PrintJobProcessingState state() {
        return state == null ? PrintJobProcessingState.UNKNOWN : state;
    }

    @Override
    public void check() {
        Json.required("state", state);
    }

    /** Checks the status as a member of another object. */
    void checkAs(String member) {
        Json.required(member, this == NONE ? null : this);
        Json.required(member + ".state", state);
    }

    private static <T> @Nullable T first(@Nullable T current, @Nullable T old) {
        return current == null ? old : current;
    }

    @Override
    public String toString() {
        return Shown.record(
                "PrintJobStatus",
                "state",
                state(),
                "details",
                details,
                "description",
                description,
                "isAcquiredByPrinter",
                isAcquiredByPrinter);
    }
}
