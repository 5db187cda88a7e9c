package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests for the next pages of each list, also behind a gateway. */
@Timeout(60)
class NextPageTest {
    private static final String TOKEN = "token-that-nobody-may-see";
    private static final String ITEM = "{\"id\":\"1\",\"status\":{\"state\":\"processing\"},\"event\":\"jobStarted\"}";

    /** Every list of the client, with its path. */
    enum Lists {
        JOBS("/print/printers/p/jobs", "", print -> print.printer("p").jobs().list()),
        JOBS_WITH_DOCUMENTS(
                "/print/printers/p/jobs",
                "?$expand=documents",
                print -> print.printer("p").jobs().list(PrintJobExpand.DOCUMENTS)),
        JOBS_OF_SHARE(
                "/print/shares/s/jobs", "", print -> print.share("s").jobs().list()),
        PRINTERS("/print/printers", "", print -> print.printers().list()),
        SHARES(
                "/print/shares",
                "?$filter=location/floor%20eq%20%271%27&$top=5",
                print -> print.shares().list(options -> options.floor("1").top(5))),
        SHARES_OF_PRINTER(
                "/print/printers/p/shares",
                "",
                print -> print.printer("p").shares().list()),
        DEFINITIONS(
                "/print/taskDefinitions", "", print -> print.taskDefinitions().list()),
        TASKS(
                "/print/taskDefinitions/d/tasks",
                "",
                print -> print.taskDefinition("d").tasks().list()),
        TRIGGERS(
                "/print/printers/p/taskTriggers",
                "",
                print -> print.printer("p").taskTriggers().list());

        final String path;
        final String query;
        final Function<PrintJobClient, PagedIterable<?>> list;

        Lists(String path, String query, Function<PrintJobClient, PagedIterable<?>> list) {
            this.path = path;
            this.query = query;
            this.list = list;
        }
    }

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ClientSettings settings = new ClientSettings();

    private PrintJobClient.Builder client(String prefix) {
        return PrintJobClient.builder(settings)
                .endpoint(server.url(prefix).toString())
                .tokenProvider(TokenProvider.of(TOKEN));
    }

    private PagedIterable<?> list(Lists which) {
        return which.list.apply(client("/v1.0").build());
    }

    private void answer(String body) {
        server.enqueue(
                new MockResponse.Builder().body(body.replace("HOST", self())).build());
    }

    private String self() {
        return server.getHostName() + ":" + server.getPort();
    }

    private static String page(String next, String... items) {
        return "{\"value\":[" + String.join(",", items) + "],\"@odata.nextLink\":" + next + "}";
    }

    private String target() throws InterruptedException {
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        return request.getTarget();
    }

    @ParameterizedTest
    @EnumSource
    void aLinkIsReadAsSeenFromThePageThatHasIt(Lists which) throws Exception {
        List<String> expected = new ArrayList<>(List.of("/v1.0" + which.path + which.query));
        answer(page("\"http://HOST/v1.0/print/2?$skiptoken=X%2F%274%27+5\"", ITEM));
        expected.add("/v1.0/print/2?$skiptoken=X%2F%274%27+5");
        answer(page("\"?$skiptoken=3\"", ITEM));
        expected.add("/v1.0/print/2?$skiptoken=3");
        answer(page("\"4/5?$skiptoken=4\"", ITEM));
        expected.add("/v1.0/print/4/5?$skiptoken=4");
        answer(page("\"../6?x=/../7\"", ITEM));
        expected.add("/v1.0/print/6?x=/../7");
        answer(page("\"/v1.0/7?$skiptoken=7\"", ITEM));
        expected.add("/v1.0/7?$skiptoken=7");
        answer(page("\"//HOST/v1.0/8\"", ITEM));
        expected.add("/v1.0/8");
        answer(page("null", ITEM));

        assertThat(list(which)).hasSize(7);

        List<String> targets = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            targets.add(target());
        }
        assertThat(targets).isEqualTo(expected);
        assertThat(server.getRequestCount()).isEqualTo(7);
    }

    /** For a short page, and for a page that is read from the stream. */
    @ParameterizedTest
    @ValueSource(ints = {3, 20_000})
    void eachItemKeepsItsText(int jobs) {
        List<String> items = IntStream.range(0, jobs)
                .mapToObj(i -> "{\"id\":\"" + i
                        + "\", \"status\": {\"state\":\"pending\"}, \"new\":[\"ü€\",{\"value\":[" + i + "]}]}")
                .toList();
        answer(page("null", items.toArray(String[]::new)));

        PagedIterable<PrintJob> list =
                client("/v1.0").build().printer("p").jobs().list();

        assertThat(list.stream().map(PrintJob::json).toList()).isEqualTo(items);
    }

    @ParameterizedTest
    @EnumSource
    void theFirstPageHasAPlaceToo(Lists which) throws Exception {
        answer(page("\"?$skiptoken=2\"", ITEM));
        answer(page("null"));

        assertThat(list(which)).hasSize(1);

        assertThat(target()).isEqualTo("/v1.0" + which.path + which.query);
        assertThat(target()).isEqualTo("/v1.0" + which.path + "?$skiptoken=2");
    }

    @ParameterizedTest
    @EnumSource
    void aBlankLinkIsTheEnd(Lists which) {
        List<String> ends = List.of("null", "\"\"", "\" \"", "\"\\t\\r\\n \"");
        for (String end : ends) {
            answer(page(end, ITEM));

            assertThat(list(which)).as(end).hasSize(1);
        }
        assertThat(server.getRequestCount()).isEqualTo(ends.size());
    }

    @ParameterizedTest
    @EnumSource
    void aPageWithoutAValueIsEmptyIfTheListGoesOn(Lists which) {
        answer("{\"@odata.nextLink\":\"/v1.0/2\"}");
        answer("{\"value\":null,\"@odata.nextLink\":\"/v1.0/3\"}");
        answer(page("null", ITEM));

        assertThat(list(which)).hasSize(1);

        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aPageWithoutAValueAndWithoutALinkIsNone(Lists which) {
        List<String> pages = List.of(
                "{}",
                "{\"value\":null}",
                "{\"value\":null,\"@odata.nextLink\":null}",
                "{\"@odata.nextLink\":\"\"}",
                "{\"@odata.nextLink\":\" \"}");
        for (String page : pages) {
            answer(page);

            assertThat(catchThrowableOfType(
                            InvalidResponseException.class,
                            () -> list(which).iterator().hasNext()))
                    .as(page)
                    .hasMessageContaining("value is missing");
        }
        assertThat(server.getRequestCount()).isEqualTo(pages.size());
    }

    /** A number would be a relative link. */
    @ParameterizedTest
    @EnumSource
    void aLinkThatIsNoTextIsNotFollowed(Lists which) {
        List<String> links =
                List.of("2", "2.5", "true", "false", "{}", "{\"href\":\"/v1.0/2\"}", "[]", "[\"/v1.0/2\"]");
        for (String link : links) {
            answer(page(link, ITEM));

            assertThat(catchThrowableOfType(
                            InvalidResponseException.class, () -> list(which).forEach(item -> {})))
                    .as(link)
                    .hasMessageContaining(" failed: the link to the next page is not a string");
        }
        assertThat(server.getRequestCount()).isEqualTo(links.size());
    }

    /** The gateway forwards the links of the service, whose own host must never get the token. */
    @ParameterizedTest
    @EnumSource
    void behindAGatewayLinksToTheServiceLeadToTheGateway(Lists which) throws Exception {
        settings.httpClient = new OkHttpClient.Builder()
                .dns(host -> {
                    assertThat(host).isEqualTo(server.getHostName());
                    return Dns.SYSTEM.lookup(host);
                })
                .build();
        answer(page("\"https://graph.microsoft.com/v1.0" + which.path + "?$skiptoken=X%2F%274%27\"", ITEM));
        answer(page("\"?$skiptoken=3\"", ITEM));
        answer(page("\"http://HOST/gateway/4\"", ITEM));
        answer(page("\"https://graph.microsoft.com/beta/5\"", ITEM));
        PrintJobClient print = client("/gateway/graph")
                .advertisedEndpoint("https://graph.microsoft.com/v1.0")
                .build()
                .withOptions(options -> options.timeout(Duration.ofSeconds(30)));
        List<Object> seen = new ArrayList<>();

        InvalidResponseException failure = catchThrowableOfType(
                InvalidResponseException.class, () -> which.list.apply(print).forEach(seen::add));

        assertThat(failure)
                .hasMessageEndingWith("leads away from the endpoint: to https://graph.microsoft.com, not to http://"
                        + self() + " or below the advertisedEndpoint https://graph.microsoft.com/v1.0/");
        assertThat(seen).hasSize(4);
        assertThat(target()).isEqualTo("/gateway/graph" + which.path + which.query);
        assertThat(target()).isEqualTo("/gateway/graph" + which.path + "?$skiptoken=X%2F%274%27");
        assertThat(target()).isEqualTo("/gateway/graph" + which.path + "?$skiptoken=3");
        assertThat(target()).isEqualTo("/gateway/4");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    /**
     * A gateway that terminates TLS in front of a service. No request goes to the address of the service, so it may be
     * http.
     */
    @Test
    void theServiceMayBeAnHttpOne() throws Exception {
        answer(page("\"http://graph.internal:8080/2?a=b\"", ITEM));
        answer(page("null", ITEM));

        assertThat(client("/v1.0")
                        .advertisedEndpoint("http://graph.internal:8080")
                        .build()
                        .taskDefinitions()
                        .list())
                .hasSize(2);

        target();
        assertThat(target()).isEqualTo("/v1.0/2?a=b");
    }

    /** The client refers to resources as the service does. */
    @Test
    void behindAGatewayADefinitionIsNamedAsTheServiceNamesIt() throws Exception {
        answer("{\"id\":\"t\",\"event\":\"jobStarted\"}");

        client("/gateway/graph")
                .advertisedEndpoint("https://graph.microsoft.com/v1.0")
                .build()
                .printer("p")
                .taskTriggers()
                .create("d");

        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/gateway/graph/print/printers/p/taskTriggers");
        assertThat(request.getBody().utf8())
                .isEqualTo("{\"event\":\"jobStarted\",\"definition@odata.bind\":"
                        + "\"https://graph.microsoft.com/v1.0/print/taskDefinitions/d\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', must be a URL such as https://host or https://host/prefix",
        "graph.microsoft.com, must be a URL such as https://host or https://host/prefix",
        "ftp://graph.microsoft.com, must be a URL such as https://host or https://host/prefix",
        "https://s3cr3t@graph.microsoft.com, must not contain a user name or password",
        "https://graph.microsoft.com?s3cr3t, must not contain a query or a fragment",
        "https://graph.microsoft.com#s3cr3t, must not contain a query or a fragment",
    })
    void aBadAdvertisedEndpointIsRefusedAtBuild(String advertised, String problem) {
        PrintJobClient.Builder builder = client("/v1.0").advertisedEndpoint(advertised);

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("advertisedEndpoint " + problem);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatIsTooLongIsNotFollowed(Lists which) {
        answer(page("\"/v1.0/2?" + "x".repeat(1_000_000) + "\"", ITEM));
        List<Object> seen = new ArrayList<>();

        InvalidResponseException failure = catchThrowableOfType(
                InvalidResponseException.class, () -> list(which).forEach(seen::add));

        assertThat(failure).hasMessageEndingWith(" failed: the link to the next page is longer than 32768 characters");
        assertThat(failure.attempts()).isZero();
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(seen).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }
}
