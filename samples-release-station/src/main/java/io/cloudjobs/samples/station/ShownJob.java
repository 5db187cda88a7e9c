package io.cloudjobs.samples.station;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;

/** A job that its owner has seen, until the owner is signed out. */
final class ShownJob {
    final PrintTaskLink task;
    final PrintJobLink job;
    final String name;

    /** Whether the owner pressed a button for this job. */
    boolean isPressed;

    /** The decision that this session gave to the worker, or null. */
    Decision asked;

    /** The final outcome, or null. */
    Outcome outcome;

    ShownJob(PrintTaskEntry entry) {
        this.task = entry.task();
        this.job = entry.job();
        this.name = nameOf(entry);
    }

    static String nameOf(PrintTaskEntry entry) {
        String name = entry.documentName();
        return name == null || name.isBlank() ? "(without a name)" : name;
    }
}
