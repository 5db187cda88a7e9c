package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.Promises;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A status, of which a row of a list may lack the state, or everything. */
record PrintJobStatusRecord(
        @Nullable PrintJobProcessingState state,
        List<PrintJobStateDetail> details,
        @Nullable String description,
        boolean isAcquiredByPrinter)
        implements PrintJobStatus, Promises {
    static final PrintJobStatusRecord NONE = new PrintJobStatusRecord(null, List.of(), null, false);

    /** The last three are the old spellings. Aliases would not do: of two spellings the later one would win. */
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

    /** The same where it is a member. */
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
