package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterCapabilities;
import org.jspecify.annotations.Nullable;

/** A printer. Immutable and lightweight. */
public final class PrinterResource {
    static final String NEEDS_TO_READ =
            "an application token, or the token of a Printer Administrator, with Printer.Read.All";

    private final ApiClient api;
    private final ResourcePath path;
    private final @Nullable PrintPacer pacer;

    PrinterResource(ApiClient api, ResourcePath path, @Nullable PrintPacer pacer) {
        this.api = api;
        this.path = path;
        this.pacer = pacer;
    }

    /**
     * Returns the id of the printer. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return path.lastId();
    }

    /**
     * Returns the jobs of this printer, to list and create them. Sends no request.
     *
     * @return the jobs
     */
    public PrinterJobsResource jobs() {
        return new PrinterJobsResource(api, path.resolve("/jobs"), pacer);
    }

    /**
     * Returns a job of this printer. Sends no request.
     *
     * @param jobId the id of the job, which is unique on its printer only
     * @return the job
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrinterJobResource job(String jobId) {
        return new PrinterJobResource(api, path.resolve("/jobs/{jobId}", jobId));
    }

    /**
     * Reads the printer: {@code GET /print/printers/{printerId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission: {@code Printer.Read.All}, for an application or for a user who is a Printer Administrator.
     *
     * @return the printer with all members that the service keeps about it, except {@code capabilities} and
     *     {@code shares}: see {@link #capabilities()} and {@link #shares()}
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printer-get">Get printer</a>
     */
    public Printer get() {
        return api.send(
                new ApiRequest("printer.get", "GET", path)
                        .needs(NEEDS_TO_READ)
                        .returningResource()
                        .idempotent(),
                Printer.class);
    }

    /**
     * Reads what the printer can do: {@code GET /print/printers/{printerId}?$select=id,displayName,capabilities}. The
     * service sends capabilities only when a call selects them. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission: {@code Printer.Read.All}, for an application or for a user who is a Printer Administrator.
     *
     * @return the capabilities; all accessors are null if the service sends none
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such printer
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printer-get">Get printer</a>
     */
    public PrinterCapabilities capabilities() {
        return api.send(
                        new ApiRequest("printer.capabilities", "GET", path)
                                .query("$select", Described.MEMBERS)
                                .needs(NEEDS_TO_READ)
                                .returningResource()
                                .idempotent(),
                        Described.class)
                .orNothing();
    }

    /**
     * Returns the shares of this printer, to list them. The service supports one share per printer. Sends no request.
     *
     * @return the shares
     */
    public PrinterSharesResource shares() {
        return new PrinterSharesResource(api, path.resolve("/shares"));
    }

    /**
     * Returns the task triggers of this printer, which hold its jobs. Sends no request.
     *
     * @return the triggers
     */
    public PrintTaskTriggersResource taskTriggers() {
        return new PrintTaskTriggersResource(api, path.resolve("/taskTriggers"));
    }

    /**
     * Returns a task trigger of this printer. Sends no request.
     *
     * @param triggerId the id of the trigger
     * @return the trigger
     * @throws IllegalArgumentException if the id is invalid
     */
    public PrintTaskTriggerResource taskTrigger(String triggerId) {
        return new PrintTaskTriggerResource(api, path.resolve("/taskTriggers/{triggerId}", triggerId));
    }

    /** A printer or a share with its capabilities. */
    record Described(String id, @Nullable PrinterCapabilities capabilities) implements HasId, KeepsJson<Described> {
        static final String MEMBERS = "id,displayName,capabilities";

        @Override
        public Described withJson(String json) {
            return capabilities == null
                    ? this
                    : new Described(id, Json.withText(capabilities, Json.textOf("capabilities", json)));
        }

        PrinterCapabilities orNothing() {
            return capabilities == null ? PrinterCapabilities.fromJson("{}") : capabilities;
        }
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
