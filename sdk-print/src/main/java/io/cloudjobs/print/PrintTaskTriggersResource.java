package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.LinkedHashMap;
import java.util.Map;

/** The task triggers of a printer. A printer has at most one. Immutable and lightweight. */
public final class PrintTaskTriggersResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintTaskTriggersResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Lists the triggers of the printer: {@code GET /print/printers/{printerId}/taskTriggers}. The client sends the
     * first request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code Printer.Read.All}.
     *
     * <p>The iteration throws {@link io.cloudjobs.core.ForbiddenException} if the token does not allow the operation,
     * {@link io.cloudjobs.core.NotFoundException} if there is no such printer, and another
     * {@link io.cloudjobs.core.SdkException} if a request fails in another way.
     *
     * @return the triggers, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/printer-list-tasktriggers">List taskTriggers</a>
     */
    public PagedIterable<PrintTaskTrigger> list() {
        return GraphPage.all(
                api,
                new ApiRequest("printTaskTrigger.list", "GET", path)
                        .needs(PrintTaskTriggerResource.NEEDS_TO_READ)
                        .idempotent(),
                PrintTaskTriggerRecord.class);
    }

    /**
     * Creates a trigger: {@code POST /print/printers/{printerId}/taskTriggers}. From then on the service creates a task
     * of the definition for each job that is started on the printer, and the task holds the job. The application must
     * finish each of these tasks: see {@link PrintTaskResource#update(PrintTaskProcessingState, String)}.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code Printer.ReadWrite.All}. The user token
     * must be issued to the application that created the definition.
     *
     * <p>A printer has at most one trigger. The service refuses a second one with status 400, as users have
     * observed. So after a 400, look for a trigger in {@link #list()}, and read its
     * {@linkplain PrintTaskTriggerResource#definition() definition}. Never retried once it may have reached the service: if
     * the exception's {@code mayHaveReachedService()} is true, look for the trigger in the same way.
     *
     * @param definitionId the id of the task definition
     * @return the new trigger
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such printer
     * @throws io.cloudjobs.core.ApiException with status 400, if the printer has a trigger
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printer-post-tasktriggers">Create taskTrigger</a>
     */
    public PrintTaskTrigger create(String definitionId) {
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("event", PrintEvent.JOB_STARTED);
        trigger.put("definition@odata.bind", definition(definitionId));
        return api.send(
                new ApiRequest("printTaskTrigger.create", "POST", path)
                        .body(trigger)
                        .needs(PrintTaskTriggerResource.NEEDS_TO_WRITE
                                + ", for the application that created the definition"),
                PrintTaskTriggerRecord.class);
    }

    /** Returns the URL of a definition, in the cloud and API version of this client. */
    private String definition(String definitionId) {
        return api.url(PrintTaskDefinitionResource.path(definitionId)).toString();
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
