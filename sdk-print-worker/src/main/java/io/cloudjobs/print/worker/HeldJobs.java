package io.cloudjobs.print.worker;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.PrintTaskResource;
import io.cloudjobs.print.PrinterJobResource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of a worker about held jobs. */
final class HeldJobs {
    private static final Set<PrintTaskProcessingState> KNOWN = Set.of(
            PrintTaskProcessingState.PENDING,
            PrintTaskProcessingState.PROCESSING,
            PrintTaskProcessingState.COMPLETED,
            PrintTaskProcessingState.ABORTED);

    private final PrintJobClient print;
    private final String definitionId;

    HeldJobs(PrintJobClient print, String definitionId) {
        this.print = print;
        this.definitionId = definitionId;
    }

    /**
     * Reads a job and its task. A notification is only a hint: if the job that it names does not have the task, the task
     * says which job it holds.
     *
     * @param documents whether the documents are necessary: the service may need more requests for them
     * @return null if the service has deleted the task
     */
    @Nullable SeenJob read(TaskState state, boolean documents) {
        PrintJobLink named = state.job();
        PrintJob job = null;
        NotFoundException missing = null;
        try {
            job = named == null ? null : get(named, documents);
        } catch (NotFoundException e) {
            missing = e; // the task may be gone, too, or hold another job
        }
        PrintTask task = job == null ? null : find(job.tasks(), state.taskId);
        if (task == null) {
            task = get(state.taskId);
            if (task == null || (job == null && task.status().state().isTerminal())) {
                return null;
            }
            state.job(task.job());
        }
        PrintJobLink link = state.job();
        if (link == null) {
            throw new IllegalArgumentException("the task has no link to the job that it holds");
        }
        if (!link.equals(named)) {
            job = get(link, documents);
        } else if (job == null) {
            throw Objects.requireNonNull(missing);
        }
        state.show(job);
        return new SeenJob(link, job, task);
    }

    private PrintJob get(PrintJobLink link, boolean documents) {
        return documents ? job(link).get(TASKS, DOCUMENTS) : job(link).get(TASKS);
    }

    private @Nullable PrintTask get(String taskId) {
        try {
            return task(taskId).get();
        } catch (NotFoundException e) {
            return null;
        }
    }

    /** Finds the task in the response, which may lack its state. */
    private static @Nullable PrintTask find(@Nullable List<PrintTask> tasks, String taskId) {
        for (PrintTask task : tasks == null ? List.<PrintTask>of() : tasks) {
            if (task.id().equalsIgnoreCase(taskId)
                    && KNOWN.contains(task.status().state())) {
                return task;
            }
        }
        return null;
    }

    /** Carries a decision out. */
    void send(SeenJob seen, Decision decision) {
        PrinterJobResource job = job(seen.link());
        PrintJobConfiguration configuration = decision.configuration();
        switch (decision.kind()) {
            case RELEASE -> {
                if (configuration != null) {
                    job.update(configuration);
                }
                task(seen.task().id()).update(PrintTaskProcessingState.COMPLETED);
            }
            case REDIRECT -> {
                if (configuration == null) {
                    job.redirectAndConfirm(decision.printerId());
                } else {
                    job.redirectAndConfirm(decision.printerId(), configuration);
                }
            }
            case ABORT -> job.abortAndConfirm(decision.reason());
            case HOLD, UNKNOWN -> throw new IllegalStateException("nothing to send");
        }
    }

    private PrinterJobResource job(PrintJobLink link) {
        return print.printer(link.printerId()).job(link.jobId());
    }

    private PrintTaskResource task(String taskId) {
        return print.taskDefinition(definitionId).task(taskId);
    }
}
