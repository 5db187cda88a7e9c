package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.reads;

import com.microsoft.graph.models.PrintUsageByPrinterCollectionResponse;
import com.microsoft.graph.models.PrintUsageByUserCollectionResponse;
import com.microsoft.graph.reports.ReportsRequestBuilder;
import com.microsoft.graph.reports.getgrouparchivedprintjobswithgroupidwithstartdatetimewithenddatetime.GetGroupArchivedPrintJobsWithGroupIdWithStartDateTimeWithEndDateTimeGetResponse;
import com.microsoft.graph.reports.getprinterarchivedprintjobswithprinteridwithstartdatetimewithenddatetime.GetPrinterArchivedPrintJobsWithPrinterIdWithStartDateTimeWithEndDateTimeGetResponse;
import com.microsoft.graph.reports.getuserarchivedprintjobswithuseridwithstartdatetimewithenddatetime.GetUserArchivedPrintJobsWithUserIdWithStartDateTimeWithEndDateTimeGetResponse;
import io.cloudjobs.print.PrintReportsResource;
import io.cloudjobs.print.report.PrintUsage;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The calls on archived jobs and usage. */
final class ReportCalls {
    private static final OffsetDateTime START = OffsetDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime END = OffsetDateTime.of(2120, 1, 1, 0, 30, 0, 0, ZoneOffset.ofHours(2));

    private ReportCalls() {}

    private static ReportsRequestBuilder theirs(Tenant tenant) {
        return tenant.theirsOfUser.reports();
    }

    private static PrintReportsResource ours(Tenant tenant) {
        return tenant.oursOfUser.reports();
    }

    private static String idOfTheFirst(Iterable<? extends PrintUsage> usage) {
        return usage.iterator().next().id();
    }

    static List<SameCall> all() {
        return List.of(
                reads(
                        "reports().archivedPrintJobsOfPrinter(p, startDateTime, endDateTime)",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirs(tenant)
                                        .getPrinterArchivedPrintJobsWithPrinterIdWithStartDateTimeWithEndDateTime(
                                                END, tenant.print.printerId(), START)
                                        .get(),
                                GetPrinterArchivedPrintJobsWithPrinterIdWithStartDateTimeWithEndDateTimeGetResponse
                                        ::createFromDiscriminatorValue),
                        tenant -> ours(tenant).archivedPrintJobsOfPrinter(tenant.print.printerId(), START, END)),
                reads(
                        "reports().archivedPrintJobsOfUser(u, startDateTime, endDateTime)",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirs(tenant)
                                        .getUserArchivedPrintJobsWithUserIdWithStartDateTimeWithEndDateTime(
                                                END, START, tenant.userId())
                                        .get(),
                                GetUserArchivedPrintJobsWithUserIdWithStartDateTimeWithEndDateTimeGetResponse
                                        ::createFromDiscriminatorValue),
                        tenant -> ours(tenant).archivedPrintJobsOfUser(tenant.userId(), START, END)),
                reads(
                        "reports().archivedPrintJobsOfGroup(g, startDateTime, endDateTime)",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirs(tenant)
                                        .getGroupArchivedPrintJobsWithGroupIdWithStartDateTimeWithEndDateTime(
                                                END, Tenant.GROUP, START)
                                        .get(),
                                GetGroupArchivedPrintJobsWithGroupIdWithStartDateTimeWithEndDateTimeGetResponse
                                        ::createFromDiscriminatorValue),
                        tenant -> ours(tenant).archivedPrintJobsOfGroup(Tenant.GROUP, START, END)),
                reads(
                        "reports().dailyPrintUsageByUser()",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirs(tenant).dailyPrintUsageByUser().get(),
                                PrintUsageByUserCollectionResponse::createFromDiscriminatorValue),
                        tenant -> ours(tenant).dailyPrintUsageByUser()),
                reads(
                        "reports().dailyPrintUsageByPrinter()",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirs(tenant).dailyPrintUsageByPrinter().get(),
                                PrintUsageByPrinterCollectionResponse::createFromDiscriminatorValue),
                        tenant -> ours(tenant).dailyPrintUsageByPrinter()),
                reads(
                        "reports().monthlyPrintUsageByUser()",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirs(tenant).monthlyPrintUsageByUser().get(),
                                PrintUsageByUserCollectionResponse::createFromDiscriminatorValue),
                        tenant -> ours(tenant).monthlyPrintUsageByUser()),
                reads(
                        "reports().monthlyPrintUsageByPrinter()",
                        "",
                        tenant -> Pages.all(
                                tenant.theirsOfUser,
                                theirs(tenant).monthlyPrintUsageByPrinter().get(),
                                PrintUsageByPrinterCollectionResponse::createFromDiscriminatorValue),
                        tenant -> ours(tenant).monthlyPrintUsageByPrinter()),
                reads(
                        "reports().dailyPrintUsageByUser(u)",
                        "",
                        tenant -> theirs(tenant)
                                .dailyPrintUsageByUser()
                                .byPrintUsageByUserId(
                                        idOfTheFirst(tenant.reports().dailyPrintUsageByUser()))
                                .get(),
                        tenant -> ours(tenant)
                                .dailyPrintUsageByUser(
                                        idOfTheFirst(tenant.reports().dailyPrintUsageByUser()))),
                reads(
                        "reports().dailyPrintUsageByPrinter(u)",
                        "",
                        tenant -> theirs(tenant)
                                .dailyPrintUsageByPrinter()
                                .byPrintUsageByPrinterId(
                                        idOfTheFirst(tenant.reports().dailyPrintUsageByPrinter()))
                                .get(),
                        tenant -> ours(tenant)
                                .dailyPrintUsageByPrinter(
                                        idOfTheFirst(tenant.reports().dailyPrintUsageByPrinter()))),
                reads(
                        "reports().monthlyPrintUsageByUser(u)",
                        "",
                        tenant -> theirs(tenant)
                                .monthlyPrintUsageByUser()
                                .byPrintUsageByUserId(
                                        idOfTheFirst(tenant.reports().monthlyPrintUsageByUser()))
                                .get(),
                        tenant -> ours(tenant)
                                .monthlyPrintUsageByUser(
                                        idOfTheFirst(tenant.reports().monthlyPrintUsageByUser()))),
                reads(
                        "reports().monthlyPrintUsageByPrinter(u)",
                        "",
                        tenant -> theirs(tenant)
                                .monthlyPrintUsageByPrinter()
                                .byPrintUsageByPrinterId(
                                        idOfTheFirst(tenant.reports().monthlyPrintUsageByPrinter()))
                                .get(),
                        tenant -> ours(tenant)
                                .monthlyPrintUsageByPrinter(
                                        idOfTheFirst(tenant.reports().monthlyPrintUsageByPrinter()))));
    }
}
