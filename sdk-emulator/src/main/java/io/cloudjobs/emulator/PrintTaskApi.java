package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.OperationPermissions.administrators;
import static io.cloudjobs.emulator.OperationPermissions.applications;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Members;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The HTTP side of task definitions, tasks and task triggers of Microsoft Graph. */
final class PrintTaskApi {
    private static final String DISPLAY_NAME = "displayName";
    private static final String CREATED_BY = "createdBy";
    private static final String DEFINITIONS = "/print/taskDefinitions";
    private static final String DEFINITION = DEFINITIONS + "/{definitionId}";
    private static final String TASK = DEFINITION + "/tasks/{taskId}";
    private static final String TRIGGERS = "/print/printers/{printerId}/taskTriggers";
    private static final String TRIGGER = TRIGGERS + "/{triggerId}";

    private static final String DEFINITION_CONTEXT = "print/taskDefinitions/$entity";
    private static final String EVENT = "jobStarted";

    static final List<String> MANAGE = List.of("PrintTaskDefinition.ReadWrite.All");
    private static final List<String> CHANGE_PRINTER = List.of("Printer.ReadWrite.All", "Printer.FullControl.All");

    private final GraphResponses responses;
    private final PrintTenant tenant;
    private final PrintService service;

    PrintTaskApi(GraphRouter router, GraphResponses responses, PrintTenant tenant, PrintService service) {
        this.responses = responses;
        this.tenant = tenant;
        this.service = service;

        var manage = applications(MANAGE);
        var triggers = administrators(PrinterApi.READ);
        var writableTriggers = administrators(CHANGE_PRINTER);
        router.on("GET", DEFINITIONS, manage, this::definitions);
        router.on("POST", DEFINITIONS, manage, this::createDefinition);
        router.on("GET", DEFINITION, manage, this::definition);
        router.on("PATCH", DEFINITION, manage, this::updateDefinition);
        router.on("DELETE", DEFINITION, manage, this::deleteDefinition);
        router.on("GET", DEFINITION + "/tasks", manage, this::tasks);
        router.on("GET", TASK, manage, this::task);
        router.on("GET", TASK + "/definition", manage, this::definitionOfTask);
        router.on("GET", TASK + "/trigger", manage, this::triggerOfTask);
        router.on("PATCH", TASK, manage, this::updateTask);
        router.on("GET", TRIGGERS, triggers, this::triggers);
        router.on("POST", TRIGGERS, writableTriggers, this::createTrigger);
        router.on("GET", TRIGGER, triggers, this::trigger);
        router.on("GET", TRIGGER + "/definition", triggers, this::definitionOfTrigger);
        router.on("DELETE", TRIGGER, writableTriggers, this::deleteTrigger);
    }

    private Response definitions(Request request) {
        ArrayNode definitions = GraphResponses.list(tenant.definitions(), tenant::json);
        return responses.page(request, PrintTypes.DEFINITION, ODataQuery.TASKS, definitions);
    }

    private Response createDefinition(Request request) throws IOException {
        ObjectNode body = writableDefinition(request);
        String displayName = Members.requiredText(body, DISPLAY_NAME);
        ObjectNode definition = tenant.definitionOrNew(UUID.randomUUID().toString(), displayName, appName(body));
        return responses.created(request, typed(tenant.json(definition)));
    }

    private Response definition(Request request) {
        return found(request, definitionOf(request));
    }

    private Response found(Request request, ObjectNode definition) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.DEFINITION, ODataQuery.ENTITY);
        return responses.found(DEFINITION_CONTEXT, typed(query.of(tenant.json(definition))));
    }

    private Response updateDefinition(Request request) throws IOException {
        ObjectNode body = writableDefinition(request);
        ObjectNode definition = definitionOf(request);
        PrintTenant.rename(definition, Members.text(body, DISPLAY_NAME), appName(body));
        return responses.found(DEFINITION_CONTEXT, typed(tenant.json(definition)));
    }

    private Response deleteDefinition(Request request) {
        tenant.removeDefinition(request.path("definitionId"));
        return Response.empty(204);
    }

    private static ObjectNode writableDefinition(Request request) throws IOException {
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of(DISPLAY_NAME, CREATED_BY));
        Members.checkNames(Members.object(body, CREATED_BY), Set.of(DISPLAY_NAME));
        return body;
    }

    private static @Nullable String appName(ObjectNode body) {
        return Members.text(Members.object(body, CREATED_BY), DISPLAY_NAME);
    }

    /** Adds the type, which definitions in a list do not have. */
    private static ObjectNode typed(ObjectNode definition) {
        var typed = JsonTrees.object().put("@odata.type", "#microsoft.graph.printTaskDefinition");
        return typed.setAll(definition);
    }

    private Response tasks(Request request) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.TASK, ODataQuery.TASKS);
        var all = GraphResponses.list(tenant.tasks(request.path("definitionId")), EmulatedPrintTask::json);
        return responses.page(request, "Collection(microsoft.graph.printTask)", query, all);
    }

    private Response task(Request request) {
        return responses.entity(request, PrintTypes.TASK, taskOf(request).json());
    }

    private Response definitionOfTask(Request request) {
        taskOf(request); // an unknown task is 404
        return definition(request);
    }

    private Response triggerOfTask(Request request) {
        EmulatedPrintTask task = taskOf(request);
        ObjectNode trigger = task.job().printer().trigger(task.triggerId()); // unless it is deleted
        return responses.entity(request, PrintTypes.TRIGGER, json(trigger));
    }

    private ObjectNode definitionOf(Request request) {
        return tenant.definition(request.path("definitionId"));
    }

    private EmulatedPrintTask taskOf(Request request) {
        return tenant.task(request.path("definitionId"), request.path("taskId"));
    }

    private Response updateTask(Request request) throws IOException {
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of("status"));
        ObjectNode status = Members.object(body, "status");
        Members.checkNames(status, Set.of("state", "description"));
        String state = Members.text(status, "state");
        String description = Members.text(status, "description");
        if (state != null && !EmulatedPrintTask.STATES.contains(state)) {
            throw new Refusal(400, "'" + state + "' is not a valid task state."); // unknownFutureValue, too
        }
        EmulatedPrintTask task = taskOf(request);
        if (state != null && task.become(state) && state.equals(EmulatedPrintTask.COMPLETED)) {
            service.release(task.job());
        }
        if (description != null) {
            task.description(description);
        }
        return Response.json(200, GraphResponses.JSON, task.updated());
    }

    private Response triggers(Request request) {
        ArrayNode all = JsonTrees.array();
        ObjectNode trigger = tenant.printer(request).trigger();
        if (trigger != null) {
            all.add(json(trigger));
        }
        return responses.page(request, PrintTypes.TRIGGER, ODataQuery.TASKS, all);
    }

    /** Returns the {@code printTaskTrigger}, including the definition. */
    private ObjectNode json(ObjectNode trigger) {
        ObjectNode json = alone(trigger);
        json.set("definition", tenant.json(definitionOf(trigger)));
        return json;
    }

    private static ObjectNode alone(ObjectNode trigger) {
        return JsonTrees.object().put("id", trigger.path("id").textValue()).put("event", EVENT);
    }

    private ObjectNode definitionOf(ObjectNode trigger) {
        return tenant.definition(trigger.path(PrintTenant.DEFINITION).textValue());
    }

    private Response createTrigger(Request request) throws IOException {
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of("event"));
        String event = Members.requiredText(body, "event");
        if (!event.equals(EVENT)) {
            throw new Refusal(400, "'" + event + "' is not a valid event for a trigger.");
        }
        String definition = Members.requiredText(body, "definition@odata.bind");
        String prefix = responses.endpoint() + DEFINITIONS;
        String definitionId = definition.startsWith(prefix) ? Router.key(definition.substring(prefix.length())) : null;
        if (definitionId == null) {
            throw new Refusal(400, "'" + definition + "' is not the URL of a task definition.");
        }
        EmulatedPrinter printer = tenant.printer(request);
        tenant.definition(definitionId);
        ObjectNode trigger =
                JsonTrees.object().put("id", UUID.randomUUID().toString()).put(PrintTenant.DEFINITION, definitionId);
        printer.bind(trigger);
        return responses.created("Collection(Microsoft.Graph.PrintTaskTrigger)", alone(trigger));
    }

    private Response trigger(Request request) {
        return responses.entity(request, PrintTypes.TRIGGER, json(triggerOf(request)));
    }

    private Response definitionOfTrigger(Request request) {
        return found(request, definitionOf(triggerOf(request)));
    }

    private ObjectNode triggerOf(Request request) {
        return tenant.printer(request).trigger(request.path("triggerId"));
    }

    private Response deleteTrigger(Request request) {
        tenant.printer(request).unbind(request.path("triggerId"));
        return Response.empty(204);
    }
}
