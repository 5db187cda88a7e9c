package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;

/** The state of a held job at the service. */
record SeenJob(PrintJobLink link, PrintJob job, PrintTask task) {
    boolean isTaskEnded() {
        return task.status().state().isTerminal();
    }

    /** Returns whether the job has ended. A redirected job has, even if its state does not show it yet. */
    boolean isJobEnded() {
        return job.status().state().isTerminal() || job.redirectedTo() != null;
    }

    /** Returns whether the task holds the job, so that actions are allowed. */
    boolean isHeld() {
        return task.status().state().equals(PrintTaskProcessingState.PROCESSING);
    }

    /** Returns whether a decision that was sent is what happened to the job. */
    boolean isEffectOf(Decision decision) {
        PrintJobLink redirectedTo = job.redirectedToJob();
        return switch (decision.kind()) {
            case REDIRECT -> redirectedTo != null && redirectedTo.printerId().equalsIgnoreCase(decision.printerId());
            case ABORT -> job.status().state().equals(PrintJobProcessingState.ABORTED);
            case RELEASE ->
                job.redirectedTo() == null && task.status().state().equals(PrintTaskProcessingState.COMPLETED);
            case HOLD, UNKNOWN -> false;
        };
    }

    HeldPrintJob held(int attempt) {
        return new HeldPrintJobRecord(link.printerId(), job, task, attempt);
    }
}
