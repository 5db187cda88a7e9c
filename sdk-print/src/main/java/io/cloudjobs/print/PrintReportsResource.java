package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.print.report.ArchivedPrintJob;
import io.cloudjobs.print.report.PrintUsageByPrinter;
import io.cloudjobs.print.report.PrintUsageByUser;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The reports about ended jobs. The service offers them to users only, so use a client with a user token. Immutable and
 * lightweight.
 */
public final class PrintReportsResource {
    private static final String NEEDS = "a user token, not an application token, with Reports.Read.All";
    private static final ResourcePath REPORTS = ResourcePath.ROOT.resolve("/reports");

    private final ApiClient api;

    PrintReportsResource(ApiClient api) {
        this.api = api;
    }

    /**
     * Lists the archived jobs that were sent to a printer: {@code
     * GET /reports/getPrinterArchivedPrintJobs(printerId='{printerId}',startDateTime={startDateTime},endDateTime={endDateTime})}.
     * The client sends the first request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * <p>Archived jobs have ended: they are completed, canceled or aborted. The documentation does not say which of
     * their times the period applies to, how soon after its end a job is archived, or how long the archive keeps it.
     *
     * @param printerId the id of the printer, not the id of its share
     * @param startDateTime the start of the period, inclusive; null for no start
     * @param endDateTime the end of the period, inclusive; null for no end
     * @return the archived jobs, page by page
     * @throws IllegalArgumentException if the id is invalid, or the start is after the end
     * @see <a href="https://learn.microsoft.com/graph/api/reports-getprinterarchivedprintjobs">getPrinterArchivedPrintJobs</a>
     */
    public PagedIterable<ArchivedPrintJob> archivedPrintJobsOfPrinter(
            String printerId, @Nullable OffsetDateTime startDateTime, @Nullable OffsetDateTime endDateTime) {
        return archived(
                "/getPrinterArchivedPrintJobs(printerId='{printerId}'",
                quoted("printerId", printerId),
                startDateTime,
                endDateTime);
    }

    /**
     * Lists the archived jobs of a user: {@code
     * GET /reports/getUserArchivedPrintJobs(userId='{userId}',startDateTime={startDateTime},endDateTime={endDateTime})}.
     * The client sends the first request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * <p>Archived jobs have ended: they are completed, canceled or aborted. The documentation does not say which of
     * their times the period applies to, how soon after its end a job is archived, or how long the archive keeps it.
     *
     * @param userId the id of the user in the directory
     * @param startDateTime the start of the period, inclusive; null for no start
     * @param endDateTime the end of the period, inclusive; null for no end
     * @return the archived jobs, page by page
     * @throws IllegalArgumentException if the id is invalid, or the start is after the end
     * @see <a href="https://learn.microsoft.com/graph/api/reports-getuserarchivedprintjobs">getUserArchivedPrintJobs</a>
     */
    public PagedIterable<ArchivedPrintJob> archivedPrintJobsOfUser(
            String userId, @Nullable OffsetDateTime startDateTime, @Nullable OffsetDateTime endDateTime) {
        return archived(
                "/getUserArchivedPrintJobs(userId='{userId}'", quoted("userId", userId), startDateTime, endDateTime);
    }

    /**
     * Lists the archived jobs of the members of a group: {@code
     * GET /reports/getGroupArchivedPrintJobs(groupId='{groupId}',startDateTime={startDateTime},endDateTime={endDateTime})}.
     * The client sends the first request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * <p>Archived jobs have ended: they are completed, canceled or aborted. The documentation does not say which of
     * their times the period applies to, how soon after its end a job is archived, or how long the archive keeps it.
     *
     * @param groupId the id of the group in the directory
     * @param startDateTime the start of the period, inclusive; null for no start
     * @param endDateTime the end of the period, inclusive; null for no end
     * @return the archived jobs, page by page
     * @throws IllegalArgumentException if the id is invalid, or the start is after the end
     * @see <a href="https://learn.microsoft.com/graph/api/reports-getgrouparchivedprintjobs">getGroupArchivedPrintJobs</a>
     */
    public PagedIterable<ArchivedPrintJob> archivedPrintJobsOfGroup(
            String groupId, @Nullable OffsetDateTime startDateTime, @Nullable OffsetDateTime endDateTime) {
        return archived(
                "/getGroupArchivedPrintJobs(groupId='{groupId}'",
                quoted("groupId", groupId),
                startDateTime,
                endDateTime);
    }

    /**
     * Lists the usage of each user by day: {@code GET /reports/dailyPrintUsageByUser}. The client sends the first
     * request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @return the rows, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/reportroot-list-dailyprintusagebyuser">List
     *     dailyPrintUsageByUser</a>
     */
    public PagedIterable<PrintUsageByUser> dailyPrintUsageByUser() {
        return byUser("/dailyPrintUsageByUser");
    }

    /**
     * Reads one row: {@code GET /reports/dailyPrintUsageByUser/{usageId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @param usageId the id of a row in the list of these rows
     * @return the row
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such row
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printusagebyuser-get">Get printUsageByUser</a>
     */
    public PrintUsageByUser dailyPrintUsageByUser(String usageId) {
        return oneByUser("/dailyPrintUsageByUser/{usageId}", usageId);
    }

    /**
     * Lists the usage of each printer by day: {@code GET /reports/dailyPrintUsageByPrinter}. The client sends the first
     * request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @return the rows, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/reportroot-list-dailyprintusagebyprinter">List
     *     dailyPrintUsageByPrinter</a>
     */
    public PagedIterable<PrintUsageByPrinter> dailyPrintUsageByPrinter() {
        return byPrinter("/dailyPrintUsageByPrinter");
    }

    /**
     * Reads one row: {@code GET /reports/dailyPrintUsageByPrinter/{usageId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @param usageId the id of a row in the list of these rows
     * @return the row
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such row
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printusagebyprinter-get">Get printUsageByPrinter</a>
     */
    public PrintUsageByPrinter dailyPrintUsageByPrinter(String usageId) {
        return oneByPrinter("/dailyPrintUsageByPrinter/{usageId}", usageId);
    }

    /**
     * Lists the usage of each user by month: {@code GET /reports/monthlyPrintUsageByUser}. The client sends the first
     * request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @return the rows, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/reportroot-list-monthlyprintusagebyuser">List
     *     monthlyPrintUsageByUser</a>
     */
    public PagedIterable<PrintUsageByUser> monthlyPrintUsageByUser() {
        return byUser("/monthlyPrintUsageByUser");
    }

    /**
     * Reads one row: {@code GET /reports/monthlyPrintUsageByUser/{usageId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @param usageId the id of a row in the list of these rows
     * @return the row
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such row
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printusagebyuser-get">Get printUsageByUser</a>
     */
    public PrintUsageByUser monthlyPrintUsageByUser(String usageId) {
        return oneByUser("/monthlyPrintUsageByUser/{usageId}", usageId);
    }

    /**
     * Lists the usage of each printer by month: {@code GET /reports/monthlyPrintUsageByPrinter}. The client sends the first
     * request when the iteration begins. Each page is one request, retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. The iteration throws the exceptions of these requests, such as
     * {@link io.cloudjobs.core.ForbiddenException}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @return the rows, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/reportroot-list-monthlyprintusagebyprinter">List
     *     monthlyPrintUsageByPrinter</a>
     */
    public PagedIterable<PrintUsageByPrinter> monthlyPrintUsageByPrinter() {
        return byPrinter("/monthlyPrintUsageByPrinter");
    }

    /**
     * Reads one row: {@code GET /reports/monthlyPrintUsageByPrinter/{usageId}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * <p>Permission, for a user only: {@code Reports.Read.All}. The service has no such permission for applications.
     *
     * @param usageId the id of a row in the list of these rows
     * @return the row
     * @throws IllegalArgumentException if the id is invalid
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such row
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printusagebyprinter-get">Get printUsageByPrinter</a>
     */
    public PrintUsageByPrinter monthlyPrintUsageByPrinter(String usageId) {
        return oneByPrinter("/monthlyPrintUsageByPrinter/{usageId}", usageId);
    }

    private PagedIterable<ArchivedPrintJob> archived(
            String function, String id, @Nullable OffsetDateTime start, @Nullable OffsetDateTime end) {
        if (start != null && end != null && start.isAfter(end)) {
            throw new IllegalArgumentException("startDateTime must not be after endDateTime");
        }
        ResourcePath path = REPORTS.resolve(function, id)
                .resolve(",startDateTime={startDateTime}", time(start))
                .resolve(",endDateTime={endDateTime})", time(end));
        return GraphPage.all(api, request("archivedPrintJob.list", path), ArchivedPrintJob.class);
    }

    /** Returns an id for a text in quotes: OData doubles a quote in it. */
    private static String quoted(String name, String id) {
        return Objects.requireNonNull(id, name).replace("'", "''");
    }

    private static String time(@Nullable OffsetDateTime time) {
        return time == null ? "null" : DateTimeFormatter.ISO_INSTANT.format(time);
    }

    private PagedIterable<PrintUsageByUser> byUser(String report) {
        return GraphPage.all(api, request("printUsageByUser.list", REPORTS.resolve(report)), PrintUsageByUser.class);
    }

    private PagedIterable<PrintUsageByPrinter> byPrinter(String report) {
        return GraphPage.all(
                api, request("printUsageByPrinter.list", REPORTS.resolve(report)), PrintUsageByPrinter.class);
    }

    private PrintUsageByUser oneByUser(String row, String usageId) {
        ResourcePath path = REPORTS.resolve(row, usageId);
        return api.send(request("printUsageByUser.get", path).returningResource(), PrintUsageByUser.class);
    }

    private PrintUsageByPrinter oneByPrinter(String row, String usageId) {
        ResourcePath path = REPORTS.resolve(row, usageId);
        return api.send(request("printUsageByPrinter.get", path).returningResource(), PrintUsageByPrinter.class);
    }

    private static ApiRequest request(String operation, ResourcePath path) {
        return new ApiRequest(operation, "GET", path).needs(NEEDS).idempotent();
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return REPORTS.toString();
    }
}
