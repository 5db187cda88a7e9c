package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;

/** The tasks of a definition. The service creates one for each job that a trigger holds. Immutable and lightweight. */
public final class PrintTasksResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintTasksResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Lists the tasks that run or ended recently: {@code GET /print/taskDefinitions/{definitionId}/tasks}. The client
     * sends the first request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>The time that an ended task stays in the list is not documented. An unfinished task blocks its job until the
     * service deletes it, so check this list from time to time for tasks whose notification was lost.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * <p>The iteration throws {@link io.cloudjobs.core.ForbiddenException} if the token does not allow the operation,
     * {@link io.cloudjobs.core.NotFoundException} if there is no such definition, and another
     * {@link io.cloudjobs.core.SdkException} if a request fails in another way.
     *
     * @return the tasks, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/printtaskdefinition-list-tasks">List tasks</a>
     */
    public PagedIterable<PrintTask> list() {
        return GraphPage.all(
                api,
                new ApiRequest("printTask.list", "GET", path)
                        .needs(PrintTaskDefinitionsResource.NEEDS)
                        .idempotent(),
                PrintTaskRecord.class);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
