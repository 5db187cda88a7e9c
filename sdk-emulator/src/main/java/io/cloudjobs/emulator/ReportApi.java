package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataCall;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

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

        usage(router, "dailyPrintUsageByUser", PrintTypes.USAGE_BY_USER, () -> reports.usageByUser(true));
        usage(router, "monthlyPrintUsageByUser", PrintTypes.USAGE_BY_USER, () -> reports.usageByUser(false));
        usage(router, "dailyPrintUsageByPrinter", PrintTypes.USAGE_BY_PRINTER, () -> reports.usageByPrinter(true));
        usage(router, "monthlyPrintUsageByPrinter", PrintTypes.USAGE_BY_PRINTER, () -> reports.usageByPrinter(false));
        router.on("GET", "/reports/{function}", READ, this::archived);
    }

    private void usage(GraphRouter router, String name, ODataType type, Supplier<ArrayNode> rows) {
        String path = "/reports/" + name;
        router.on("GET", path, READ, request -> responses.page(request, type, ODataQuery.LIST, rows.get()));
        router.on("GET", path + "/{usageId}", READ, request -> {
            String id = request.path("usageId");
            for (JsonNode row : rows.get()) {
                if (row.path("id").asText().equals(id)) {
                    return responses.entity(request, type, (ObjectNode) row);
                }
            }
            throw new Refusal(404, "The usage '" + id + "' does not exist.");
        });
    }

    private Response archived(Request request) {
        var call = new ODataCall(request.path("function"));
        return switch (call.name()) {
            case "getPrinterArchivedPrintJobs" -> archived(request, call, "printerId", reports::ofPrinter);
            case "getUserArchivedPrintJobs" -> archived(request, call, "userId", reports::ofUser);
            case "getGroupArchivedPrintJobs" -> archived(request, call, "groupId", reports::ofGroup);
            default -> throw new Refusal(404, "The path '" + request.rawPath() + "' does not exist.");
        };
    }

    private Response archived(
            Request request, ODataCall call, String parameter, Function<String, Predicate<ObjectNode>> owner) {
        call.expect(Set.of(parameter, START, END));
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.ARCHIVED_JOB, ODataQuery.LIST);
        ArrayNode jobs = reports.within(call.time(START), call.time(END), owner.apply(call.text(parameter)));
        return responses.page(request, "Collection(microsoft.graph.archivedPrintJob)", query, jobs);
    }
}
