package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.http.Members;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

/** The HTTP side of the print jobs of Microsoft Graph. */
final class PrintJobApi {
    private static final String PRINTER = "/print/printers/{printerId}";
    private static final String JOB = PRINTER + "/jobs/{jobId}";
    private static final String SHARE = "/print/shares/{shareId}";
    private static final String DESTINATION = "destinationPrinterId";

    private final GraphResponses responses;
    private final PrintService service;

    PrintJobApi(GraphRouter router, GraphResponses responses, PrintService service) {
        this.responses = responses;
        this.service = service;

        router.applicationOrAdministrator("GET", PRINTER + "/jobs", this::jobs);
        router.administrator("POST", PRINTER + "/jobs", this::create);
        router.either("GET", JOB, this::job);
        router.application("PATCH", JOB, this::configure);
        router.user("POST", JOB + "/cancel", this::cancel);
        router.application("POST", JOB + "/abort", this::abort);
        router.application("POST", JOB + "/redirect", this::redirect);
        router.either("GET", SHARE + "/jobs", this::jobsOfShare);
        router.user("POST", SHARE + "/jobs", this::createOnShare);
        router.either("GET", SHARE + "/jobs/{jobId}", this::jobOfShare);
        router.user("POST", SHARE + "/jobs/{jobId}/start", this::start);
    }

    private Response jobs(Request request) {
        return jobs(request, onPrinter(request), () -> service.jobs(request.path("printerId")));
    }

    private Response jobsOfShare(Request request) {
        return jobs(request, onShare(request), () -> service.jobsOfShare(request.path("shareId")));
    }

    private Response jobs(Request request, String context, Supplier<ArrayNode> jobs) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.LISTED_JOB, ODataQuery.LIST);
        return responses.page(request, context, query, jobs.get());
    }

    private Response job(Request request) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.JOB, ODataQuery.ENTITY);
        var job = service.job(request.path("printerId"), request.path("jobId"));
        return responses.found(onPrinter(request) + "/$entity", query.of(job));
    }

    private Response jobOfShare(Request request) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.JOB, ODataQuery.ENTITY);
        var job = service.jobOfShare(request.path("shareId"), request.path("jobId"));
        return responses.found(onShare(request) + "/$entity", query.of(job));
    }

    private Response create(Request request) throws IOException {
        var job = service.create(request.path("printerId"), JobConfiguration.of(request.json(), Set.of()));
        return responses.created(onPrinter(request) + "/$entity", job);
    }

    private Response createOnShare(Request request) throws IOException {
        var job = service.createOnShare(request.path("shareId"), JobConfiguration.of(request.json(), Set.of()));
        return responses.created(onShare(request) + "/$entity", job);
    }

    private Response start(Request request) throws IOException {
        Members.checkNames(request.json(), Set.of());
        return Response.json(200, GraphResponses.JSON, service.start(request.path("shareId"), request.path("jobId")));
    }

    private Response cancel(Request request) throws IOException {
        Members.checkNames(request.json(), Set.of());
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
