package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataCall;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import java.util.List;
import java.util.Set;

/** The HTTP side of the print reports of Microsoft Graph, which are for users only. */
final class ReportApi {
    private static final String START = "startDateTime";
    private static final String END = "endDateTime";

    private static final OperationPermissions READ = OperationPermissions.users(List.of("Reports.Read.All"));

    private final GraphResponses responses;
    private final PrintReports reports;

    ReportApi(GraphRouter router, GraphResponses responses, PrintReports reports) {
        this.responses = responses;
        this.reports = reports;

        for (String period : List.of("daily", "monthly")) {
            usage(router, period, "User", PrintTypes.USAGE_BY_USER);
            usage(router, period, "Printer", PrintTypes.USAGE_BY_PRINTER);
        }
        router.on("GET", "/reports/{function}", READ, this::archived);
    }

    private void usage(GraphRouter router, String period, String subject, ODataType type) {
        String path = "/reports/" + period + "PrintUsageBy" + subject;
        router.on(
                "GET",
                path,
                READ,
                request -> responses.page(request, type, ODataQuery.LIST, reports.usage(period, subject)));
        router.on("GET", path + "/{usageId}", READ, request -> {
            String id = request.path("usageId");
            for (JsonNode row : reports.usage(period, subject)) {
                if (row.path("id").asText().equals(id)) {
                    return responses.entity(request, type, (ObjectNode) row);
                }
            }
            throw new Refusal(404, "The usage '" + id + "' does not exist.");
        });
    }

    private Response archived(Request request) {
        var call = new ODataCall(request.path("function"));
        String owner = switch (call.name()) {
            case "getPrinterArchivedPrintJobs" -> PrintReports.PRINTER_ID;
            case "getUserArchivedPrintJobs" -> PrintReports.USER_ID;
            case "getGroupArchivedPrintJobs" -> PrintReports.GROUP_ID;
            default -> throw new Refusal(404, "The path '" + request.rawPath() + "' does not exist.");
        };
        call.expect(Set.of(owner, START, END));
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.ARCHIVED_JOB, ODataQuery.LIST);
        ArrayNode jobs = reports.within(call.time(START), call.time(END), owner, call.text(owner));
        return responses.page(request, "Collection(microsoft.graph.archivedPrintJob)", query, jobs);
    }
}
