package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Task definitions, their tasks and the triggers of printers, without HTTP. */
final class PrintTasks {
    static final String EVENT = "jobStarted";

    private final PrintTenant tenant;
    private final PrintSubscriptions subscriptions;

    PrintTasks(PrintTenant tenant, PrintSubscriptions subscriptions) {
        this.tenant = tenant;
        this.subscriptions = subscriptions;
    }

    ArrayNode definitions() {
        synchronized (tenant) {
            var all = JsonTrees.array();
            tenant.definitions()
                    .forEach(definition -> all.add(tenant.json(definition.path("id").textValue())));
            return all;
        }
    }

    ObjectNode addDefinition(String displayName, @Nullable String appName) {
        synchronized (tenant) {
            String id = UUID.randomUUID().toString();
            tenant.definitionOrNew(id, displayName, appName);
            return tenant.json(id);
        }
    }

    ObjectNode definition(String definitionId) {
        synchronized (tenant) {
            return tenant.json(definitionId);
        }
    }

    /** Changes the names. Null leaves a name unchanged. */
    ObjectNode renameDefinition(String definitionId, @Nullable String displayName, @Nullable String appName) {
        synchronized (tenant) {
            tenant.renameDefinition(definitionId, displayName, appName);
            return tenant.json(definitionId);
        }
    }

    void removeDefinition(String definitionId) {
        synchronized (tenant) {
            tenant.removeDefinition(definitionId);
        }
    }

    ArrayNode tasks(String definitionId) {
        synchronized (tenant) {
            var all = JsonTrees.array();
            tenant.tasks(definitionId).forEach(task -> all.add(task.json()));
            return all;
        }
    }

    ObjectNode task(String definitionId, String taskId) {
        synchronized (tenant) {
            return tenant.task(definitionId, taskId).json();
        }
    }

    ObjectNode updateTask(
            String definitionId, String taskId, @Nullable PrintTaskState state, @Nullable String description) {
        synchronized (tenant) {
            EmulatedPrintTask task = tenant.task(definitionId, taskId);
            if (state != null && task.become(state) && state == PrintTaskState.COMPLETED) {
                task.job().release();
                subscriptions.jobFetchable(task.job());
            }
            if (description != null) {
                task.description(description);
            }
            return task.updated();
        }
    }

    ArrayNode triggers(String printerId) {
        synchronized (tenant) {
            var all = JsonTrees.array();
            ObjectNode trigger = tenant.printer(printerId).trigger();
            return trigger == null ? all : all.add(json(trigger));
        }
    }

    ObjectNode addTrigger(String printerId, String definitionId) {
        synchronized (tenant) {
            EmulatedPrinter printer = tenant.printer(printerId);
            tenant.definition(definitionId);
            ObjectNode trigger = JsonTrees.object().put("id", UUID.randomUUID().toString());
            printer.bind(trigger.put(PrintTenant.DEFINITION, definitionId));
            return alone(trigger);
        }
    }

    private static ObjectNode alone(ObjectNode trigger) {
        ObjectNode json = JsonTrees.object();
        json.set("id", trigger.get("id"));
        return json.put("event", EVENT);
    }

    /** Returns the {@code printTaskTrigger}, including the definition. */
    private ObjectNode json(ObjectNode trigger) {
        ObjectNode json = alone(trigger);
        json.set("definition", tenant.json(definition(trigger)));
        return json;
    }

    private static String definition(ObjectNode trigger) {
        return trigger.path(PrintTenant.DEFINITION).textValue();
    }

    ObjectNode trigger(String printerId, String triggerId) {
        synchronized (tenant) {
            return json(tenant.printer(printerId).trigger(triggerId));
        }
    }

    ObjectNode definitionOfTrigger(String printerId, String triggerId) {
        synchronized (tenant) {
            return tenant.json(definition(tenant.printer(printerId).trigger(triggerId)));
        }
    }

    /** Returns the trigger that created the task, unless it is deleted. */
    ObjectNode triggerOfTask(String definitionId, String taskId) {
        synchronized (tenant) {
            EmulatedPrintTask task = tenant.task(definitionId, taskId);
            return json(task.job().printer().trigger(task.triggerId()));
        }
    }

    void removeTrigger(String printerId, String triggerId) {
        synchronized (tenant) {
            tenant.printer(printerId).unbind(triggerId);
        }
    }
}
