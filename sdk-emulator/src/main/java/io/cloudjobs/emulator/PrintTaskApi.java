package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.OperationPermissions.administrators;
import static io.cloudjobs.emulator.OperationPermissions.applications;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Members;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;
import java.io.IOException;
import java.util.List;
import java.util.Set;
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

    static final List<String> MANAGE = List.of("PrintTaskDefinition.ReadWrite.All");
    private static final List<String> CHANGE_PRINTER = List.of("Printer.ReadWrite.All", "Printer.FullControl.All");

    private final GraphResponses responses;
    private final PrintTasks tasks;

    PrintTaskApi(GraphRouter router, GraphResponses responses, PrintTasks tasks) {
        this.responses = responses;
        this.tasks = tasks;

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
        return responses.page(request, PrintTypes.DEFINITION, ODataQuery.TASKS, tasks.definitions());
    }

    private Response createDefinition(Request request) throws IOException {
        ObjectNode body = writableDefinition(request);
        String displayName = Members.requiredText(body, DISPLAY_NAME);
        return responses.created(request, typed(tasks.addDefinition(displayName, appName(body))));
    }

    private Response definition(Request request) {
        return found(request, tasks.definition(request.path("definitionId")));
    }

    private Response found(Request request, ObjectNode definition) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.DEFINITION, ODataQuery.ENTITY);
        return responses.found(DEFINITION_CONTEXT, typed(query.of(definition)));
    }

    private Response updateDefinition(Request request) throws IOException {
        ObjectNode body = writableDefinition(request);
        var definition =
                tasks.renameDefinition(request.path("definitionId"), Members.text(body, DISPLAY_NAME), appName(body));
        return responses.found(DEFINITION_CONTEXT, typed(definition));
    }

    private Response deleteDefinition(Request request) {
        tasks.removeDefinition(request.path("definitionId"));
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
        return responses.page(
                request, "Collection(microsoft.graph.printTask)", query, tasks.tasks(request.path("definitionId")));
    }

    private Response task(Request request) {
        return responses.entity(
                request, PrintTypes.TASK, tasks.task(request.path("definitionId"), request.path("taskId")));
    }

    private Response definitionOfTask(Request request) {
        tasks.task(request.path("definitionId"), request.path("taskId")); // an unknown task is 404
        return definition(request);
    }

    private Response triggerOfTask(Request request) {
        return responses.entity(
                request, PrintTypes.TRIGGER, tasks.triggerOfTask(request.path("definitionId"), request.path("taskId")));
    }

    private Response updateTask(Request request) throws IOException {
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of("status"));
        ObjectNode status = Members.object(body, "status");
        Members.checkNames(status, Set.of("state", "description"));
        String state = Members.text(status, "state");
        String description = Members.text(status, "description");
        var task = tasks.updateTask(
                request.path("definitionId"),
                request.path("taskId"),
                state == null ? null : taskState(state),
                description);
        return Response.json(200, GraphResponses.JSON, task);
    }

    private static PrintTaskState taskState(String word) {
        return PrintTaskState.of(word).orElseThrow(() -> new Refusal(400, "'" + word + "' is not a valid task state."));
    }

    private Response triggers(Request request) {
        return responses.page(request, PrintTypes.TRIGGER, ODataQuery.TASKS, tasks.triggers(request.path("printerId")));
    }

    private Response createTrigger(Request request) throws IOException {
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of("event"));
        String event = Members.requiredText(body, "event");
        if (!event.equals(PrintTasks.EVENT)) {
            throw new Refusal(400, "'" + event + "' is not a valid event for a trigger.");
        }
        String definition = Members.requiredText(body, "definition@odata.bind");
        String prefix = responses.endpoint() + DEFINITIONS;
        String definitionId = definition.startsWith(prefix) ? Router.key(definition.substring(prefix.length())) : null;
        if (definitionId == null) {
            throw new Refusal(400, "'" + definition + "' is not the URL of a task definition.");
        }
        return responses.created(
                "Collection(Microsoft.Graph.PrintTaskTrigger)",
                tasks.addTrigger(request.path("printerId"), definitionId));
    }

    private Response trigger(Request request) {
        return responses.entity(
                request, PrintTypes.TRIGGER, tasks.trigger(request.path("printerId"), request.path("triggerId")));
    }

    private Response definitionOfTrigger(Request request) {
        return found(request, tasks.definitionOfTrigger(request.path("printerId"), request.path("triggerId")));
    }

    private Response deleteTrigger(Request request) {
        tasks.removeTrigger(request.path("printerId"), request.path("triggerId"));
        return Response.empty(204);
    }
}
