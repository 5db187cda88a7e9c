package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.OperationPermissions.administrators;
import static io.cloudjobs.emulator.OperationPermissions.applications;
import static io.cloudjobs.emulator.OperationPermissions.users;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.GraphRouter.Access;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.http.Members;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The HTTP side of the print jobs of Microsoft Graph. */
final class PrintJobApi {
    private static final String PRINTER = "/print/printers/{printerId}";
    private static final String JOB = PRINTER + "/jobs/{jobId}";
    private static final String SHARE = "/print/shares/{shareId}";
    private static final String DESTINATION = "destinationPrinterId";

    private static final List<String> READ = List.of(
            "PrintJob.ReadBasic",
            "PrintJob.Read",
            "PrintJob.ReadWriteBasic",
            "PrintJob.ReadWrite",
            "PrintJob.ReadBasic.All",
            "PrintJob.Read.All",
            "PrintJob.ReadWriteBasic.All",
            "PrintJob.ReadWrite.All");
    private static final List<String> READ_OF_ALL = READ.subList(4, 8);
    private static final List<String> CHANGE = List.of(
            "PrintJob.ReadWriteBasic", "PrintJob.ReadWrite", "PrintJob.ReadWriteBasic.All", "PrintJob.ReadWrite.All");
    private static final List<String> SUBMIT = List.of(
            "PrintJob.Create",
            "PrintJob.ReadWriteBasic",
            "PrintJob.ReadWrite",
            "PrintJob.ReadWriteBasic.All",
            "PrintJob.ReadWrite.All");
    private static final List<String> CHANGE_HELD =
            List.of("PrintJob.ReadWriteBasic.All", "PrintJob.ReadWrite.All", "PrintJob.Manage.All");
    private static final List<String> MANAGE = List.of("PrintJob.Manage.All");

    private final GraphResponses responses;
    private final PrintService service;

    PrintJobApi(GraphRouter router, GraphResponses responses, PrintService service) {
        this.responses = responses;
        this.service = service;

        var ofPrinter =
                administrators(READ, PrinterApi.READ).andApplications(READ_OF_ALL, PrinterApi.READ_AS_APPLICATION);
        var one = users(READ, PrinterApi.READ).andApplications(READ_OF_ALL, PrinterApi.READ_AS_APPLICATION);
        var held = applications(CHANGE_HELD, PrinterApi.READ_AS_APPLICATION);
        var redirected = applications(MANAGE, PrinterApi.READ_AS_APPLICATION);
        // Applications have no permissions for shares.
        var ofShare = users(READ, PrinterApi.READ_SHARE).andApplications(READ_OF_ALL);
        router.on("GET", PRINTER + "/jobs", ofPrinter, this::jobs);
        router.on("POST", PRINTER + "/jobs", administrators(SUBMIT, PrinterApi.READ), this::create);
        router.on("GET", JOB, one, this::job);
        router.on("PATCH", JOB, held, this::configure);
        router.on("POST", JOB + "/cancel", users(CHANGE, PrinterApi.READ), this::cancel);
        router.on("POST", JOB + "/abort", held, this::abort);
        router.on("POST", JOB + "/redirect", redirected, this::redirect);
        router.on("GET", SHARE + "/jobs", ofShare, this::jobsOfShare);
        router.on("POST", SHARE + "/jobs", users(CHANGE, PrinterApi.READ_SHARE), this::createOnShare);
        router.on("GET", SHARE + "/jobs/{jobId}", ofShare, this::jobOfShare);
        router.on("POST", SHARE + "/jobs/{jobId}/start", users(SUBMIT, PrinterApi.READ_SHARE), this::start);
    }

    private Response jobs(Request request, Access access) {
        return jobs(request, access, onPrinter(request), () -> service.jobs(request.path("printerId")));
    }

    private Response jobsOfShare(Request request, Access access) {
        return jobs(request, access, onShare(request), () -> service.jobsOfShare(request.path("shareId")));
    }

    private Response jobs(Request request, Access access, String context, Supplier<ArrayNode> jobs) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.LISTED_JOB, ODataQuery.LIST);
        ArrayNode visible = jobs.get();
        visible.removeIf(job -> !access.allowsJobOf(
                PrintUser.named(job.at("/createdBy/userPrincipalName").asText())));
        return responses.page(request, context, query, visible);
    }

    private Response job(Request request, Access access) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.JOB, ODataQuery.ENTITY);
        access.checkJobOf(service.creator(request.path("printerId"), request.path("jobId")));
        var job = service.job(request.path("printerId"), request.path("jobId"));
        return responses.found(onPrinter(request) + "/$entity", query.of(job));
    }

    private Response jobOfShare(Request request, Access access) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.JOB, ODataQuery.ENTITY);
        access.checkJobOf(service.creatorOnShare(request.path("shareId"), request.path("jobId")));
        var job = service.jobOfShare(request.path("shareId"), request.path("jobId"));
        return responses.found(onShare(request) + "/$entity", query.of(job));
    }

    private Response create(Request request, Access access) throws IOException {
        var configuration = JobConfiguration.of(request.json(), Set.of());
        var job = service.create(request.path("printerId"), access.principal().user(), configuration);
        return responses.created(onPrinter(request) + "/$entity", job);
    }

    private Response createOnShare(Request request, Access access) throws IOException {
        var configuration = JobConfiguration.of(request.json(), Set.of());
        var job = service.createOnShare(
                request.path("shareId"), access.principal().user(), configuration);
        return responses.created(onShare(request) + "/$entity", job);
    }

    private Response start(Request request, Access access) throws IOException {
        Members.checkNames(request.json(), Set.of());
        access.checkJobOf(service.creatorOnShare(request.path("shareId"), request.path("jobId")));
        return Response.json(200, GraphResponses.JSON, service.start(request.path("shareId"), request.path("jobId")));
    }

    private Response cancel(Request request, Access access) throws IOException {
        Members.checkNames(request.json(), Set.of());
        access.checkJobOf(service.creator(request.path("printerId"), request.path("jobId")));
        service.cancel(request.path("printerId"), request.path("jobId"));
        return Response.empty(204);
    }

    private Response abort(Request request) throws IOException {
        // Checks and ignores the reason, because the service does not document where it appears.
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of("reason"));
        Members.text(body, "reason");
        service.abort(request.path("printerId"), request.path("jobId"));
        return Response.empty(204);
    }

    private Response redirect(Request request) throws IOException {
        ObjectNode body = request.json();
        var configuration = JobConfiguration.of(body, Set.of(DESTINATION));
        String destination = Members.requiredText(body, DESTINATION);
        var job = service.redirect(request.path("printerId"), request.path("jobId"), destination, configuration);
        return responses.found("print/printers('" + destination + "')/jobs/$entity", job);
    }

    private Response configure(Request request) throws IOException {
        var configuration = JobConfiguration.of(request.json(), Set.of());
        var job = service.configure(request.path("printerId"), request.path("jobId"), configuration);
        return responses.found(onPrinter(request) + "/$entity", job);
    }

    private static String onPrinter(Request request) {
        return "print/printers('" + request.path("printerId") + "')/jobs";
    }

    private static String onShare(Request request) {
        return "print/shares('" + request.path("shareId") + "')/jobs";
    }
}
