package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.reads;

import com.microsoft.graph.models.Printer;
import com.microsoft.graph.models.PrinterCollectionResponse;
import com.microsoft.graph.models.PrinterShare;
import com.microsoft.graph.models.PrinterShareCollectionResponse;
import com.microsoft.graph.print.printers.PrintersRequestBuilder;
import com.microsoft.graph.print.shares.SharesRequestBuilder;
import java.util.ArrayList;
import java.util.List;

/** The calls on printers and printer shares. */
final class PrinterCalls {
    private PrinterCalls() {}

    static List<SameCall> all() {
        List<SameCall> calls = new ArrayList<>();
        calls.addAll(onOne());
        calls.addAll(capabilities());
        calls.addAll(lists());
        return calls;
    }

    private static PrintersRequestBuilder theirs(Tenant tenant) {
        return tenant.theirsOfUser.print().printers();
    }

    private static SharesRequestBuilder theirShares(Tenant tenant) {
        return tenant.theirsOfUser.print().shares();
    }

    private static List<Printer> printers(Tenant tenant, PrinterCollectionResponse first) throws Exception {
        return Pages.all(tenant.theirsOfUser, first, PrinterCollectionResponse::createFromDiscriminatorValue);
    }

    private static List<PrinterShare> shares(Tenant tenant, PrinterShareCollectionResponse first) throws Exception {
        return Pages.all(tenant.theirsOfUser, first, PrinterShareCollectionResponse::createFromDiscriminatorValue);
    }

    private static List<SameCall> onOne() {
        return List.of(
                reads(
                        "printer(p).get()",
                        "",
                        tenant -> tenant.theirs
                                .print()
                                .printers()
                                .byPrinterId(tenant.print.printerId())
                                .get(),
                        tenant -> tenant.ours.printer(tenant.print.printerId()).get()),
                reads(
                        "share(s).get()",
                        "",
                        tenant -> theirShares(tenant)
                                .byPrinterShareId(tenant.print.shareId())
                                .get(),
                        tenant ->
                                tenant.oursOfUser.share(tenant.print.shareId()).get()),
                reads(
                        "share(s).printer()",
                        "",
                        tenant -> tenant.theirs
                                .print()
                                .shares()
                                .byPrinterShareId(tenant.print.shareId())
                                .printer()
                                .get(),
                        tenant -> tenant.ours.share(tenant.print.shareId()).printer()));
    }

    private static List<SameCall> capabilities() {
        return List.of(
                reads(
                        "printer(p).capabilities()",
                        "",
                        tenant -> tenant.theirs
                                .print()
                                .printers()
                                .byPrinterId(tenant.print.printerId())
                                .get(config -> config.queryParameters.select = new String[] {"id", "capabilities"})
                                .getCapabilities(),
                        tenant -> tenant.ours.printer(tenant.print.printerId()).capabilities()),
                reads(
                        "share(s).capabilities()",
                        "",
                        tenant -> theirShares(tenant)
                                .byPrinterShareId(tenant.print.shareId())
                                .get(config -> config.queryParameters.select =
                                        new String[] {"id", "displayName", "capabilities"})
                                .getCapabilities(),
                        tenant ->
                                tenant.oursOfUser.share(tenant.print.shareId()).capabilities()));
    }

    private static List<SameCall> lists() {
        return List.of(
                reads(
                        "printers().list(...)",
                        "in pages",
                        tenant -> printers(tenant, theirs(tenant).get()),
                        tenant -> tenant.oursOfUser.printers().list()),
                reads(
                        "printers().list(...)",
                        "with shares, in pages of one",
                        tenant -> printers(tenant, theirs(tenant).get(config -> {
                            config.queryParameters.expand = new String[] {"shares"};
                            config.queryParameters.top = 1;
                        })),
                        tenant -> tenant.oursOfUser
                                .printers()
                                .list(options -> options.expand().top(1))),
                reads(
                        "printers().list(...)",
                        "of a room",
                        tenant -> printers(
                                tenant,
                                theirs(tenant)
                                        .get(config -> config.queryParameters.filter =
                                                "location/building eq '7' and location/roomName eq 'Lobby'")),
                        tenant -> tenant.oursOfUser
                                .printers()
                                .list(options -> options.building("7").roomName("Lobby"))),
                reads(
                        "shares().list(...)",
                        "in pages",
                        tenant -> shares(tenant, theirShares(tenant).get()),
                        tenant -> tenant.oursOfUser.shares().list()),
                reads(
                        "shares().list(...)",
                        "with the printer, in pages of one",
                        tenant -> shares(tenant, theirShares(tenant).get(config -> {
                            config.queryParameters.expand = new String[] {"printer"};
                            config.queryParameters.top = 1;
                        })),
                        tenant -> tenant.oursOfUser
                                .shares()
                                .list(options -> options.expand().top(1))),
                reads(
                        "shares().list(...)",
                        "of a name",
                        tenant -> shares(
                                tenant,
                                theirShares(tenant)
                                        .get(config -> config.queryParameters.filter = "displayName eq 'O''Neill''s'")),
                        tenant -> tenant.oursOfUser.shares().list(options -> options.displayName("O'Neill's"))),
                reads(
                        "printer(p).shares().list(...)",
                        "",
                        tenant -> shares(
                                tenant,
                                theirs(tenant)
                                        .byPrinterId(tenant.print.printerId())
                                        .shares()
                                        .get()),
                        tenant -> tenant.oursOfUser
                                .printer(tenant.print.printerId())
                                .shares()
                                .list()));
    }
}
