package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.print.printer.PrinterListOptions;
import io.cloudjobs.print.printer.PrinterShare;
import java.util.function.Consumer;

/** The printer shares of the tenant, or of one printer. Immutable and lightweight. */
public final class PrinterSharesResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrinterSharesResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Lists all shares: {@code GET .../shares}. See {@link #list(Consumer)}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only: {@code PrinterShare.ReadBasic.All}.
     *
     * @return the shares, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/print-list-shares">List shares</a>
     */
    public PagedIterable<PrinterShare> list() {
        return list(options -> {});
    }

    /**
     * Lists shares: {@code GET .../shares}, with the path {@code /print/shares} for the shares of the tenant, and
     * {@code /print/printers/{printerId}/shares} for the shares of a printer, of which there is at most one. The client
     * sends the first request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code PrinterShare.ReadBasic.All}.
     *
     * <p>The rows never contain {@code defaults} and {@code capabilities}. With a condition on the location or the
     * capabilities, and for a user who is not a Printer Administrator, they contain only {@code id},
     * {@code displayName}, {@code manufacturer}, {@code model} and {@code location}. To get the rest, read each share
     * with {@link PrinterShareResource#get()}. The order of the shares is not documented.
     *
     * @param options sets conditions and the size of the pages
     * @return the shares, page by page
     * @throws IllegalArgumentException if an option is invalid
     * @see <a href="https://learn.microsoft.com/graph/api/print-list-shares">List shares</a>
     * @see <a href="https://learn.microsoft.com/graph/api/printer-list-shares">List printerShares for a printer</a>
     */
    public PagedIterable<PrinterShare> list(Consumer<? super PrinterListOptions> options) {
        return GraphPage.all(
                api,
                PrintersResource.Query.of(options, "printer")
                        .in(new ApiRequest("printerShare.list", "GET", path))
                        .needs(PrinterShareResource.NEEDS_TO_READ)
                        .idempotent(),
                PrinterShare.class);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
