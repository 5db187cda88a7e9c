package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.OperationPermissions.administrators;
import static io.cloudjobs.emulator.OperationPermissions.users;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The HTTP side of the printers and shares of Microsoft Graph. */
final class PrinterApi {
    private static final String PRINTERS = "/print/printers";
    private static final String PRINTER = PRINTERS + "/{printerId}";
    private static final String SHARES = "/print/shares";
    private static final String SHARE = SHARES + "/{shareId}";

    static final List<String> READ = List.of("Printer.Read.All", "Printer.ReadWrite.All", "Printer.FullControl.All");
    static final List<String> READ_AS_APPLICATION = List.of("Printer.Read.All", "Printer.ReadWrite.All");
    static final List<String> READ_SHARE =
            List.of("PrinterShare.ReadBasic.All", "PrinterShare.Read.All", "PrinterShare.ReadWrite.All");
    /** The published list of permissions has one more for this operation than its page. */
    private static final List<String> READ_ONE = List.of(
            "Printer.Read.All", "Printer.ReadWrite.All", "Printer.FullControl.All", "PrinterShare.ReadBasic.All");

    /** The members in a list that is filtered by location or capabilities, and in the shares of a user. */
    private static final Set<String> BASIC = Set.of("id", "displayName", "manufacturer", "model", PrintTypes.LOCATION);

    private final GraphResponses responses;
    private final PrintTenant tenant;

    PrinterApi(GraphRouter router, GraphResponses responses, PrintTenant tenant) {
        this.responses = responses;
        this.tenant = tenant;

        var shares = users(READ_SHARE);
        var one = administrators(READ_ONE).andApplications(READ_AS_APPLICATION);
        var ofShare = administrators(READ).andApplications(READ_AS_APPLICATION);
        router.on("GET", PRINTERS, administrators(READ), this::printers);
        router.on("GET", PRINTER, one, this::printer);
        router.on("GET", PRINTER + "/shares", shares, this::sharesOfPrinter);
        router.on("GET", PRINTER + "/shares/{shareId}", shares, this::shareOfPrinter);
        router.on("GET", SHARES, shares, this::shares);
        router.on("GET", SHARE, shares, this::share);
        router.on("GET", SHARE + "/printer", ofShare, this::printer);
    }

    private Response printers(Request request, Access access) {
        ArrayNode printers = GraphResponses.list(tenant.printers(), EmulatedPrinter::json);
        return page(request, access, PrintTypes.LISTED_PRINTER, ODataQuery.LIST, printers);
    }

    private Response shares(Request request, Access access) {
        return page(request, access, tenant.shares());
    }

    private Response sharesOfPrinter(Request request, Access access) {
        return page(request, access, tenant.printer(request).shares().values());
    }

    private Response page(Request request, Access access, Collection<EmulatedPrinterShare> shares) {
        ArrayNode all = GraphResponses.list(shares, EmulatedPrinterShare::json);
        return page(request, access, PrintTypes.LISTED_SHARE, ODataQuery.UNORDERED, all);
    }

    private Response page(Request request, Access access, ODataType type, Set<String> options, ArrayNode entities) {
        ODataQuery query = ODataQuery.of(request.parameters(), type, options);
        boolean isLimited = !access.isAdministrator()
                || query.filtersBy(PrintTypes.LOCATION)
                || query.filtersBy(PrintTypes.CAPABILITIES);
        return responses.page(
                request, GraphResponses.context(request), isLimited ? query.showing(BASIC) : query, entities);
    }

    private Response printer(Request request) {
        ObjectNode printer = tenant.printer(request).json();
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.PRINTER, ODataQuery.ENTITY);
        return responses.found("print/printers/$entity", query.of(printer));
    }

    private Response share(Request request) {
        return responses.entity(
                request, PrintTypes.SHARE, tenant.share(request.path("shareId")).json());
    }

    private Response shareOfPrinter(Request request) {
        EmulatedPrinterShare share = tenant.printer(request.path("printerId")).share(request.path("shareId"));
        return responses.entity(request, PrintTypes.SHARE, share.json());
    }
}
