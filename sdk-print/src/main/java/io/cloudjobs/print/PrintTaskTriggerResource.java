package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;

/** A task trigger of a printer. Immutable and lightweight. */
public final class PrintTaskTriggerResource {
    static final String NEEDS_TO_READ =
            "the token of a Printer Administrator, not an application token, with Printer.Read.All";
    static final String NEEDS_TO_WRITE =
            "the token of a Printer Administrator, not an application token, with Printer.ReadWrite.All";

    private final ApiClient api;
    private final ResourcePath path;

    PrintTaskTriggerResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Returns the id of the task trigger. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return path.lastId();
    }

    /**
     * Reads the trigger: {@code GET /print/printers/{printerId}/taskTriggers/{triggerId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code Printer.Read.All}.
     *
     * @return the trigger
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such trigger or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printtasktrigger-get">Get printTaskTrigger</a>
     */
    public PrintTaskTrigger get() {
        return api.send(
                new ApiRequest("printTaskTrigger.get", "GET", path)
                        .needs(NEEDS_TO_READ)
                        .returningResource()
                        .idempotent(),
                PrintTaskTriggerRecord.class);
    }

    /**
     * Reads the definition that the trigger is bound to:
     * {@code GET /print/printers/{printerId}/taskTriggers/{triggerId}/definition}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code Printer.Read.All}. The service
     * documents the relationship of a trigger to its definition, and its metadata has this path, but no page describes
     * the operation or its permission. The permission above is for reading the trigger.
     *
     * @return the definition, which may belong to another application
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such trigger or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/resources/printtasktrigger">printTaskTrigger</a>
     */
    public PrintTaskDefinition definition() {
        return api.send(
                new ApiRequest("printTaskDefinition.get", "GET", path.resolve("/definition"))
                        .needs(NEEDS_TO_READ)
                        .idempotent(),
                PrintTaskDefinitionRecord.class);
    }

    /**
     * Deletes the trigger: {@code DELETE /print/printers/{printerId}/taskTriggers/{triggerId}}. Jobs that are started
     * afterwards are not held. The effect on jobs that are already held is not documented, so finish their tasks.
     *
     * <p>Permission, for a user only, in the role Printer Administrator: {@code Printer.ReadWrite.All}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. A trigger that a retry no longer finds counts as
     * deleted.
     *
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such trigger or printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printer-delete-tasktrigger">Delete taskTrigger</a>
     */
    public void delete() {
        api.send(new ApiRequest("printTaskTrigger.delete", "DELETE", path)
                .needs(NEEDS_TO_WRITE)
                .idempotent()
                .doneWhenGone());
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
