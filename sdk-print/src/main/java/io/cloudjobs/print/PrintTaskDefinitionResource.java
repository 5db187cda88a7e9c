package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;

/** A task definition. Immutable, and cheap to hold. */
public final class PrintTaskDefinitionResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintTaskDefinitionResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * A task of this definition.
     *
     * @param taskId the id of the task
     * @return the task; nothing is sent
     * @throws IllegalArgumentException if the id cannot be one
     */
    public PrintTaskResource task(String taskId) {
        return new PrintTaskResource(api, path.resolve("/tasks/{taskId}", taskId));
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
