package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.LowerCase;
import io.cloudjobs.emulator.internal.http.Refusal;
import org.jspecify.annotations.Nullable;

/** A task that holds a job. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrintTask {
    private static final String STATE = "state";
    private static final String DESCRIPTION = "description";
    private static final String TRIGGER = "triggerId";

    private final EmulatedPrintJob job;
    /** The task in the state of the emulator. */
    private final ObjectNode json;

    /** Creates a task that is processing. */
    EmulatedPrintTask(String id, EmulatedPrintJob job, @Nullable String definitionId) {
        this.job = job;
        json = JsonTrees.object().put("id", id).put(PrintTenant.DEFINITION, definitionId);
        ObjectNode trigger = job.printer().trigger();
        boolean isTriggered = trigger != null
                && trigger.path(PrintTenant.DEFINITION).asText().equals(definitionId);
        json.put(TRIGGER, isTriggered ? trigger.path("id").textValue() : "");
        state(PrintTaskState.PROCESSING);
    }

    /** Returns the task in the state of the emulator. It changes with the task. */
    ObjectNode write() {
        return json;
    }

    /** Gives a new task the members of an older one. */
    void restore(StateObject old, PrintTaskState usual) {
        state(old.word(STATE, usual, PrintTaskState.values(), LowerCase::of));
        json.setAll(old.members(TRIGGER, DESCRIPTION));
    }

    String id() {
        return json.path("id").textValue();
    }

    EmulatedPrintJob job() {
        return job;
    }

    /** Returns the id of the definition, or null if it is deleted. */
    @Nullable String definitionId() {
        return json.path(PrintTenant.DEFINITION).textValue();
    }

    void forgetDefinition() {
        json.putNull(PrintTenant.DEFINITION);
    }

    /** Returns the id of the trigger that created the task; empty for a task that a test created without one. */
    String triggerId() {
        return json.path(TRIGGER).textValue();
    }

    boolean isProcessing() {
        return state() == PrintTaskState.PROCESSING;
    }

    private PrintTaskState state() {
        return PrintTaskState.of(json.path(STATE).textValue()).orElseThrow();
    }

    /** Changes the state, and returns whether the new state differs. */
    boolean become(PrintTaskState next) {
        PrintTaskState current = state();
        if (!next.maySucceed(current)) {
            throw new Refusal(
                    409,
                    "Print task '" + id() + "' is " + LowerCase.of(current) + " and cannot become " + LowerCase.of(next)
                            + ".");
        }
        boolean changes = next != current;
        if (changes) {
            state(next);
        }
        return changes;
    }

    void state(PrintTaskState next) {
        json.put(STATE, LowerCase.of(next));
        description(next.description());
    }

    void description(String text) {
        json.put(DESCRIPTION, text);
    }

    /** Returns the {@code printTask} for a read, with the description of the last update if there is one. */
    ObjectNode json() {
        return json(json.path(DESCRIPTION).textValue());
    }

    /** Returns the {@code printTask} for the response to an update, with the description of the service. */
    ObjectNode updated() {
        return json(state().description());
    }

    private ObjectNode json(String text) {
        var task = JsonTrees.object().put("id", id()).put("parentUrl", job.url());
        task.putObject("status").put(STATE, json.path(STATE).textValue()).put(DESCRIPTION, text);
        return task;
    }
}
