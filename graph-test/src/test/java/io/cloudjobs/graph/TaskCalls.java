package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.changes;
import static io.cloudjobs.graph.SameCall.reads;

import com.microsoft.graph.models.AppIdentity;
import com.microsoft.graph.models.PrintEvent;
import com.microsoft.graph.models.PrintTask;
import com.microsoft.graph.models.PrintTaskCollectionResponse;
import com.microsoft.graph.models.PrintTaskDefinition;
import com.microsoft.graph.models.PrintTaskDefinitionCollectionResponse;
import com.microsoft.graph.models.PrintTaskProcessingState;
import com.microsoft.graph.models.PrintTaskStatus;
import com.microsoft.graph.models.PrintTaskTrigger;
import com.microsoft.graph.models.PrintTaskTriggerCollectionResponse;
import com.microsoft.graph.print.printers.item.tasktriggers.TaskTriggersRequestBuilder;
import com.microsoft.graph.print.taskdefinitions.TaskDefinitionsRequestBuilder;
import com.microsoft.graph.print.taskdefinitions.item.PrintTaskDefinitionItemRequestBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls on task definitions, tasks and task triggers. */
final class TaskCalls {
    private TaskCalls() {}

    static List<SameCall> all() {
        List<SameCall> calls = new ArrayList<>();
        calls.addAll(onDefinitions());
        calls.addAll(onTasks());
        calls.addAll(onTriggers());
        return calls;
    }

    private static TaskDefinitionsRequestBuilder theirs(Tenant tenant) {
        return tenant.theirs.print().taskDefinitions();
    }

    private static PrintTaskDefinitionItemRequestBuilder theirDefinition(Tenant tenant) {
        return theirs(tenant).byPrintTaskDefinitionId(tenant.held.taskDefinitionId());
    }

    private static TaskTriggersRequestBuilder theirTriggers(Tenant tenant, String printerId) {
        return tenant.theirsOfUser.print().printers().byPrinterId(printerId).taskTriggers();
    }

    private static List<SameCall> onDefinitions() {
        return List.of(
                reads(
                        "taskDefinitions().list()",
                        "",
                        tenant -> Pages.all(
                                tenant.theirs,
                                theirs(tenant).get(),
                                PrintTaskDefinitionCollectionResponse::createFromDiscriminatorValue),
                        tenant -> tenant.ours.taskDefinitions().list()),
                changes(
                        "taskDefinitions().create(name)",
                        "",
                        Tenant::nothing,
                        (tenant, nothing) -> theirs(tenant).post(named("Badge release")),
                        (tenant, nothing) -> tenant.ours.taskDefinitions().create("Badge release")),
                changes(
                        "taskDefinitions().create(name)",
                        "with the name of the application",
                        Tenant::nothing,
                        (tenant, nothing) -> {
                            PrintTaskDefinition definition = named("Badge release");
                            AppIdentity application = new AppIdentity();
                            application.setDisplayName("Pull printing");
                            definition.setCreatedBy(application);
                            return theirs(tenant).post(definition);
                        },
                        (tenant, nothing) -> tenant.ours.taskDefinitions().create("Badge release", "Pull printing")),
                reads(
                        "taskDefinition(d).get()",
                        "",
                        tenant -> theirDefinition(tenant).get(),
                        tenant -> tenant.ours
                                .taskDefinition(tenant.held.taskDefinitionId())
                                .get()),
                changes(
                        "taskDefinition(d).update(name)",
                        "",
                        Tenant::definition,
                        (tenant, definition) -> theirs(tenant)
                                .byPrintTaskDefinitionId(definition)
                                .patch(named("Release by badge")),
                        (tenant, definition) ->
                                tenant.ours.taskDefinition(definition).update("Release by badge")),
                changes(
                        "taskDefinition(d).update(name)",
                        "of a definition that was read",
                        Tenant::definition,
                        (tenant, definition) -> {
                            PrintTaskDefinition read = theirs(tenant)
                                    .byPrintTaskDefinitionId(definition)
                                    .get();
                            read.setDisplayName("Release by badge");
                            return theirs(tenant)
                                    .byPrintTaskDefinitionId(definition)
                                    .patch(read);
                        },
                        (tenant, definition) ->
                                tenant.ours.taskDefinition(definition).update("Release by badge")),
                changes(
                        "taskDefinition(d).delete()",
                        "",
                        Tenant::definition,
                        (tenant, definition) -> {
                            theirs(tenant).byPrintTaskDefinitionId(definition).delete();
                            return null;
                        },
                        (tenant, definition) -> {
                            tenant.ours.taskDefinition(definition).delete();
                            return null;
                        }));
    }

    private static PrintTaskDefinition named(String displayName) {
        PrintTaskDefinition definition = new PrintTaskDefinition();
        definition.setDisplayName(displayName);
        return definition;
    }

    private static List<SameCall> onTasks() {
        return List.of(
                reads(
                        "taskDefinition(d).tasks().list()",
                        "",
                        tenant -> Pages.all(
                                tenant.theirs,
                                theirDefinition(tenant).tasks().get(),
                                PrintTaskCollectionResponse::createFromDiscriminatorValue),
                        tenant -> tenant.ours
                                .taskDefinition(tenant.held.taskDefinitionId())
                                .tasks()
                                .list()),
                reads(
                        "taskDefinition(d).task(t).get()",
                        "",
                        tenant -> theirDefinition(tenant)
                                .tasks()
                                .byPrintTaskId(tenant.held.taskId())
                                .get(),
                        tenant -> tenant.ours
                                .taskDefinition(tenant.held.taskDefinitionId())
                                .task(tenant.held.taskId())
                                .get()),
                reads(
                        "taskDefinition(d).task(t).definition()",
                        "",
                        tenant -> theirDefinition(tenant)
                                .tasks()
                                .byPrintTaskId(tenant.held.taskId())
                                .definition()
                                .get(),
                        tenant -> tenant.ours
                                .taskDefinition(tenant.held.taskDefinitionId())
                                .task(tenant.held.taskId())
                                .definition()),
                reads(
                        "taskDefinition(d).task(t).trigger()",
                        "",
                        tenant -> theirDefinition(tenant)
                                .tasks()
                                .byPrintTaskId(tenant.triggeredTaskId())
                                .trigger()
                                .get(),
                        tenant -> tenant.ours
                                .taskDefinition(tenant.held.taskDefinitionId())
                                .task(tenant.triggeredTaskId())
                                .trigger()),
                changes(
                        "taskDefinition(d).task(t).update(...)",
                        "",
                        Tenant::holdJob,
                        (tenant, job) -> {
                            PrintTaskStatus status = new PrintTaskStatus();
                            status.setState(PrintTaskProcessingState.Completed);
                            status.setDescription("released");
                            PrintTask task = new PrintTask();
                            task.setStatus(status);
                            return theirDefinition(tenant)
                                    .tasks()
                                    .byPrintTaskId(job.taskId())
                                    .patch(task);
                        },
                        (tenant, job) -> tenant.ours
                                .taskDefinition(job.taskDefinitionId())
                                .task(job.taskId())
                                .update(io.cloudjobs.print.PrintTaskProcessingState.COMPLETED, "released")),
                changes(
                        "taskDefinition(d).task(t).update(...)",
                        "of a task that was read",
                        Tenant::holdJob,
                        (tenant, job) -> {
                            PrintTask read = theirDefinition(tenant)
                                    .tasks()
                                    .byPrintTaskId(job.taskId())
                                    .get();
                            read.getStatus().setState(PrintTaskProcessingState.Completed);
                            return theirDefinition(tenant)
                                    .tasks()
                                    .byPrintTaskId(job.taskId())
                                    .patch(read);
                        },
                        (tenant, job) -> tenant.ours
                                .taskDefinition(job.taskDefinitionId())
                                .task(job.taskId())
                                .update(io.cloudjobs.print.PrintTaskProcessingState.COMPLETED)));
    }

    private static List<SameCall> onTriggers() {
        return List.of(
                reads(
                        "printer(p).taskTriggers().list()",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirTriggers(tenant, tenant.withTrigger.printerId())
                                        .get(),
                                PrintTaskTriggerCollectionResponse::createFromDiscriminatorValue),
                        tenant -> tenant.oursOfUser
                                .printer(tenant.withTrigger.printerId())
                                .taskTriggers()
                                .list()),
                changes(
                        "printer(p).taskTriggers().create(definitionId)",
                        "",
                        Tenant::printer,
                        (tenant, printer) -> {
                            PrintTaskTrigger trigger = new PrintTaskTrigger();
                            trigger.setEvent(PrintEvent.JobStarted);
                            trigger.setAdditionalData(Map.of(
                                    "definition@odata.bind",
                                    tenant.print.endpoint() + "/print/taskDefinitions/"
                                            + tenant.held.taskDefinitionId()));
                            return theirTriggers(tenant, printer).post(trigger);
                        },
                        (tenant, printer) -> tenant.oursOfUser
                                .printer(printer)
                                .taskTriggers()
                                .create(tenant.held.taskDefinitionId())),
                reads(
                        "printer(p).taskTrigger(t).get()",
                        "",
                        tenant -> theirTriggers(tenant, tenant.withTrigger.printerId())
                                .byPrintTaskTriggerId(tenant.withTrigger.triggerId())
                                .get(),
                        tenant -> tenant.oursOfUser
                                .printer(tenant.withTrigger.printerId())
                                .taskTrigger(tenant.withTrigger.triggerId())
                                .get()),
                reads(
                        "printer(p).taskTrigger(t).definition()",
                        "",
                        tenant -> theirTriggers(tenant, tenant.withTrigger.printerId())
                                .byPrintTaskTriggerId(tenant.withTrigger.triggerId())
                                .definition()
                                .get(),
                        tenant -> tenant.oursOfUser
                                .printer(tenant.withTrigger.printerId())
                                .taskTrigger(tenant.withTrigger.triggerId())
                                .definition()),
                changes(
                        "printer(p).taskTrigger(t).delete()",
                        "",
                        Tenant::trigger,
                        (tenant, trigger) -> {
                            theirTriggers(tenant, trigger.printerId())
                                    .byPrintTaskTriggerId(trigger.triggerId())
                                    .delete();
                            return null;
                        },
                        (tenant, trigger) -> {
                            tenant.oursOfUser
                                    .printer(trigger.printerId())
                                    .taskTrigger(trigger.triggerId())
                                    .delete();
                            return null;
                        }));
    }
}
