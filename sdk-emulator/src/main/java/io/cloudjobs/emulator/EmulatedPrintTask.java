package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A task that holds a job. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrintTask {
    private final String id;
    private final EmulatedPrintJob job;
    private PrintTaskState state = PrintTaskState.PROCESSING;
    private String description = state.description();

    EmulatedPrintTask(String id, EmulatedPrintJob job) {
        this.id = id;
        this.job = job;
    }

    String id() {
        return id;
    }

    EmulatedPrintJob job() {
        return job;
    }

    PrintTaskState state() {
        return state;
    }

    /** Whether the state is another one now. */
    boolean become(PrintTaskState next) {
        if (!next.maySucceed(state)) {
            throw new Refusal(
                    409,
                    "Print task '" + id + "' is " + Words.of(state) + " and cannot become " + Words.of(next) + ".");
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

    /** As it is read: with the description that was sent last, if one was. */
    ObjectNode json() {
        return json(description);
    }

    /** As an update answers it: with the service's own description. */
    ObjectNode updated() {
        return json(state.description());
    }

    private ObjectNode json(String text) {
        var task = JsonTrees.object();
        task.put("id", id);
        task.put("parentUrl", job.url());
        task.putObject("status").put("state", Words.of(state)).put("description", text);
        return task;
    }
}
