package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.print.report.ArchivedPrintJob;
import io.cloudjobs.print.report.PrintUsage;
import io.cloudjobs.print.report.PrintUsageByPrinter;
import io.cloudjobs.print.report.PrintUsageByUser;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and models of reports. */
@Timeout(60)
class PrintReportsTest {
    private static final String ID = "016b5565-3bbf-4067-b9ff-4d68167eb1a6";
    private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-01T00:00:00Z");
    private static final OffsetDateTime END = OffsetDateTime.parse("2026-11-30T23:59:59.9999999Z");

    @StartStop
    final MockWebServer server = new MockWebServer();

    private GraphServer graph;
    private PrintReportsResource reports;

    @BeforeEach
    void makeClient() {
        graph = new GraphServer(server);
        reports = graph.client().reports();
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    private static Arguments list(String path, Function<PrintReportsResource, PagedIterable<?>> call) {
        return argumentSet(path, path, call);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                list(
                        "getPrinterArchivedPrintJobs(printerId='p-1',startDateTime=2026-11-01T00:00:00Z,"
                                + "endDateTime=2026-11-30T23:59:59.999999900Z)",
                        reports -> reports.archivedPrintJobsOfPrinter("p-1", START, END)),
                list(
                        "getUserArchivedPrintJobs(userId='u-1',startDateTime=null,"
                                + "endDateTime=2026-11-30T23:59:59.999999900Z)",
                        reports -> reports.archivedPrintJobsOfUser("u-1", null, END)),
                list(
                        "getGroupArchivedPrintJobs(groupId='g-1',startDateTime=2026-11-01T00:00:00Z,endDateTime=null)",
                        reports -> reports.archivedPrintJobsOfGroup("g-1", START, null)),
                list(
                        "getPrinterArchivedPrintJobs(printerId='p-1',startDateTime=null,endDateTime=null)",
                        reports -> reports.archivedPrintJobsOfPrinter("p-1", null, null)),
                // the same instant in another zone, twice
                list(
                        "getUserArchivedPrintJobs(userId='u-1',startDateTime=2026-10-31T23:00:00Z,"
                                + "endDateTime=2026-10-31T23:00:00Z)",
                        reports -> reports.archivedPrintJobsOfUser(
                                "u-1",
                                OffsetDateTime.parse("2026-11-01T00:00:00+01:00"),
                                OffsetDateTime.parse("2026-10-31T23:00:00Z"))),
                // a quote is doubled, and all that could end a text, a segment or the function is encoded or inside it
                list(
                        "getUserArchivedPrintJobs(userId='O''Neill''),x=''%20%C3%BC%22',startDateTime=null,"
                                + "endDateTime=null)",
                        reports -> reports.archivedPrintJobsOfUser("O'Neill'),x=' \u00fc\"", null, null)),
                list("dailyPrintUsageByUser", PrintReportsResource::dailyPrintUsageByUser),
                list("dailyPrintUsageByPrinter", PrintReportsResource::dailyPrintUsageByPrinter),
                list("monthlyPrintUsageByUser", PrintReportsResource::monthlyPrintUsageByUser),
                list("monthlyPrintUsageByPrinter", PrintReportsResource::monthlyPrintUsageByPrinter));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsReadPageByPageWhenItIsIterated(String path, Function<PrintReportsResource, PagedIterable<?>> call)
            throws InterruptedException {
        PagedIterable<?> list = call.apply(reports);
        assertThat(server.getRequestCount()).isZero();
        graph.answer(503, "")
                .answer(200, "{\"@odata.nextLink\":\"" + server.url("/v1.0/next?$skiptoken=a'(1)") + "\",\"value\":[]}")
                .loseAnswer()
                .answer(200, "{\"value\":[{\"id\":\"1\"},{\"id\":\"2\"},{}]}");

        assertThat(list).hasSize(3);

        String first = "GET /v1.0/reports/" + path;
        String next = "GET /v1.0/next?$skiptoken=a%27(1)";
        assertThat(graph.requests()).containsExactly(first, first, next, next);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a403NamesThePermissionAndTheKindOfToken(String path, Function<PrintReportsResource, PagedIterable<?>> call)
            throws InterruptedException {
        graph.answer(403, Fixture.text("error-403-missing-scope.json"));
        Iterator<?> rows = call.apply(reports).iterator();

        assertThatThrownBy(rows::hasNext)
                .isInstanceOf(ForbiddenException.class)
                .hasMessageEndingWith(".list needs a user token, not an application token, with Reports.Read.All");

        assertThat(graph.requests()).containsExactly("GET /v1.0/reports/" + path);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("dailyPrintUsageByUser", PrintReportsResource::dailyPrintUsageByUser),
                row("dailyPrintUsageByPrinter", PrintReportsResource::dailyPrintUsageByPrinter),
                row("monthlyPrintUsageByUser", PrintReportsResource::monthlyPrintUsageByUser),
                row("monthlyPrintUsageByPrinter", PrintReportsResource::monthlyPrintUsageByPrinter));
    }

    private static Arguments row(String path, BiFunction<PrintReportsResource, String, PrintUsage> call) {
        return argumentSet(path, path, call);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void oneRowIsReadByItsId(String path, BiFunction<PrintReportsResource, String, PrintUsage> call)
            throws InterruptedException {
        String text = Fixture.text("printusagebyprinter-get.json");
        graph.loseAnswer().answer(200, text);

        PrintUsage usage = call.apply(reports, ID);

        assertThat(usage.id()).isEqualTo(ID);
        assertThat(usage.usageDate()).isEqualTo(LocalDate.of(2026, 11, 20));
        assertThat(usage.completedJobCount()).isEqualTo(5_000_000_000L);
        assertThat(usage.json()).isEqualTo(text);
        String request = "GET /v1.0/reports/" + path + "/" + ID;
        assertThat(graph.requests()).containsExactly(request, request);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anotherRowOrNoneIsAFailure(String path, BiFunction<PrintReportsResource, String, PrintUsage> call)
            throws InterruptedException {
        graph.answer(200, "{\"id\":\"another\"}")
                .answer(200, "{}")
                .answer(404, Fixture.text("error-404-share-not-found.json"));

        assertThatThrownBy(() -> call.apply(reports, ID)).isInstanceOf(InvalidResponseException.class);
        assertThatThrownBy(() -> call.apply(reports, ID))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("id is missing");
        assertThatThrownBy(() -> call.apply(reports, ID)).isInstanceOf(NotFoundException.class);
        assertThat(graph.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a/b", "a\\b", "a?b", "a#b", "a%27", "{a}", "a\nb"})
    void anInvalidIdIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reports.archivedPrintJobsOfPrinter(id, START, END))
                .withMessageStartingWith("printerId must not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reports.archivedPrintJobsOfUser(id, START, END))
                .withMessageStartingWith("userId must not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reports.archivedPrintJobsOfGroup(id, START, END))
                .withMessageStartingWith("groupId must not ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reports.dailyPrintUsageByUser(id))
                .withMessageStartingWith("usageId must not ");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anIdIsRequired() {
        assertThatNullPointerException()
                .isThrownBy(() -> reports.archivedPrintJobsOfGroup(null, START, END))
                .withMessage("groupId");
        assertThatNullPointerException()
                .isThrownBy(() -> reports.monthlyPrintUsageByPrinter(null))
                .withMessage("usageId");
    }

    @Test
    void aPeriodThatEndsBeforeItStartsIsRefused() {
        for (OffsetDateTime end :
                new OffsetDateTime[] {START.minusNanos(1), START.withOffsetSameLocal(ZoneOffset.ofHours(2))}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reports.archivedPrintJobsOfPrinter("p", START, end))
                    .withMessage("startDateTime must not be after endDateTime");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void everyMemberOfAnArchivedJobIsRead() {
        graph.answer(200, Fixture.text("archivedprintjobs-all-members.json"));

        ArchivedPrintJob job =
                reports.archivedPrintJobsOfPrinter("p", null, null).iterator().next();

        assertThat(Members.of(job))
                .containsExactly(
                        "acquiredByPrinter: true",
                        "acquiredDateTime: 2026-11-20T08:31Z",
                        "completionDateTime: 2026-11-20T08:32Z",
                        "copiesPrinted: 3",
                        "createdBy.displayName: John Smith",
                        "createdBy.id: 87d349ed-44d7-43e1-9a83-5f2406dee5bd",
                        "createdBy.ipAddress: 192.0.2.1",
                        "createdBy.userPrincipalName: john.smith@contoso.com",
                        "createdDateTime: 2026-11-20T08:30:00.123456700Z",
                        "id: " + ID,
                        "printerId: fe6ff85a-f0d3-4c4f-aec6-b9d5154356a1",
                        "printerName: Floor 7",
                        "processingState: completed");
        assertThat(job.json()).startsWith("{").endsWith("}").contains("\"copiesPrinted\": 3");
        assertThat(ArchivedPrintJob.fromJson(job.json())).isEqualTo(job);
        assertThat(job).hasToString("ArchivedPrintJob[id=" + ID + ", processingState=completed]");
    }

    @Test
    void theDocumentedArchivedJobHasFewMembers() {
        graph.answer(200, Fixture.text("archivedprintjobs.json"));

        assertThat(reports.archivedPrintJobsOfPrinter("p", null, null).stream().toList())
                .singleElement()
                .satisfies(job -> assertThat(Members.of(job))
                        .containsExactly(
                                "createdBy: {}",
                                "id: " + ID,
                                "printerId: fe6ff85a-f0d3-4c4f-aec6-b9d5154356a1",
                                "processingState: completed"));
    }

    @Test
    void noCountOfAUsageIsConfusedWithAnother() {
        List<String> names = List.of(
                "blackAndWhitePageCount",
                "colorPageCount",
                "completedBlackAndWhiteJobCount",
                "completedColorJobCount",
                "completedJobCount",
                "doubleSidedSheetCount",
                "incompleteJobCount",
                "mediaSheetCount",
                "pageCount",
                "singleSidedSheetCount");
        var json = new StringBuilder("{\"id\":\"1\",\"printerId\":\"p\",\"userPrincipalName\":\"u\"");
        var members = new ArrayList<String>();
        for (String name : names) {
            json.append(",\"").append(name).append("\":").append(members.size());
            members.add(name + ": " + members.size());
        }
        String usage = json.append('}').toString();

        assertThat(Members.of(PrintUsageByUser.fromJson(usage))).containsAll(members);
        assertThat(Members.of(PrintUsageByPrinter.fromJson(usage))).containsAll(members);
    }

    @Test
    void everyMemberOfAUsageIsRead() {
        graph.answer(200, Fixture.text("printusagebyuser-list.json"));

        PrintUsageByUser usage = reports.dailyPrintUsageByUser().iterator().next();

        assertThat(Members.of(usage))
                .containsExactly(
                        "blackAndWhitePageCount: 0",
                        "colorPageCount: 138",
                        "completedBlackAndWhiteJobCount: 1",
                        "completedColorJobCount: 109",
                        "completedJobCount: 110",
                        "doubleSidedSheetCount: 12",
                        "id: " + ID,
                        "incompleteJobCount: 13",
                        "mediaSheetCount: 132",
                        "pageCount: 138",
                        "singleSidedSheetCount: 120",
                        "usageDate: 2020-02-04",
                        "userPrincipalName: username@contoso.com");
        assertThat(usage.json()).startsWith("{").endsWith("}").contains("\"pageCount\": 138");
        assertThat(PrintUsageByUser.fromJson(usage.json())).isEqualTo(usage);
        assertThat(usage).hasToString("PrintUsageByUser[id=" + ID + ", usageDate=2020-02-04]");

        PrintUsageByPrinter byPrinter = PrintUsageByPrinter.fromJson(Fixture.text("printusagebyprinter-get.json"));
        assertThat(byPrinter.printerName()).isEqualTo("Floor 7");
        assertThat(byPrinter)
                .hasToString("PrintUsageByPrinter[id=" + ID
                        + ", printerId=fe6ff85a-f0d3-4c4f-aec6-b9d5154356a1, usageDate=2026-11-20]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "~2026-11-20~                        | 2026-11-20",
                "~ 2026-11-20 ~                      | 2026-11-20",
                "~2026-11-20T23:59:59.9999999-08:00~ | 2026-11-20",
                "~2026-11-20T00:00:00~               | 2026-11-20",
                "~2026-11-20t00:00:00Z~              | 2026-11-20",
                "~2026-11-20 00:00:00~               | 2026-11-20",
                "~2026-02-29~                        | -",
                "~2026-02-29T00:00:00Z~              | -",
                "~2026-11-201~                       | -",
                "~Date~                              | -",
                "~~                                  | -",
                "null                                | -",
                "20261120                            | -",
                "0                                   | -",
                "true                                | -",
                "[2026,11,20]                        | -",
                "{~a~:{~b~:[1]}}                     | -",
            })
    void aUsageDateIsReadLeniently(String json, LocalDate date) {
        String text = "{~id~:~1~,~usageDate~:" + json + ",~pageCount~:~7~}";

        PrintUsageByUser usage = PrintUsageByUser.fromJson(text.replace('~', '"'));

        assertThat(usage.usageDate()).isEqualTo(date);
        assertThat(usage.pageCount()).isEqualTo(7);
    }

    @Test
    void aReportNeedsNoIdInItsRows() {
        graph.answer(200, "{\"value\":[{},null,7,{\"id\":null}]}");

        assertThat(reports.archivedPrintJobsOfUser("u", null, null))
                .extracting(ArchivedPrintJob::id, job -> job.processingState().value(), ArchivedPrintJob::createdBy)
                .containsExactly(tuple("", "unknown", null), tuple("", "unknown", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchivedPrintJob.fromJson("{}"))
                .withMessage("ArchivedPrintJob: id is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrintUsageByUser.fromJson("{}"))
                .withMessage("PrintUsageByUser: id is missing");
    }
}
