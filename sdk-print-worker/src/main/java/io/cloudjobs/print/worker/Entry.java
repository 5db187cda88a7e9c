package io.cloudjobs.print.worker;

import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record Entry(
        PrintTaskLink task,
        @Nullable PrintJobLink job,
        State state,
        Instant dueAt,
        @Nullable Instant heldUntil,
        Instant since,
        @Nullable String createdBy,
        @Nullable String documentName,
        int failedAttempts,
        @Nullable String problem,
        @Nullable Decision decision)
        implements PrintTaskEntry {
    @Override
    public String toString() {
        return Shown.record(
                "PrintTaskEntry",
                "task",
                task,
                "job",
                job,
                "state",
                state,
                "dueAt",
                dueAt,
                "heldUntil",
                heldUntil,
                "problem",
                problem);
    }
}
