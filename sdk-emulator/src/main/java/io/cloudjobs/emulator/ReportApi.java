package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP side of the print reports of Microsoft Graph, which are for users only. */
final class ReportApi {
    private static final String START = "startDateTime";
    private static final String END = "endDateTime";

    private final GraphResponses responses;
    private final PrintReports reports;

    private interface Archive {
        ArrayNode of(String id, @Nullable Instant start, @Nullable Instant end);
    }

    ReportApi(GraphRouter router, GraphResponses responses, PrintReports reports) {
        this.responses = responses;
        this.reports = reports;

        usage(router, "dailyPrintUsageByUser", () -> reports.usageByUser(true));
        usage(router, "monthlyPrintUsageByUser", () -> reports.usageByUser(false));
        usage(router, "dailyPrintUsageByPrinter", () -> reports.usageByPrinter(true));
        usage(router, "monthlyPrintUsageByPrinter", () -> reports.usageByPrinter(false));
        router.user("GET", "/reports/{function}", this::archived);
    }

    private void usage(GraphRouter router, String name, Supplier<ArrayNode> rows) {
        router.user("GET", "/reports/" + name, request -> responses.page(request, "reports/" + name, rows.get()));
        router.user("GET", "/reports/" + name + "/{usageId}", request -> {
            String id = request.path("usageId");
            for (JsonNode row : rows.get()) {
                if (row.path("id").asText().equals(id)) {
                    return responses.found("reports/" + name + "/$entity", (ObjectNode) row);
                }
            }
            throw new Refusal(404, "The usage '" + id + "' does not exist.");
        });
    }

    private Response archived(Request request) {
        ODataCall call = ODataCall.parse(request.path("function"));
        return switch (call.name()) {
            case "getPrinterArchivedPrintJobs" -> archived(request, call, "printerId", reports::ofPrinter);
            case "getUserArchivedPrintJobs" -> archived(request, call, "userId", reports::ofUser);
            case "getGroupArchivedPrintJobs" -> archived(request, call, "groupId", reports::ofGroup);
            default -> throw new Refusal(404, "The path '" + request.rawPath() + "' does not exist.");
        };
    }

    private Response archived(Request request, ODataCall call, String parameter, Archive archive) {
        call.with(Set.of(parameter, START, END));
        ArrayNode jobs = archive.of(call.text(parameter), call.time(START), call.time(END));
        return responses.page(request, "Collection(microsoft.graph.archivedPrintJob)", jobs);
    }
}
