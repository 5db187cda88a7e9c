package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.Map;
import java.util.Objects;

/** A task definition. Immutable and lightweight. */
public final class PrintTaskDefinitionResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintTaskDefinitionResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Returns the id of the task definition. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return path.lastId();
    }

    /** Returns the path of a definition, also for requests that refer to one. */
    static ResourcePath path(String definitionId) {
        return ResourcePath.ROOT.resolve("/print/taskDefinitions/{definitionId}", definitionId);
    }

    /**
     * Reads the definition: {@code GET /print/taskDefinitions/{definitionId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * @return the definition
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such definition
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printtaskdefinition-get">Get printTaskDefinition</a>
     */
    public PrintTaskDefinition get() {
        return api.send(
                new ApiRequest("printTaskDefinition.get", "GET", path)
                        .needs(PrintTaskDefinitionsResource.NEEDS)
                        .returningResource()
                        .idempotent(),
                PrintTaskDefinitionRecord.class);
    }

    /**
     * Renames the definition: {@code PATCH /print/taskDefinitions/{definitionId}}.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: setting the same name twice has the same effect.
     *
     * <p>If a success response has no body, the client reads the definition once. If that read fails, the message says
     * that the operation is done, and {@code mayHaveReachedService()} is true.
     *
     * @param displayName the new name
     * @return the updated definition
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such definition
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printtaskdefinition-update">Update printTaskDefinition</a>
     */
    public PrintTaskDefinition update(String displayName) {
        return api.send(
                new ApiRequest("printTaskDefinition.update", "PATCH", path)
                        .body(Map.of("displayName", Objects.requireNonNull(displayName, "displayName")))
                        .needs(PrintTaskDefinitionsResource.NEEDS)
                        .returningResource()
                        .idempotent(),
                PrintTaskDefinitionRecord.class,
                client -> new PrintTaskDefinitionResource(client, path).get());
    }

    /**
     * Deletes the definition: {@code DELETE /print/taskDefinitions/{definitionId}}. Finish its tasks and delete its
     * triggers first, because the effect on them is not documented.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. A definition that a retry no longer finds counts
     * as deleted.
     *
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such definition
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/print-delete-taskdefinition">Delete taskDefinition</a>
     */
    public void delete() {
        api.send(new ApiRequest("printTaskDefinition.delete", "DELETE", path)
                .needs(PrintTaskDefinitionsResource.NEEDS)
                .idempotent()
                .doneWhenGone());
    }

    /**
     * Returns the tasks of this definition. Sends no request.
     *
     * @return the tasks
     */
    public PrintTasksResource tasks() {
        return new PrintTasksResource(api, path.resolve("/tasks"));
    }

    /**
     * Returns a task of this definition. Sends no request.
     *
     * @param taskId the id of the task
     * @return the task
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrintTaskResource task(String taskId) {
        return new PrintTaskResource(api, path.resolve("/tasks/{taskId}", taskId));
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
