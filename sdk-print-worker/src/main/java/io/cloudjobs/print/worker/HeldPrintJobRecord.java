package io.cloudjobs.print.worker;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintTask;
import java.util.Objects;

record HeldPrintJobRecord(String printerId, PrintJob job, PrintTask task, int attempt) implements HeldPrintJob {
    HeldPrintJobRecord {
        Checks.notBlank("printerId", printerId);
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(task, "task");
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1, but is " + attempt);
        }
    }

    @Override
    public String toString() {
        return Shown.record(
                "HeldPrintJob", "printerId", printerId, "job", job.id(), "task", task.id(), "attempt", attempt);
    }
}
