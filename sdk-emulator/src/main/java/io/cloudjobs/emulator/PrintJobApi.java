package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.OperationPermissions.administrators;
import static io.cloudjobs.emulator.OperationPermissions.applications;
import static io.cloudjobs.emulator.OperationPermissions.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.Members;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The HTTP side of the print jobs of Microsoft Graph. */
final class PrintJobApi {
    private static final String PRINTER = "/print/printers/{printerId}";
    private static final String JOB = PRINTER + "/jobs/{jobId}";
    private static final String SHARE = "/print/shares/{shareId}";
    private static final String CONFIGURATION = "configuration";
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
    private final PrintTenant tenant;
    private final PrintService service;

    PrintJobApi(GraphRouter router, GraphResponses responses, PrintTenant tenant, PrintService service) {
        this.responses = responses;
        this.tenant = tenant;
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
        router.on("GET", SHARE + "/jobs", ofShare, this::jobs);
        router.on("POST", SHARE + "/jobs", users(CHANGE, PrinterApi.READ_SHARE), this::create);
        router.on("GET", SHARE + "/jobs/{jobId}", ofShare, this::job);
        router.on("POST", SHARE + "/jobs/{jobId}/start", users(SUBMIT, PrinterApi.READ_SHARE), this::start);
    }

    private Response jobs(Request request, Access access) {
        var visible = new ArrayList<>(tenant.printer(request).jobs());
        visible.removeIf(job -> !access.allowsJobOf(job.createdBy()));
        ArrayNode jobs = GraphResponses.list(visible, EmulatedPrintJob::json);
        return responses.page(request, PrintTypes.LISTED_JOB, ODataQuery.LIST, jobs);
    }

    private Response job(Request request, Access access) {
        // A query that is refused does not move the job on.
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.JOB, ODataQuery.ENTITY);
        return responses.found(request, query.of(ofCaller(request, access).read()));
    }

    private Response create(Request request, Access access) throws IOException {
        var configuration = configuration(request.json());
        EmulatedPrinter printer = tenant.printer(request);
        tenant.limits().check(tenant, printer, access.user());
        EmulatedPrintJob job = printer.addJob(access.user());
        job.configure(configuration);
        return responses.created(request, job.withDocuments());
    }

    private Response start(Request request, Access access) throws IOException {
        Members.checkNames(request.json(), Set.of());
        EmulatedPrintJob job = ofCaller(request, access);
        service.start(job);
        return Response.json(200, GraphResponses.JSON, job.status());
    }

    private Response cancel(Request request, Access access) throws IOException {
        Members.checkNames(request.json(), Set.of());
        ofCaller(request, access).cancel();
        return Response.empty(204);
    }

    private Response abort(Request request) throws IOException {
        // Checks and ignores the reason, because the service does not document where it appears.
        ObjectNode body = request.json();
        Members.checkNames(body, Set.of("reason"));
        Members.text(body, "reason");
        tenant.job(request).abort();
        return Response.empty(204);
    }

    private Response redirect(Request request) throws IOException {
        ObjectNode body = request.json();
        var configuration = configuration(body, DESTINATION);
        String destination = Members.requiredText(body, DESTINATION);
        var job = service.redirect(tenant.job(request), destination, configuration);
        return responses.found("print/printers('" + destination + "')/jobs/$entity", job.alone());
    }

    private Response configure(Request request) throws IOException {
        var configuration = configuration(request.json());
        EmulatedPrintJob job = tenant.job(request);
        job.checkHeld();
        job.configure(configuration);
        return responses.found(request, job.alone());
    }

    private EmulatedPrintJob ofCaller(Request request, Access access) {
        EmulatedPrintJob job = tenant.job(request);
        access.checkJobOf(job.createdBy());
        return job;
    }

    /**
     * Returns the {@code configuration} of a body, or an empty one. Refuses any member besides it and the given
     * members. Values are not checked.
     */
    private static ObjectNode configuration(ObjectNode body, String... others) {
        Members.removeAnnotations(body);
        var names = new HashSet<>(List.of(others));
        names.add(CONFIGURATION);
        Members.checkNames(body, names);
        ObjectNode configuration = Members.object(body, CONFIGURATION);
        check(configuration, PrintTypes.CONFIGURATION);
        return configuration;
    }

    /** Refuses members that the type does not have, in an object and in the objects of a list. */
    private static void check(JsonNode value, ODataType type) {
        ODataType element = type.element();
        if (element != null) {
            value.forEach(each -> check(each, element));
        } else if (value instanceof ObjectNode object && !type.members().isEmpty()) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                ODataType of = type.members().get(member.getKey());
                if (of == null) {
                    throw new Refusal(
                            400,
                            "The property '" + member.getKey() + "' does not exist on type '" + type.name() + "'.");
                }
                check(member.getValue(), of);
            }
        }
    }
}
