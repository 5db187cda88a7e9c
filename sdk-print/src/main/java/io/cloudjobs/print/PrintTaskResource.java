package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A task, which holds a job for this application. Immutable and lightweight. */
public final class PrintTaskResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintTaskResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Returns the id of the task. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return path.lastId();
    }

    /**
     * Reads the task: {@code GET /print/taskDefinitions/{definitionId}/tasks/{taskId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * @return the current task
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such task or definition; the time for which the
     *     service keeps an ended task is not documented
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printtask-get">Get printTask</a>
     */
    public PrintTask get() {
        return api.send(
                new ApiRequest("printTask.get", "GET", path)
                        .needs(PrintTaskDefinitionsResource.NEEDS)
                        .returningResource()
                        .idempotent(),
                PrintTaskRecord.class);
    }

    /**
     * Reads the definition of the task:
     * {@code GET /print/taskDefinitions/{definitionId}/tasks/{taskId}/definition}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}. The service documents the
     * relationship of a task to its definition, and its metadata has this path, but no page describes the operation or
     * its permission. The permission above is for reading the task.
     *
     * @return the definition
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such task or definition
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/resources/printtask">printTask</a>
     */
    public PrintTaskDefinition definition() {
        return api.send(
                new ApiRequest("printTaskDefinition.get", "GET", path.resolve("/definition"))
                        .needs(PrintTaskDefinitionsResource.NEEDS)
                        .idempotent(),
                PrintTaskDefinitionRecord.class);
    }

    /**
     * Reads the trigger of the task:
     * {@code GET /print/taskDefinitions/{definitionId}/tasks/{taskId}/trigger}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}. The service documents the
     * relationship of a task to its trigger, and its metadata has this path, but no page describes the operation or its
     * permission. The permission above is for reading the task.
     *
     * @return the trigger that made the service create the task
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such task or definition; for a deleted
     *     trigger, the response is not documented
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/resources/printtask">printTask</a>
     */
    public PrintTaskTrigger trigger() {
        return api.send(
                new ApiRequest("printTaskTrigger.get", "GET", path.resolve("/trigger"))
                        .needs(PrintTaskDefinitionsResource.NEEDS)
                        .idempotent(),
                PrintTaskTriggerRecord.class);
    }

    /**
     * Sets the state of the task without a description: {@code PATCH
     * /print/taskDefinitions/{definitionId}/tasks/{taskId}}. See {@link #update(PrintTaskProcessingState, String)}.
     *
     * @param state the new state
     * @return the updated task
     * @throws IllegalArgumentException if the state is {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintTask update(PrintTaskProcessingState state) {
        return send(Map.of("state", checked(state)));
    }

    /**
     * Sets the state of the task: {@code PATCH /print/taskDefinitions/{definitionId}/tasks/{taskId}}. With
     * {@link PrintTaskProcessingState#COMPLETED} the job continues and prints on its own printer. An unfinished task
     * blocks its job until the service deletes it. To drop a job, abort it before you complete its task, because the
     * service refuses a later abort.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: setting the same state twice has the same effect.
     *
     * <p>If a success response has no body, the client reads the task once, with the same permission. If that read
     * fails, the message says that the operation is done, and {@code mayHaveReachedService()} is true.
     *
     * @param state the new state
     * @param description a short text for people; the service may return a different one
     * @return the updated task
     * @throws IllegalArgumentException if the state is {@code unknownFutureValue}, which must never be sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such task or definition
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printtaskdefinition-update-task">Update task</a>
     */
    public PrintTask update(PrintTaskProcessingState state, String description) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("state", checked(state));
        status.put("description", Objects.requireNonNull(description, "description"));
        return send(status);
    }

    private PrintTask send(Map<String, Object> status) {
        return api.send(
                new ApiRequest("printTask.update", "PATCH", path)
                        .body(Map.of("status", status))
                        .needs(PrintTaskDefinitionsResource.NEEDS)
                        .returningResource()
                        .idempotent(),
                PrintTaskRecord.class,
                client -> new PrintTaskResource(client, path).get());
    }

    private static PrintTaskProcessingState checked(PrintTaskProcessingState state) {
        return OpenEnumeration.sendable("state", Objects.requireNonNull(state, "state"));
    }

    /** Returns the token and the task for an action on a held job. */
    static String held(String permission) {
        return "an application token, not a user token, with " + permission
                + " and Printer.Read.All, and a task of this application that is processing the job";
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
