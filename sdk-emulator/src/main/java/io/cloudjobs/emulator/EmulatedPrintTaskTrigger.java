package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;

/** A trigger, which creates a task of the definition for each started job of its printer. */
record EmulatedPrintTaskTrigger(String id, EmulatedPrintTaskDefinition definition) {
    static final String EVENT = "jobStarted";

    /** Returns all members, including the definition. */
    ObjectNode json() {
        ObjectNode trigger = alone();
        trigger.set("definition", definition.json());
        return trigger;
    }

    ObjectNode alone() {
        return JsonTrees.object().put("id", id).put("event", EVENT);
    }
}
