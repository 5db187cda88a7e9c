package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.LowerCase;
import io.cloudjobs.emulator.internal.http.Refusal;

/** A task that holds a job. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrintTask {
    private final String id;
    private final EmulatedPrintJob job;
    private final String triggerId;
    private PrintTaskState state = PrintTaskState.PROCESSING;
    private String description = state.description();

    EmulatedPrintTask(String id, EmulatedPrintJob job, String triggerId) {
        this.id = id;
        this.job = job;
        this.triggerId = triggerId;
    }

    String id() {
        return id;
    }

    EmulatedPrintJob job() {
        return job;
    }

    /** Returns the id of the trigger that created the task; empty for a task that a test created without one. */
    String triggerId() {
        return triggerId;
    }

    PrintTaskState state() {
        return state;
    }

    /** Changes the state, and returns whether the new state differs. */
    boolean become(PrintTaskState next) {
        if (!next.maySucceed(state)) {
            throw new Refusal(
                    409,
                    "Print task '" + id + "' is " + LowerCase.of(state) + " and cannot become " + LowerCase.of(next)
                            + ".");
        }
        boolean changes = next != state;
        if (changes) {
            state(next);
        }
        return changes;
    }

    void state(PrintTaskState next) {
        state = next;
        description = next.description();
    }

    void description(String text) {
        description = text;
    }

    /** Returns the task for a read, with the description of the last update if there is one. */
    ObjectNode json() {
        return json(description);
    }

    /** Returns the task for the response to an update, with the description of the service. */
    ObjectNode updated() {
        return json(state.description());
    }

    private ObjectNode json(String text) {
        var task = JsonTrees.object();
        task.put("id", id);
        task.put("parentUrl", job.url());
        task.putObject("status").put("state", LowerCase.of(state)).put("description", text);
        return task;
    }
}
