package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Task definitions, their tasks and the triggers of printers, without HTTP. */
final class PrintTasks {
    private final PrintTenant tenant;
    private final PrintSubscriptions subscriptions;

    PrintTasks(PrintTenant tenant, PrintSubscriptions subscriptions) {
        this.tenant = tenant;
        this.subscriptions = subscriptions;
    }

    ArrayNode definitions() {
        synchronized (tenant) {
            var all = JsonTrees.array();
            tenant.definitions().forEach(definition -> all.add(definition.json()));
            return all;
        }
    }

    ObjectNode addDefinition(String displayName, @Nullable String appName) {
        synchronized (tenant) {
            return tenant.addDefinition(displayName, appName).json();
        }
    }

    ObjectNode definition(String definitionId) {
        synchronized (tenant) {
            return tenant.definition(definitionId).json();
        }
    }

    /** Changes the names. Null leaves a name unchanged. */
    ObjectNode renameDefinition(String definitionId, @Nullable String displayName, @Nullable String appName) {
        synchronized (tenant) {
            EmulatedPrintTaskDefinition definition = tenant.definition(definitionId);
            definition.rename(displayName, appName);
            return definition.json();
        }
    }

    void removeDefinition(String definitionId) {
        synchronized (tenant) {
            tenant.removeDefinition(tenant.definition(definitionId));
        }
    }

    ArrayNode tasks(String definitionId) {
        synchronized (tenant) {
            var all = JsonTrees.array();
            tenant.definition(definitionId).tasks().forEach(task -> all.add(task.json()));
            return all;
        }
    }

    ObjectNode task(String definitionId, String taskId) {
        synchronized (tenant) {
            return tenant.definition(definitionId).task(taskId).json();
        }
    }

    ObjectNode updateTask(
            String definitionId, String taskId, @Nullable PrintTaskState state, @Nullable String description) {
        synchronized (tenant) {
            EmulatedPrintTask task = tenant.definition(definitionId).task(taskId);
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
            EmulatedPrintTaskTrigger trigger = tenant.printer(printerId).trigger();
            return trigger == null ? all : all.add(trigger.json());
        }
    }

    ObjectNode addTrigger(String printerId, String definitionId) {
        synchronized (tenant) {
            EmulatedPrinter printer = tenant.printer(printerId);
            var trigger = new EmulatedPrintTaskTrigger(UUID.randomUUID().toString(), tenant.definition(definitionId));
            printer.bind(trigger);
            return trigger.alone();
        }
    }

    ObjectNode trigger(String printerId, String triggerId) {
        synchronized (tenant) {
            return tenant.printer(printerId).trigger(triggerId).json();
        }
    }

    ObjectNode definitionOfTrigger(String printerId, String triggerId) {
        synchronized (tenant) {
            return tenant.printer(printerId).trigger(triggerId).definition().json();
        }
    }

    /** Returns the trigger that created the task, unless it is deleted. */
    ObjectNode triggerOfTask(String definitionId, String taskId) {
        synchronized (tenant) {
            EmulatedPrintTask task = tenant.definition(definitionId).task(taskId);
            return task.job().printer().trigger(task.triggerId()).json();
        }
    }

    void removeTrigger(String printerId, String triggerId) {
        synchronized (tenant) {
            tenant.printer(printerId).unbind(triggerId);
        }
    }
}
