package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataType;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.util.Set;

/** The HTTP side of the printers and shares of Microsoft Graph. */
final class PrinterApi {
    private static final String PRINTERS = "/print/printers";
    private static final String PRINTER = PRINTERS + "/{printerId}";
    private static final String SHARES = "/print/shares";
    private static final String SHARE = SHARES + "/{shareId}";

    /** The members in a list that is filtered by location or capabilities, and in the shares of a user. */
    private static final Set<String> BASIC = Set.of("id", "displayName", "manufacturer", "model", PrintTypes.LOCATION);

    private final PrintTokens tokens;
    private final GraphResponses responses;
    private final PrintService service;

    PrinterApi(GraphRouter router, PrintTokens tokens, GraphResponses responses, PrintService service) {
        this.tokens = tokens;
        this.responses = responses;
        this.service = service;

        router.administrator("GET", PRINTERS, this::printers);
        router.applicationOrAdministrator("GET", PRINTER, this::printer);
        router.user("GET", PRINTER + "/shares", this::sharesOfPrinter);
        router.user("GET", PRINTER + "/shares/{shareId}", this::shareOfPrinter);
        router.user("GET", SHARES, this::shares);
        router.user("GET", SHARE, this::share);
        router.applicationOrAdministrator("GET", SHARE + "/printer", this::printerOfShare);
    }

    private Response printers(Request request) {
        ODataQuery query = listQuery(request, PrintTypes.LISTED_PRINTER, ODataQuery.LIST);
        return responses.page(request, "print/printers", query, service.printers());
    }

    private Response shares(Request request) {
        ODataQuery query = listQuery(request, PrintTypes.LISTED_SHARE, ODataQuery.UNORDERED);
        return responses.page(request, "print/shares", query, service.shares());
    }

    private Response sharesOfPrinter(Request request) {
        String printerId = request.path("printerId");
        ODataQuery query = listQuery(request, PrintTypes.LISTED_SHARE, ODataQuery.UNORDERED);
        return responses.page(
                request, "print/printers('" + printerId + "')/shares", query, service.sharesOfPrinter(printerId));
    }

    private ODataQuery listQuery(Request request, ODataType type, Set<String> offered) {
        ODataQuery query = ODataQuery.of(request.parameters(), type, offered);
        boolean isLimited = tokens.caller(request) == PrintTokens.Caller.USER
                || query.filtersBy(PrintTypes.LOCATION)
                || query.filtersBy(PrintTypes.CAPABILITIES);
        return isLimited ? query.showing(BASIC) : query;
    }

    private Response printer(Request request) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.PRINTER, ODataQuery.ENTITY);
        return responses.found("print/printers/$entity", query.of(service.printer(request.path("printerId"))));
    }

    private Response printerOfShare(Request request) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.PRINTER, ODataQuery.ENTITY);
        return responses.found("print/printers/$entity", query.of(service.printerOfShare(request.path("shareId"))));
    }

    private Response share(Request request) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.SHARE, ODataQuery.ENTITY);
        return responses.found("print/shares/$entity", query.of(service.share(request.path("shareId"))));
    }

    private Response shareOfPrinter(Request request) {
        ODataQuery query = ODataQuery.of(request.parameters(), PrintTypes.SHARE, ODataQuery.ENTITY);
        String printerId = request.path("printerId");
        return responses.found(
                "print/printers('" + printerId + "')/shares/$entity",
                query.of(service.shareOfPrinter(printerId, request.path("shareId"))));
    }
}
