package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.changes;
import static io.cloudjobs.graph.SameCall.reads;

import com.microsoft.graph.models.IntegerRange;
import com.microsoft.graph.models.PrintColorMode;
import com.microsoft.graph.models.PrintDuplexMode;
import com.microsoft.graph.models.PrintFinishing;
import com.microsoft.graph.models.PrintJob;
import com.microsoft.graph.models.PrintJobCollectionResponse;
import com.microsoft.graph.models.PrintJobConfiguration;
import com.microsoft.graph.models.PrintMargin;
import com.microsoft.graph.models.PrintMultipageLayout;
import com.microsoft.graph.models.PrintOrientation;
import com.microsoft.graph.models.PrintQuality;
import com.microsoft.graph.models.PrintScaling;
import com.microsoft.graph.models.PrinterFeedOrientation;
import com.microsoft.graph.print.printers.item.PrinterItemRequestBuilder;
import com.microsoft.graph.print.printers.item.jobs.item.PrintJobItemRequestBuilder;
import com.microsoft.graph.print.printers.item.jobs.item.abort.AbortPostRequestBody;
import com.microsoft.graph.print.printers.item.jobs.item.redirect.RedirectPostRequestBody;
import com.microsoft.graph.print.shares.item.PrinterShareItemRequestBuilder;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobExpand;
import io.cloudjobs.print.PrinterJobResource;
import java.util.ArrayList;
import java.util.List;

/** The calls on print jobs. */
final class JobCalls {
    private JobCalls() {}

    static List<SameCall> all() {
        List<SameCall> calls = new ArrayList<>();
        calls.addAll(reading());
        calls.addAll(changing());
        return calls;
    }

    private static PrinterItemRequestBuilder printer(Tenant tenant) {
        return tenant.theirs.print().printers().byPrinterId(tenant.print.printerId());
    }

    private static PrinterItemRequestBuilder printerOfUser(Tenant tenant) {
        return tenant.theirsOfUser.print().printers().byPrinterId(tenant.print.printerId());
    }

    private static PrinterShareItemRequestBuilder share(Tenant tenant) {
        return tenant.theirsOfUser.print().shares().byPrinterShareId(tenant.print.shareId());
    }

    private static PrintJobItemRequestBuilder theirJob(Tenant tenant, HeldJob job) {
        return tenant.theirs
                .print()
                .printers()
                .byPrinterId(job.printerId())
                .jobs()
                .byPrintJobId(job.jobId());
    }

    private static PrinterJobResource ourJob(Tenant tenant, HeldJob job) {
        return tenant.ours.printer(job.printerId()).job(job.jobId());
    }

    private static List<PrintJob> allPages(Tenant tenant, PrintJobCollectionResponse first) throws Exception {
        return Pages.all(tenant.theirs, first, PrintJobCollectionResponse::createFromDiscriminatorValue);
    }

    private static String filter(String userPrincipalName) {
        return "createdBy/userPrincipalName eq '" + userPrincipalName + "'";
    }

    private static List<SameCall> reading() {
        return List.of(
                reads(
                        "printer(p).jobs().list()",
                        "in pages",
                        tenant -> allPages(tenant, printer(tenant).jobs().get()),
                        tenant -> tenant.ours
                                .printer(tenant.print.printerId())
                                .jobs()
                                .list()),
                reads(
                        "printer(p).jobs().list()",
                        "with documents",
                        tenant -> allPages(
                                tenant,
                                printer(tenant)
                                        .jobs()
                                        .get(config -> config.queryParameters.expand = new String[] {"documents"})),
                        tenant -> tenant.ours
                                .printer(tenant.print.printerId())
                                .jobs()
                                .list(PrintJobExpand.DOCUMENTS)),
                reads(
                        "printer(p).jobs().list()",
                        "of a user",
                        tenant -> allPages(
                                tenant,
                                printer(tenant)
                                        .jobs()
                                        .get(config ->
                                                config.queryParameters.filter = filter("o''neill+1@contoso.com"))),
                        tenant -> tenant.ours
                                .printer(tenant.print.printerId())
                                .jobs()
                                .createdBy("o'neill+1@contoso.com")),
                reads(
                        "share(s).jobs().list()",
                        "",
                        tenant -> allPages(tenant, share(tenant).jobs().get()),
                        tenant -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .jobs()
                                .list()),
                reads(
                        "share(s).jobs().list()",
                        "of a user with documents",
                        tenant -> allPages(tenant, share(tenant).jobs().get(config -> {
                            config.queryParameters.filter = filter("amy@contoso.com");
                            config.queryParameters.expand = new String[] {"documents"};
                        })),
                        tenant -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .jobs()
                                .createdBy("amy@contoso.com", PrintJobExpand.DOCUMENTS)),
                reads(
                        "printer(p).job(j).get(...)",
                        "",
                        tenant -> theirJob(tenant, tenant.held).get(),
                        tenant -> ourJob(tenant, tenant.held).get()),
                reads(
                        "printer(p).job(j).get(...)",
                        "with tasks and documents",
                        tenant -> theirJob(tenant, tenant.held)
                                .get(config -> config.queryParameters.expand = new String[] {"tasks", "documents"}),
                        tenant -> ourJob(tenant, tenant.held).get(PrintJobExpand.TASKS, PrintJobExpand.DOCUMENTS)),
                reads(
                        "share(s).job(j).get(...)",
                        "with tasks",
                        tenant -> share(tenant)
                                .jobs()
                                .byPrintJobId(tenant.held.jobId())
                                .get(config -> config.queryParameters.expand = new String[] {"tasks"}),
                        tenant -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .job(tenant.held.jobId())
                                .get(PrintJobExpand.TASKS)));
    }

    private static List<SameCall> changing() {
        return List.of(
                changes(
                        "printer(p).jobs().create(...)",
                        "",
                        Tenant::nothing,
                        (tenant, nothing) -> printerOfUser(tenant).jobs().post(configured(new PrintJob())),
                        (tenant, nothing) -> tenant.oursOfUser
                                .printer(tenant.print.printerId())
                                .jobs()
                                .create(ourSettings())),
                changes(
                        "share(s).jobs().create(...)",
                        "",
                        Tenant::nothing,
                        (tenant, nothing) -> share(tenant).jobs().post(configured(new PrintJob())),
                        (tenant, nothing) -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .jobs()
                                .create(ourSettings())),
                changes(
                        "printer(p).jobs().create(...)",
                        "without settings",
                        Tenant::nothing,
                        (tenant, nothing) -> printerOfUser(tenant).jobs().post(new PrintJob()),
                        (tenant, nothing) -> tenant.oursOfUser
                                .printer(tenant.print.printerId())
                                .jobs()
                                .create()),
                changes(
                        "share(s).jobs().create(...)",
                        "without settings",
                        Tenant::nothing,
                        (tenant, nothing) -> {
                            PrintJob job = new PrintJob();
                            job.setConfiguration(new PrintJobConfiguration());
                            return share(tenant).jobs().post(job);
                        },
                        (tenant, nothing) -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .jobs()
                                .create()),
                changes(
                        "printer(p).job(j).update(...)",
                        "",
                        Tenant::holdJob,
                        (tenant, job) -> theirJob(tenant, job).patch(configured(new PrintJob())),
                        (tenant, job) -> ourJob(tenant, job).update(ourSettings())),
                changes(
                        "printer(p).job(j).update(...)",
                        "of a job that was read",
                        Tenant::holdJob,
                        (tenant, job) -> {
                            PrintJob read = theirJob(tenant, job).get();
                            read.getConfiguration().setCopies(3);
                            return theirJob(tenant, job).patch(read);
                        },
                        (tenant, job) -> ourJob(tenant, job)
                                .update(io.cloudjobs.print.PrintJobConfiguration.builder()
                                        .copies(3)
                                        .build())),
                changes(
                        "printer(p).job(j).redirect(...)",
                        "without settings",
                        Tenant::holdJob,
                        (tenant, job) -> {
                            RedirectPostRequestBody body = new RedirectPostRequestBody();
                            body.setDestinationPrinterId(tenant.withTrigger.printerId());
                            return theirJob(tenant, job).redirect().post(body);
                        },
                        (tenant, job) -> ourJob(tenant, job).redirect(tenant.withTrigger.printerId())),
                changes(
                        "printer(p).job(j).redirect(...)",
                        "",
                        Tenant::holdJob,
                        (tenant, job) -> {
                            RedirectPostRequestBody body = new RedirectPostRequestBody();
                            body.setDestinationPrinterId(tenant.withTrigger.printerId());
                            body.setConfiguration(theirSettings());
                            return theirJob(tenant, job).redirect().post(body);
                        },
                        (tenant, job) -> ourJob(tenant, job).redirect(tenant.withTrigger.printerId(), ourSettings())),
                changes(
                        "printer(p).job(j).abort(...)",
                        "",
                        Tenant::holdJob,
                        (tenant, job) -> {
                            AbortPostRequestBody body = new AbortPostRequestBody();
                            body.setReason("recalled");
                            theirJob(tenant, job).abort().post(body);
                            return null;
                        },
                        (tenant, job) -> {
                            ourJob(tenant, job).abort("recalled");
                            return null;
                        }),
                changes(
                        "printer(p).job(j).cancel()",
                        "",
                        Tenant::holdJob,
                        (tenant, job) -> {
                            printerOfUser(tenant)
                                    .jobs()
                                    .byPrintJobId(job.jobId())
                                    .cancel()
                                    .post();
                            return null;
                        },
                        (tenant, job) -> {
                            tenant.oursOfUser
                                    .printer(job.printerId())
                                    .job(job.jobId())
                                    .cancel();
                            return null;
                        }),
                changes(
                        "share(s).job(j).start()",
                        "",
                        Tenant::uploadedJob,
                        (tenant, job) ->
                                share(tenant).jobs().byPrintJobId(job).start().post(),
                        (tenant, job) -> tenant.oursOfUser
                                .share(tenant.print.shareId())
                                .job(job)
                                .start()));
    }

    private static PrintJob configured(PrintJob job) {
        job.setConfiguration(theirSettings());
        return job;
    }

    private static PrintJobConfiguration theirSettings() {
        PrintMargin margin = new PrintMargin();
        margin.setTop(0);
        margin.setBottom(1);
        margin.setLeft(2);
        margin.setRight(3);
        IntegerRange range = new IntegerRange();
        range.setStart(1L);
        range.setEnd(9L);
        PrintJobConfiguration settings = new PrintJobConfiguration();
        settings.setCollate(true);
        settings.setColorMode(PrintColorMode.Grayscale);
        settings.setCopies(2);
        settings.setDpi(600);
        settings.setDuplexMode(PrintDuplexMode.FlipOnLongEdge);
        settings.setFeedOrientation(PrinterFeedOrientation.LongEdgeFirst);
        settings.setFinishings(List.of(PrintFinishing.Staple, PrintFinishing.Punch));
        settings.setFitPdfToPage(false);
        settings.setInputBin("tray-1");
        settings.setOutputBin("face-down");
        settings.setMargin(margin);
        settings.setMediaSize("A4");
        settings.setMediaType("stationery");
        settings.setMultipageLayout(PrintMultipageLayout.ClockwiseFromTopLeft);
        settings.setOrientation(PrintOrientation.Landscape);
        settings.setPageRanges(List.of(range));
        settings.setPagesPerSheet(4);
        settings.setQuality(PrintQuality.High);
        settings.setScaling(PrintScaling.ShrinkToFit);
        return settings;
    }

    private static io.cloudjobs.print.PrintJobConfiguration ourSettings() {
        return io.cloudjobs.print.PrintJobConfiguration.builder()
                .collate(true)
                .colorMode(io.cloudjobs.print.PrintColorMode.GRAYSCALE)
                .copies(2)
                .dpi(600)
                .duplexMode(io.cloudjobs.print.PrintDuplexMode.FLIP_ON_LONG_EDGE)
                .feedOrientation(io.cloudjobs.print.PrinterFeedOrientation.LONG_EDGE_FIRST)
                .finishings(io.cloudjobs.print.PrintFinishing.STAPLE, io.cloudjobs.print.PrintFinishing.PUNCH)
                .fitPdfToPage(false)
                .inputBin("tray-1")
                .outputBin("face-down")
                .margin(io.cloudjobs.print.PrintMargin.builder()
                        .top(0)
                        .bottom(1)
                        .left(2)
                        .right(3)
                        .build())
                .mediaSize("A4")
                .mediaType("stationery")
                .multipageLayout(io.cloudjobs.print.PrintMultipageLayout.CLOCKWISE_FROM_TOP_LEFT)
                .orientation(io.cloudjobs.print.PrintOrientation.LANDSCAPE)
                .pageRanges(io.cloudjobs.print.IntegerRange.of(1, 9))
                .pagesPerSheet(4)
                .quality(io.cloudjobs.print.PrintQuality.HIGH)
                .scaling(io.cloudjobs.print.PrintScaling.SHRINK_TO_FIT)
                .build();
    }
}
