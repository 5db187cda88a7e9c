package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task definition of an application, with its tasks. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrintTaskDefinition {
    private final String id;
    private final ObjectNode json;
    private final Map<String, EmulatedPrintTask> tasks = new LinkedHashMap<>();

    EmulatedPrintTaskDefinition(String id, String displayName, String appId, @Nullable String appName) {
        this.id = id;
        json = JsonTrees.object().put("id", id).put("displayName", displayName);
        json.putObject("createdBy").put("appId", appId).put("displayName", appName);
    }

    String id() {
        return id;
    }

    /** Returns the path relative to the endpoint. */
    String tasksPath() {
        return "print/taskDefinitions/" + id + "/tasks";
    }

    /** Changes the names. Null leaves a name unchanged. */
    void rename(@Nullable String displayName, @Nullable String appName) {
        if (displayName != null) {
            json.put("displayName", displayName);
        }
        if (appName != null) {
            json.withObject("/createdBy").put("displayName", appName);
        }
    }

    Collection<EmulatedPrintTask> tasks() {
        return tasks.values();
    }

    EmulatedPrintTask task(String taskId) {
        EmulatedPrintTask task = tasks.get(taskId);
        if (task == null) {
            throw Refusal.notFound("The task id '" + taskId + "' does not match any task of the definition.");
        }
        return task;
    }

    EmulatedPrintTask add(EmulatedPrintJob job) {
        EmulatedPrintTaskTrigger trigger = job.printer().trigger();
        String triggerId = trigger != null && trigger.definition() == this ? trigger.id() : "";
        var task = new EmulatedPrintTask(UUID.randomUUID().toString(), job, triggerId);
        tasks.put(task.id(), task);
        return task;
    }

    ObjectNode json() {
        return json.deepCopy();
    }

    void put(EmulatedPrintTask task) {
        tasks.put(task.id(), task);
    }
}
