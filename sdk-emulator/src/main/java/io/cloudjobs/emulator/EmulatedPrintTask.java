package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task that holds a job. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrintTask {
    static final String PROCESSING = "processing";
    static final String COMPLETED = "completed";
    static final String ABORTED = "aborted";
    static final List<String> STATES = List.of("pending", PROCESSING, COMPLETED, ABORTED);
    /** The service's descriptions of the states. */
    private static final List<String> DESCRIPTIONS = List.of(
            "The task is pending.",
            "The task is being processed.",
            "Task execution is completed.",
            "Task execution is aborted.");

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
        json.put(TRIGGER, "");
        if (trigger != null && trigger.path(PrintTenant.DEFINITION).asText().equals(definitionId)) {
            json.set(TRIGGER, trigger.get("id"));
        }
        state(PROCESSING);
    }

    /** Returns the task in the state of the emulator. It changes with the task. */
    ObjectNode write() {
        return json;
    }

    /** Gives a new task the members of an older one. */
    void restore(StateObject old, String usual) {
        state(old.word(STATE, usual, STATES));
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
        return state().equals(PROCESSING);
    }

    private String state() {
        return json.path(STATE).textValue();
    }

    /**
     * Changes the state, and returns whether the new state differs. The service does not document the transitions. In the
     * emulator, a state can stay the same, and processing can end.
     */
    boolean become(String next) {
        boolean changes = !next.equals(state());
        if (changes && (!isProcessing() || next.equals(STATES.get(0)))) {
            throw new Refusal(409, "Print task '" + id() + "' is " + state() + " and cannot become " + next + ".");
        }
        if (changes) {
            state(next);
        }
        return changes;
    }

    void state(String next) {
        json.put(STATE, next);
        description(usual());
    }

    private String usual() {
        return DESCRIPTIONS.get(STATES.indexOf(state()));
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
        return json(usual());
    }

    private ObjectNode json(String text) {
        var task = JsonTrees.object().put("id", id()).put("parentUrl", job.url());
        task.putObject("status").put(STATE, state()).put(DESCRIPTION, text);
        return task;
    }
}
