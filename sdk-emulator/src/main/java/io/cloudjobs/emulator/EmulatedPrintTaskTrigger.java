package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Makes a task of the definition for each job that is started on its printer. */
record EmulatedPrintTaskTrigger(String id, EmulatedPrintTaskDefinition definition) {
    static final String EVENT = "jobStarted";

    ObjectNode json() {
        return JsonTrees.object().put("id", id).put("event", EVENT);
    }
}
