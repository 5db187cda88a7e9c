package io.cloudjobs.print.worker;

import static io.cloudjobs.print.PrintJobExpand.TASKS;

import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.PrintTaskProcessingState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores decisions that people or other programs make. */
final class DecisionsFromOutside {
    private final Engine engine;
    private final PrintJobClient print;

    DecisionsFromOutside(Engine engine, PrintJobClient print) {
        this.engine = engine;
        this.print = print;
    }

    boolean decide(PrintJobLink link, Decision decision) {
        Rows rows = engine.rows();
        for (PrintTask task : tasks(link)) {
            if (isHeldByUs(task, rows)) {
                store(task.id(), link, decision, rows);
                return true;
            }
        }
        return false;
    }

    /** Returns the tasks of a job that may be held. */
    private List<PrintTask> tasks(PrintJobLink link) {
        try {
            PrintJob job = print.printer(link.printerId()).job(link.jobId()).get(TASKS);
            List<PrintTask> tasks = job.tasks();
            boolean hasEnded = job.status().state().isTerminal() || job.redirectedTo() != null;
            return tasks == null || hasEnded ? List.of() : tasks;
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    /** Returns whether a task of this worker's definition holds its job. The task itself does not say its definition. */
    private boolean isHeldByUs(PrintTask task, Rows rows) {
        if (task.id().isEmpty() || !task.status().state().equals(PrintTaskProcessingState.PROCESSING)) {
            return false;
        } else if (rows.has(task.id())) {
            return true;
        }
        try {
            print.taskDefinition(engine.names().definitionId()).task(task.id()).get();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    boolean decide(PrintTaskLink task, Decision decision) {
        Rows rows = engine.rows();
        if (!task.definitionId().equalsIgnoreCase(engine.names().definitionId())) {
            throw new IllegalArgumentException("the task belongs to the definition " + Shown.of(task.definitionId())
                    + ", but this worker serves " + Shown.of(engine.names().definitionId()));
        }
        if (!rows.has(task.taskId())) {
            return false;
        }
        store(task.taskId(), null, decision, rows);
        return true;
    }

    private static void store(String taskId, @Nullable PrintJobLink link, Decision decision, Rows rows) {
        TaskState decided = TaskState.found(taskId, link, rows.now());
        decided.requested = decision.madeAt(rows.now());
        rows.decide(decided);
    }
}
