package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static io.cloudjobs.print.PrintJobExpand.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to list and create jobs. */
@Timeout(60)
class PrinterJobsTest {
    private static final String TOKEN = "token-that-nobody-may-see";
    private static final String PAGE = "printers/2f3453b7-4686-4b5b-9575-4f1e5b909ba7/jobs";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();
    private PrintJobClient print;

    @BeforeEach
    void makeClient() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        print = PrintJobClient.builder(settings)
                .endpoint(server.url("/v1.0/").toString())
                .httpClient(http)
                .tokenProvider(TokenProvider.of(TOKEN))
                .build();
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    /** A page with these jobs and the link to the next page, unless that is null. */
    private static String page(String next, String... ids) {
        String jobs = String.join(
                ",",
                Stream.of(ids)
                        .map(id -> "{\"id\":\"" + id + "\",\"status\":{\"state\":\"paused\"}}")
                        .toList());
        return "{" + (next == null ? "" : "\"@odata.nextLink\":\"" + next + "\",") + "\"value\":[" + jobs + "]}";
    }

    /** The target of the next request that arrived, which is a GET with the token and our header. */
    private String target() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getBody()).isNull();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(request.getHeaders().get("Prefer")).isEqualTo("include-unknown-enum-members");
        return request.getTarget();
    }

    private static List<String> ids(Iterable<PrintJob> jobs) {
        List<String> ids = new ArrayList<>();
        jobs.forEach(job -> ids.add(job.id()));
        return ids;
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                list(
                        "printers/2f3453b7/jobs",
                        "printjob-list",
                        print -> print.printer("2f3453b7").jobs().list()),
                list(
                        "printers/2f3453b7/jobs?$expand=documents",
                        "printjob-list",
                        print -> print.printer("2f3453b7").jobs().list(DOCUMENTS)),
                list(
                        "printers/2f3453b7/jobs?$expand=tasks,documents",
                        "printjob-list",
                        print -> print.printer("2f3453b7").jobs().list(TASKS, DOCUMENTS, TASKS)),
                list(
                        "printers/2f3453b7/jobs?$filter=createdBy/userPrincipalName%20eq%20%27john.smith@contoso.com%27",
                        "printjob-list",
                        print -> print.printer("2f3453b7").jobs().createdBy("john.smith@contoso.com")),
                list(
                        "printers/2f3453b7/jobs?$filter=createdBy/userPrincipalName%20eq%20%27j@c.com%27&$expand=documents",
                        "printjob-list",
                        print -> print.printer("2f3453b7").jobs().createdBy("j@c.com", DOCUMENTS)),
                list(
                        "shares/f37141d9/jobs",
                        "printjob-list-share",
                        print -> print.share("f37141d9").jobs().list()),
                list(
                        "shares/f37141d9/jobs?$expand=documents",
                        "printjob-list-share",
                        print -> print.share("f37141d9").jobs().list(DOCUMENTS)),
                list(
                        "shares/f37141d9/jobs?$filter=createdBy/userPrincipalName%20eq%20%27j@c.com%27&$expand=tasks",
                        "printjob-list-share",
                        print -> print.share("f37141d9").jobs().createdBy("j@c.com", TASKS)));
    }

    private static Arguments list(
            String target, String fixture, Function<PrintJobClient, PagedIterable<PrintJob>> list) {
        return argumentSet(target, target, fixture, list);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aListIsReadWhenItIsIterated(
            String target, String fixture, Function<PrintJobClient, PagedIterable<PrintJob>> list) throws Exception {
        answer(200, Fixture.text(fixture + ".json"));

        PagedIterable<PrintJob> jobs = list.apply(print);
        assertThat(server.getRequestCount()).isZero();

        List<PrintJob> read = new ArrayList<>();
        jobs.forEach(read::add); // once: each iteration is a request
        assertThat(read).singleElement().satisfies(job -> {
            assertThat(Members.of(job)).containsExactly("""
                    configuration.finishings: []
                    configuration.pageRanges: []
                    createdBy: {}
                    createdDateTime: 2020-02-04T00:00Z
                    id: 103
                    isFetchable: false
                    status.description: The print job has completed successfully and no further processing will take place.
                    status.details: []
                    status.isAcquiredByPrinter: true
                    status.state: completed""".split("\n"));
            assertThat(job.json())
                    .startsWith("{")
                    .contains("\"redirectedTo\": null")
                    .endsWith("}");
        });
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(target()).isEqualTo("/v1.0/print/" + target);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "o'brien@contoso.com,                      o%27%27brien@contoso.com",
                "' or id ne '@contoso.com,                 %27%27%20or%20id%20ne%20%27%27@contoso.com",
                "ann_fabrikam.com#EXT#@t.onmicrosoft.com,  ann_fabrikam.com%23EXT%23@t.onmicrosoft.com",
                "a+b@contoso.com,                          a%2Bb@contoso.com",
                "a&$top=1@contoso.com,                     a%26$top%3D1@contoso.com",
                "a%27b@contoso.com,                        a%2527b@contoso.com",
                "jürgen@contoso.com,                       j%C3%BCrgen@contoso.com",
            })
    void anyNameOfAUserStaysOneTextOfTheFilter(String name, String sent) throws Exception {
        answer(200, page(null));

        assertThat(ids(print.printer("p").jobs().createdBy(name))).isEmpty();

        assertThat(target())
                .isEqualTo("/v1.0/print/printers/p/jobs?$filter=createdBy/userPrincipalName%20eq%20%27" + sent + "%27");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void nobodyHasCreatedNothing(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> print.printer("p").jobs().createdBy(name))
                .withMessage("userPrincipalName must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> print.share("s").jobs().createdBy(name))
                .withMessage("userPrincipalName must not be blank");
        assertThatNullPointerException()
                .isThrownBy(() -> print.share("s").jobs().createdBy(null));
    }

    @Test
    void pagesAreFollowedAsTheServiceNamesThem() throws Exception {
        String self = server.url("/v1.0/").toString();
        String second = Fixture.text("printjob-list-page.json").replace("https://graph.microsoft.com/v1.0/", self);
        answer(200, page(self + PAGE + "?$expand=documents&$skiptoken=X%2B1", "101", "102"));
        answer(200, page(self + PAGE + "?$skiptoken=2")); // empty, and not the last one
        answer(200, second);
        answer(200, Fixture.text("printjob-list-empty-last-page.json"));

        assertThat(ids(print.printer("2f3453b7-4686-4b5b-9575-4f1e5b909ba7")
                        .jobs()
                        .list(DOCUMENTS)))
                .containsExactly("101", "102", "103");

        assertThat(server.getRequestCount()).isEqualTo(4);
        assertThat(target()).isEqualTo("/v1.0/print/" + PAGE + "?$expand=documents");
        assertThat(target()).isEqualTo("/v1.0/" + PAGE + "?$expand=documents&$skiptoken=X%2B1");
        assertThat(target()).isEqualTo("/v1.0/" + PAGE + "?$skiptoken=2");
        assertThat(target()).isEqualTo("/v1.0/print/" + PAGE + "?$top=1&$skiptoken=X%274453707%27");
    }

    @Test
    void aStreamAsksForNoMorePagesThanItUses() {
        answer(200, page(server.url("/v1.0/2").toString(), "1", "2"));

        assertThat(print.share("s").jobs().list().stream().map(PrintJob::id).findFirst())
                .hasValue("1");

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aPageThatIsRefusedIsAskedForAgainWhenTheCallerGoesOn() throws Exception {
        answer(200, page(server.url("/v1.0/2").toString(), "1"));
        answer(403, Fixture.text("error-403-authorization-denied.json"));
        answer(200, page(server.url("/v1.0/3").toString(), "2"));
        answer(200, page(null, "3"));
        Iterator<PrintJob> jobs = print.printer("p").jobs().list().iterator();
        assertThat(jobs.next().id()).isEqualTo("1");

        assertThatThrownBy(jobs::hasNext)
                .isExactlyInstanceOf(ForbiddenException.class)
                .hasMessageStartingWith("printJob.list of /print/printers/p failed: HTTP 403 Forbidden");

        assertThat(ids(() -> jobs)).containsExactly("2", "3");
        assertThat(server.getRequestCount()).isEqualTo(4);
        assertThat(target()).isEqualTo("/v1.0/print/printers/p/jobs");
        assertThat(target()).isEqualTo("/v1.0/2");
        assertThat(target()).isEqualTo("/v1.0/2");
        assertThat(target()).isEqualTo("/v1.0/3");
    }

    @Test
    void everyPageIsRepeatedAfterAFailureThatPasses() {
        answer(503, "");
        answer(200, page(server.url("/v1.0/2").toString(), "1"));
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answer(429, "");
        answer(200, page(null, "2"));

        assertThat(ids(print.printer("p").jobs().list())).containsExactly("1", "2");

        assertThat(server.getRequestCount()).isEqualTo(5);
        assertThat(time.sleeps()).hasSize(3);
    }

    @Test
    void eachIterationBeginsAnew() {
        answer(200, page(null, "1"));
        answer(200, page(null, "1", "2"));
        PagedIterable<PrintJob> jobs = print.printer("p").jobs().list();

        assertThat(ids(jobs)).containsExactly("1");
        assertThat(ids(jobs)).containsExactly("1", "2");
    }

    /** {@code SELF} is the host and port of the endpoint. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.com/v1.0/print/printers/p/jobs?$skiptoken=2",
                "https://SELF/v1.0/2",
                "http://SELF.evil.example/v1.0/2",
                "http://SELF@evil.example/v1.0/2",
                "http://user@SELF/v1.0/2",
                "http://user:password@SELF/v1.0/2",
                "http://localhost.:PORT/v1.0/2",
                "http://localhost:1/v1.0/2",
                "http://localhost/v1.0/2",
                "http://[::ffff:10.0.0.1]:PORT/v1.0/2",
                "ftp://SELF/v1.0/2",
                "//evil.example:PORT/v1.0/2",
                "\\\\\\\\SELF\\\\v1.0\\\\2",
                "javascript:alert(1)"
            })
    void aLinkThatLeadsElsewhereIsNotFollowed(String link) throws Exception {
        String self = server.getHostName() + ":" + server.getPort();
        answer(200, page(link.replace("SELF", self).replace("PORT", String.valueOf(server.getPort())), "1"));
        Iterator<PrintJob> jobs = print.printer("p").jobs().list().iterator();
        assertThat(jobs.next().id()).isEqualTo("1");

        InvalidResponseException failure = catchThrowableOfType(InvalidResponseException.class, jobs::hasNext);

        assertThat(failure)
                .hasMessageMatching(
                        "printJob.list of /print/printers/p failed: the link to the next page (leads away from the"
                                + " endpoint: to .*, not to http://SELF; .*|is not an http or https URL|contains a user name or password)"
                                        .replace("SELF", self));
        assertThat(failure.attempts()).isZero();
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
    }

    @Test
    void pagesThatGoRoundInACircleEnd() {
        answer(200, page(server.url("/v1.0/2").toString(), "1"));
        answer(200, page(server.url("/v1.0/3").toString(), "2"));
        answer(200, page(server.url("/v1.0/2").toString(), "3"));
        List<String> ids = new ArrayList<>();

        assertThatThrownBy(() -> print.printer("p").jobs().list().forEach(job -> ids.add(job.id())))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("the next page of the list is one of its earlier pages");

        assertThat(ids).containsExactly("1", "2", "3");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                  | value is missing
            {"value": null}                                     | value is missing
            {"id": "1", "status": {"state": "paused"}}          | value is missing
            {"value": {}}                                       | unexpected structure at value
            {"value": {}, "@odata.nextLink": "/v1.0/2"}         | unexpected structure at value
            {"value": "", "@odata.nextLink": "/v1.0/2"}         | unexpected structure at value
            {"value": [], "@odata.nextLink": {}}                | the link to the next page is not a string
            []                                                  | unexpected structure
            """)
    void whatIsNoListIsNotGiven(String body, String problem) {
        answer(200, body);

        assertThatThrownBy(() -> ids(print.printer("p").jobs().list()))
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageStartingWith("printJob.list of /print/printers/p failed: ")
                .hasMessageContaining(problem);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": "x"}                                         | x |         | unknown
            {"id": "x", "status": null}                         | x |         | unknown
            {"id": "x", "status": "paused"}                     | x |         | unknown
            {"id": "x", "status": {}}                           | x |         | unknown
            {"id": "x", "status": {"description": "d"}}         | x | d       | unknown
            {"id": "x", "status": {"state": {}}}                | x |         | unknown
            {"id": "x", "status": {"state": 5}}                 | x |         | 5
            {"status": {"state": "paused"}}                     | `` |        | paused
            {"id": {}, "status": {"state": "paused"}}           | `` |        | paused
            {}                                                  | `` |        | unknown
            """)
    void aRowThatLacksWhatAJobHasDoesNotCostThePage(String row, String id, String description, String state) {
        answer(200, "{\"value\":[{\"id\":\"1\",\"status\":{\"state\":\"paused\"}}," + row + "]}");

        List<PrintJob> jobs = new ArrayList<>();
        print.printer("p").jobs().list().forEach(jobs::add);

        assertThat(jobs).extracting(PrintJob::id).containsExactly("1", id);
        PrintJobStatus status = jobs.get(1).status();
        assertThat(status.state()).isEqualTo(new PrintJobProcessingState(state));
        assertThat(status.description()).isEqualTo(description);
        assertThat(status.details()).isEmpty();
        assertThat(status.isAcquiredByPrinter()).isFalse();
        assertThat(jobs.get(1).toString()).contains(state);
    }

    @Test
    void aNullInAListIsNoJob() {
        answer(200, "{\"value\":[null,{\"id\":\"1\",\"status\":{\"state\":\"paused\"}}],\"@odata.nextLink\":null}");

        assertThat(ids(print.printer("p").jobs().list())).containsExactly("1");
    }

    private static final PrintJobConfiguration GRAYSCALE =
            PrintJobConfiguration.builder().colorMode(PrintColorMode.GRAYSCALE).build();

    static Stream<Arguments> creations() {
        return Stream.of(
                created(
                        "printers/p/jobs",
                        "printjob-create-request-minimal",
                        print -> print.printer("p").jobs().create()),
                created(
                        "printers/p/jobs",
                        "printjob-update-request",
                        print -> print.printer("p").jobs().create(GRAYSCALE)),
                created(
                        "shares/s/jobs",
                        "printjob-create-request-minimal",
                        print -> print.share("s").jobs().create()),
                created(
                        "shares/s/jobs",
                        "printjob-update-request",
                        print -> print.share("s").jobs().create(GRAYSCALE)));
    }

    private static Arguments created(String target, String fixture, Function<PrintJobClient, PrintJob> create) {
        return argumentSet(target + ", " + fixture, target, fixture, create);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void createPostsTheConfigurationAndGivesTheJobWithItsDocument(
            String target, String fixture, Function<PrintJobClient, PrintJob> create) throws Exception {
        String body = Fixture.text("printjob-create.json");
        answer(201, body);

        PrintJob job = create.apply(print);

        assertThat(job).isEqualTo(PrintJob.fromJson(body));
        assertThat(job.json()).isEqualTo(body);
        assertThat(job.id()).isEqualTo("1825");
        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.PAUSED);
        assertThat(job.status().details()).containsExactly(PrintJobStateDetail.UPLOAD_PENDING);
        assertThat(job.documents())
                .singleElement()
                .satisfies(document -> assertThat(Members.of(document))
                        .containsExactly(
                                "contentType:", "displayName:", "id: ca96c367-c3ad-478a-bbce-fbd1cd856e73", "size: 0"));
        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /v1.0/print/" + target + " HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(Json.tree(request.getBody().utf8())).isEqualTo(Json.tree(Fixture.text(fixture + ".json")));
    }

    /** The configuration of one job can be used for the next. */
    @Test
    void aConfigurationThatWasReadCanBeSent() throws Exception {
        PrintJobConfiguration read =
                PrintJob.fromJson(Fixture.text("printjob-update.json")).configuration();
        answer(201, Fixture.text("printjob-create.json"));

        PrintJob job = print.share("s").jobs().create(read);

        assertThat(job.configuration()).isEqualTo(read);
        assertThat(server.takeRequest().getBody().utf8())
                .isEqualTo("{\"configuration\":{\"collate\":false,\"colorMode\":\"blackAndWhite\",\"copies\":1,"
                        + "\"dpi\":600,\"duplexMode\":\"oneSided\",\"feedOrientation\":\"longEdgeFirst\","
                        + "\"fitPdfToPage\":false,\"inputBin\":\"by-pass-tray\",\"outputBin\":\"output-tray\","
                        + "\"margin\":{\"top\":0,\"bottom\":0,\"left\":0,\"right\":0},\"mediaSize\":\"A4\","
                        + "\"mediaType\":\"stationery\",\"multipageLayout\":\"clockwiseFromBottomLeft\","
                        + "\"orientation\":\"landscape\",\"pageRanges\":[{\"start\":1,\"end\":1}],"
                        + "\"pagesPerSheet\":1,\"quality\":\"medium\",\"scaling\":\"shrinkToFit\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"printer", "share"})
    void aValueThatMustNeverBeSentIsRefused(String at) {
        PrintJobConfiguration read = PrintJob.fromJson("""
                {"id": "1", "status": {"state": "paused"}, "configuration": {"quality": "unknownFutureValue"}}
                """).configuration();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> create(at, read))
                .withMessage("quality must not be unknownFutureValue: set another value");
        assertThatNullPointerException().isThrownBy(() -> create(at, null));
        assertThat(server.getRequestCount()).isZero();
    }

    private PrintJob create(String at, PrintJobConfiguration configuration) {
        return at.equals("printer")
                ? print.printer("p").jobs().create(configuration)
                : print.share("s").jobs().create(configuration);
    }

    @ParameterizedTest
    @CsvSource({"printer, 500", "printer, 502", "printer, 503", "printer, 504", "share, 408", "share, 503"})
    void createIsNotRepeatedWhenTheOutcomeIsUnclear(String at, int status) {
        answer(status, "");

        SdkException failure = catchThrowableOfType(SdkException.class, () -> create(at, GRAYSCALE));

        assertThat(failure)
                .hasMessageStartingWith(
                        "printJob.create of /print/" + at + "s/" + at.charAt(0) + " failed: HTTP " + status);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"printer", "share"})
    void createIsNotRepeatedAfterALostAnswer(String at) {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        TransportException failure = catchThrowableOfType(TransportException.class, () -> create(at, GRAYSCALE));

        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void createIsRepeatedWhenItWasRefusedUnread() throws Exception {
        answer(429, Fixture.text("error-429-throttled.json"));
        answer(201, Fixture.text("printjob-create.json"));

        assertThat(create("share", GRAYSCALE).id()).isEqualTo("1825");

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(server.takeRequest().getBody())
                .isEqualTo(server.takeRequest().getBody());
        assertThat(time.sleeps()).hasSize(1);
    }

    static Stream<Arguments> needs() {
        return Stream.of(
                arguments(
                        (Consumer<PrintJobClient>)
                                print -> ids(print.printer("p").jobs().list()),
                        "; printJob.list needs an application token with PrintJob.ReadBasic.All and Printer.Read.All, or the"
                                + " token of a Printer Administrator with PrintJob.ReadBasic and Printer.Read.All"),
                arguments(
                        (Consumer<PrintJobClient>)
                                print -> ids(print.share("s").jobs().createdBy("j@c.com")),
                        "; printJob.list needs an application token with PrintJob.ReadBasic.All, or a user token"
                                + " with PrintJob.ReadBasic and PrinterShare.ReadBasic.All"),
                arguments(
                        (Consumer<PrintJobClient>)
                                print -> print.printer("p").jobs().create(),
                        "; printJob.create needs the token of a Printer Administrator, not an application token, with"
                                + " PrintJob.Create and Printer.Read.All"),
                arguments(
                        (Consumer<PrintJobClient>)
                                print -> print.share("s").jobs().create(),
                        "; printJob.create needs a user token, not an application token, with"
                                + " PrintJob.ReadWriteBasic (PrintJob.Create is not sufficient) and"
                                + " PrinterShare.ReadBasic.All"));
    }

    @ParameterizedTest
    @MethodSource("needs")
    void whoIsForbiddenAnOperationLearnsWhichTokenItNeeds(Consumer<PrintJobClient> operation, String needs) {
        answer(403, Fixture.text("error-403-missing-scope.json"));

        assertThatThrownBy(() -> operation.accept(print))
                .isExactlyInstanceOf(ForbiddenException.class)
                .hasMessageEndingWith(needs);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whatIsPrintedIsThePath() {
        assertThat(print.printer("p").jobs()).hasToString("/print/printers/p/jobs");
        assertThat(print.share("s").jobs()).hasToString("/print/shares/s/jobs");
        assertThat(print.share("s").jobs().createdBy("j@c.com").toString()).doesNotContain("j@c.com", TOKEN);
    }
}
