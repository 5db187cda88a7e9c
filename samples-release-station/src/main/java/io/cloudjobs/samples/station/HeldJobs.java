package io.cloudjobs.samples.station;

import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskEvent;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.util.Comparator;
import java.util.List;

/** The held jobs, seen from the station at one printer. */
final class HeldJobs {
    static final Decision DELETE = Decision.abort("deleted at the device by its owner");

    private static final long NANOS_AFTER_FAILURE = 5_000_000_000L;

    private final PrintTaskWorker worker;
    private final PrintJobClient reader;
    private final Outcomes outcomes;
    private final String printerId;
    private volatile long readFailedAt = System.nanoTime() - NANOS_AFTER_FAILURE;

    /**
     * @param worker a worker, on this machine or shared by several stations
     * @param reader a client that does not retry
     * @param outcomes the listener of the worker
     * @param printerId the printer where the station is
     */
    HeldJobs(PrintTaskWorker worker, PrintJobClient reader, Outcomes outcomes, String printerId) {
        this.worker = worker;
        this.reader = reader;
        this.outcomes = outcomes;
        this.printerId = printerId;
    }

    /** Returns the held jobs of a user, the oldest first. */
    List<PrintTaskEntry> of(String userPrincipalName) {
        return worker.entries().stream()
                .filter(entry -> userPrincipalName.equalsIgnoreCase(entry.createdBy()))
                .sorted(Comparator.comparing(PrintTaskEntry::since))
                .toList();
    }

    /** Returns whether the list may be incomplete. */
    boolean isServiceAway() {
        return outcomes.isServiceAway();
    }

    /** Prints a job here. */
    void print(PrintTaskEntry entry, ShownJob shown) {
        boolean isHere = shown.job.printerId().equalsIgnoreCase(printerId);
        decide(entry, shown, isHere ? Decision.release() : Decision.redirect(printerId));
    }

    void delete(PrintTaskEntry entry, ShownJob shown) {
        decide(entry, shown, DELETE);
    }

    /** Asks the worker, unless somebody has decided already. If two stations ask at once, the worker carries one out. */
    private void decide(PrintTaskEntry entry, ShownJob shown, Decision decision) {
        shown.isPressed = true;
        if (isUndecided(entry, shown) && worker.decide(entry.task(), decision)) {
            shown.asked = decision;
        }
    }

    /** Returns whether the user can decide about a job. */
    static boolean isUndecided(PrintTaskEntry entry, ShownJob shown) {
        return switch (entry.state()) {
            case SETTLING -> false;
            case DECIDED -> entry.problem() != null; // it fails again and again, so another decision may help
            case GIVEN_UP -> true;
            case DECIDING, HELD -> shown.asked == null; // a step in progress may not have seen the decision yet
        };
    }

    /**
     * Returns what happened to a job.
     *
     * @param entry its entry, or null if it is not held any more
     */
    Outcome outcome(ShownJob shown, PrintTaskEntry entry) {
        if (shown.outcome != null) {
            return shown.outcome;
        }
        PrintTaskEvent end = outcomes.endOf(shown.task.taskId());
        Outcome outcome;
        if (end == null && entry != null) {
            outcome = progress(entry);
        } else if (shown.asked != null
                && end != null
                && end.type() == PrintTaskEvent.Type.SETTLED
                && shown.asked.equals(end.decision())) {
            outcome = shown.asked.equals(DELETE) ? Outcome.DELETED : Outcome.RELEASED;
        } else {
            outcome = read(shown); // another program, or a worker on another machine
        }
        if (outcome.isFinal()) {
            shown.outcome = outcome;
        }
        return outcome;
    }

    private static Outcome progress(PrintTaskEntry entry) {
        return switch (entry.state()) {
            case SETTLING -> Outcome.NOT_SURE;
            case GIVEN_UP -> Outcome.NOT_DONE;
            default -> entry.problem() == null ? Outcome.IN_PROGRESS : Outcome.WAITS_FOR_SERVICE;
        };
    }

    private Outcome read(ShownJob shown) {
        if (System.nanoTime() - readFailedAt < NANOS_AFTER_FAILURE) {
            return Outcome.NOT_SURE;
        }
        try {
            return seen(
                    shown,
                    reader.printer(shown.job.printerId()).job(shown.job.jobId()).get(TASKS));
        } catch (NotFoundException e) {
            return Outcome.GONE;
        } catch (SdkException e) {
            readFailedAt = System.nanoTime();
            return Outcome.NOT_SURE;
        }
    }

    private Outcome seen(ShownJob shown, PrintJob job) {
        PrintJobProcessingState state = job.status().state();
        boolean wantedDelete = DELETE.equals(shown.asked);
        if (state.equals(PrintJobProcessingState.ABORTED)) {
            return wantedDelete ? Outcome.DELETED : Outcome.ALREADY_DELETED;
        } else if (state.equals(PrintJobProcessingState.CANCELED)) {
            return Outcome.CANCELLED;
        }
        boolean isReleased = job.tasks().stream()
                .anyMatch(task -> task.id().equalsIgnoreCase(shown.task.taskId())
                        && task.status().state().equals(PrintTaskProcessingState.COMPLETED));
        if (!isReleased) {
            return Outcome.NOT_SURE;
        }
        String printedAt = job.redirectedToJob() == null
                ? shown.job.printerId()
                : job.redirectedToJob().printerId();
        if (!printedAt.equalsIgnoreCase(printerId)) {
            return Outcome.PRINTED_ELSEWHERE;
        }
        return shown.asked == null || wantedDelete ? Outcome.ALREADY_PRINTED : Outcome.RELEASED;
    }
}
