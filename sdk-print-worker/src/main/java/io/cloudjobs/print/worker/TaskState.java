package io.cloudjobs.print.worker;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloudjobs.print.PrintDocument;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.UserIdentity;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of a held job. Mutable: only the owner of the claim changes it, and then stores it. Unknown
 * members are ignored, so that workers of two versions can share a database.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.NON_PRIVATE,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
final class TaskState {
    /** The id of the task, as the service wrote it. */
    String taskId = "";

    @Nullable String printerId;

    @Nullable String jobId;

    @Nullable String since;

    @Nullable String createdBy;

    @Nullable String documentName;

    /** The decision that is carried out next. */
    @Nullable Decision decision;

    /** When the request of the decision was last sent, if its outcome is not known. */
    @Nullable String sentAt;

    /** A decision from outside, which replaces {@link #decision} as soon as that cannot be on its way any more. */
    @Nullable Decision requested;

    /** When the last decision from outside was made. An earlier one that is stored later does not replace it. */
    @Nullable String requestedAt;

    boolean held;

    /** The end of a hold; null for none. */
    @Nullable String heldUntil;

    boolean givenUp;

    /** The job has ended, but its task has not: nothing is left to do. */
    boolean ended;

    int failedAttempts;

    /** The failures since the last success, of the service, too. */
    int setbacks;

    @Nullable String problem;

    static TaskState found(String taskId, @Nullable PrintJobLink job, Instant now) {
        TaskState state = new TaskState();
        state.taskId = taskId;
        state.since = now.toString();
        state.job(job);
        return state;
    }

    void job(@Nullable PrintJobLink job) {
        if (job != null) {
            printerId = job.printerId();
            jobId = job.jobId();
        }
    }

    @Nullable PrintJobLink job() {
        return printerId == null || jobId == null ? null : new PrintJobLink(printerId, jobId);
    }

    PrintTaskLink task(String definitionId) {
        return new PrintTaskLink(definitionId, taskId);
    }

    Instant since() {
        return since == null ? Instant.EPOCH : Instant.parse(since);
    }

    /** Returns since when a request may be on its way; null if none is. */
    @Nullable Instant sentAt() {
        return sentAt == null ? null : Instant.parse(sentAt);
    }

    @Nullable Instant heldUntil() {
        return heldUntil == null ? null : Instant.parse(heldUntil);
    }

    /**
     * Takes a decision from outside over, unless this state has had it or a later one.
     *
     * @return whether it was taken over
     */
    boolean request(TaskState decided) {
        if (requestedAt != null
                && decided.requestedAt != null
                && !Instant.parse(requestedAt).isBefore(Instant.parse(decided.requestedAt))) {
            return false;
        }
        requested = decided.requested;
        requestedAt = decided.requestedAt;
        return true;
    }

    /**
     * Checks what was read from the database.
     *
     * @throws DateTimeException if a time cannot be read
     */
    void checkTimes() {
        for (String time : new @Nullable String[] {since, sentAt, heldUntil, requestedAt}) {
            if (time != null) {
                var unused = Instant.parse(time);
            }
        }
    }

    /** Keeps what {@link PrintTaskWorker#entries} shows of a job. Not every read has the documents. */
    void show(PrintJob job) {
        UserIdentity user = job.createdBy();
        createdBy = user == null ? null : user.userPrincipalName();
        List<PrintDocument> documents = job.documents();
        if (documents != null && !documents.isEmpty()) {
            documentName = documents.get(0).displayName();
        }
    }

    /** Returns whether the job is held for now, so that the handler is not asked. */
    boolean isHeld(Instant now) {
        Instant until = heldUntil();
        return held && (until == null || now.isBefore(until));
    }

    /** Makes a decision. It begins anew to count failures. */
    void decide(Decision made) {
        boolean holds = made.kind() == Decision.Kind.HOLD;
        decision = holds ? null : made;
        held = holds;
        heldUntil = made.until() == null ? null : made.until().toString();
        requested = null;
        sentAt = null;
        givenUp = false;
        failedAttempts = 0;
        setbacks = 0;
        problem = null;
    }

    /** Forgets failures. The problem of a job that was given up stays, for people. */
    void succeeded() {
        failedAttempts = 0;
        setbacks = 0;
        problem = givenUp ? problem : null;
    }

    /** Ends the job, and forgets personal data. */
    void end() {
        ended = true;
        createdBy = null;
        documentName = null;
        problem = null;
    }

    /** Returns whether this version must leave the next decision to newer ones. */
    boolean isFromNewerVersion() {
        Decision next = requested != null ? requested : decision;
        return next != null && next.kind() == Decision.Kind.UNKNOWN;
    }

    PrintTaskEntry.State state(Instant now) {
        if (sentAt != null) {
            return PrintTaskEntry.State.SETTLING;
        } else if (decision != null || requested != null) {
            return PrintTaskEntry.State.DECIDED;
        } else if (!isHeld(now)) {
            return PrintTaskEntry.State.DECIDING;
        }
        return givenUp ? PrintTaskEntry.State.GIVEN_UP : PrintTaskEntry.State.HELD;
    }
}
