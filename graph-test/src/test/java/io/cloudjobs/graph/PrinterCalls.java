package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.reads;

import java.util.List;

/** The calls on printers and printer shares. */
final class PrinterCalls {
    private PrinterCalls() {}

    static List<SameCall> all() {
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
                        tenant -> tenant.theirsOfUser
                                .print()
                                .shares()
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
}
