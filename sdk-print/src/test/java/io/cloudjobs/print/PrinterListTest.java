package io.cloudjobs.print;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterListOptions;
import io.cloudjobs.print.printer.PrinterLocation;
import io.cloudjobs.print.printer.PrinterProcessingState;
import io.cloudjobs.print.printer.PrinterProcessingStateDetail;
import io.cloudjobs.print.printer.PrinterShare;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of printers and printer shares: requests, rows and pages. */
@Timeout(60)
class PrinterListTest {
    /** The three lists, with the member that they can include. */
    enum Lists {
        PRINTERS("/v1.0/print/printers", "shares", print -> print.printers()::list),
        SHARES("/v1.0/print/shares", "printer", print -> print.shares()::list),
        SHARES_OF_PRINTER(
                "/v1.0/print/printers/p/shares",
                "printer",
                print -> print.printer("p").shares()::list);

        private final String path;
        private final String related;
        private final Function<PrintJobClient, Function<Consumer<PrinterListOptions>, PagedIterable<?>>> list;

        Lists(
                String path,
                String related,
                Function<PrintJobClient, Function<Consumer<PrinterListOptions>, PagedIterable<?>>> list) {
            this.path = path;
            this.related = related;
            this.list = list;
        }
    }

    @StartStop
    final MockWebServer server = new MockWebServer();

    private GraphServer graph;
    private PrintJobClient print;

    @BeforeEach
    void open() {
        graph = new GraphServer(server);
        print = graph.client();
    }

    @AfterEach
    void noConnectionIsInUse() {
        print.close();
        graph.assertNoConnectionIsInUse();
    }

    private PagedIterable<?> list(Lists which, Consumer<PrinterListOptions> options) {
        return which.list.apply(print).apply(options);
    }

    private static String rows(String... rows) {
        return "{\"value\":[" + String.join(",", rows) + "]}";
    }

    @Test
    void printersAreListed() throws Exception {
        graph.answer(200, Fixture.text("printer-list.json"));

        List<Printer> printers = print.printers().list().stream().toList();

        assertThat(graph.requests()).containsExactly("GET /v1.0/print/printers");
        assertThat(printers).singleElement().satisfies(printer -> {
            assertThat(Members.of(printer)).isEqualTo(Members.of(Printer.fromJson(Fixture.text("printer-get.json"))));
            assertThat(printer.status().state()).isEqualTo(PrinterProcessingState.STOPPED);
            assertThat(printer.status().details()).containsExactly(PrinterProcessingStateDetail.DISCONNECTED);
            assertThat(printer.json()).startsWith("{").endsWith("}");
            assertThat(Members.of(Printer.fromJson(printer.json()))).isEqualTo(Members.of(printer));
        });
    }

    static Stream<Arguments> shares() {
        return Stream.of(
                argumentSet(
                        "of the tenant",
                        "printershare-list",
                        (Function<PrintJobClient, PrinterSharesResource>) PrintJobClient::shares,
                        "GET /v1.0/print/shares"),
                argumentSet(
                        "of a printer",
                        "printershare-list-printer",
                        (Function<PrintJobClient, PrinterSharesResource>)
                                print -> print.printer("2f3453b7").shares(),
                        "GET /v1.0/print/printers/2f3453b7/shares"));
    }

    @ParameterizedTest
    @MethodSource("shares")
    void sharesAreListed(String fixture, Function<PrintJobClient, PrinterSharesResource> of, String request)
            throws Exception {
        graph.answer(200, Fixture.text(fixture + ".json"));

        List<PrinterShare> shares = of.apply(print).list().stream().toList();

        assertThat(graph.requests()).containsExactly(request);
        assertThat(shares).singleElement().satisfies(share -> {
            assertThat(Members.of(share))
                    .isEqualTo(Members.of(PrinterShare.fromJson(Fixture.text("printershare-get.json"))));
            assertThat(Json.tree(share.json()).path("@odata.context").asText()).contains("/$metadata#print/");
            assertThat(Members.of(PrinterShare.fromJson(share.json()))).isEqualTo(Members.of(share));
        });
    }

    /** A condition on the location, or a user who is not a Printer Administrator: five members. */
    @Test
    void membersThatAreNotSentAreNull() throws Exception {
        graph.answer(200, Fixture.text("printershare-list-limited.json"));

        List<PrinterShare> shares = print.shares().list(options -> options.building("Studio E")).stream()
                .toList();

        assertThat(graph.requests())
                .containsExactly("GET /v1.0/print/shares?$filter=location/building%20eq%20%27Studio%20E%27");
        assertThat(shares)
                .singleElement()
                .satisfies(share -> assertThat(Members.of(share))
                        .containsExactlyElementsOf("""
                        displayName: PrinterShare Name
                        id: d837c17b-3296-4384-a053-828d56e10f50
                        location.building: Studio E
                        location.city: Redmond
                        location.floor: 1
                        location.latitude: 47.645
                        location.longitude: -122.1409
                        location.organization: []
                        location.roomName: 1234
                        location.site: Puget Sound
                        location.subdivision: []
                        location.subunit: []
                        manufacturer: PrinterManufacturer
                        model: PrinterModel
                        """.lines().toList()));
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                query("nothing", options -> {}, ""),
                query("name", options -> options.displayName("Lobby"), "?$filter=displayName eq 'Lobby'"),
                query("site", options -> options.site("a"), "?$filter=location/site eq 'a'"),
                query("building", options -> options.building("7"), "?$filter=location/building eq '7'"),
                query("floor", options -> options.floor("-1"), "?$filter=location/floor eq '-1'"),
                query("room", options -> options.roomName("0"), "?$filter=location/roomName eq '0'"),
                query("street", options -> options.streetAddress("a"), "?$filter=location/streetAddress eq 'a'"),
                query("city", options -> options.city("Köln"), "?$filter=location/city eq 'Köln'"),
                query("code", options -> options.postalCode("01067"), "?$filter=location/postalCode eq '01067'"),
                query("state", options -> options.stateOrProvince("a"), "?$filter=location/stateOrProvince eq 'a'"),
                query("country", options -> options.countryOrRegion("a"), "?$filter=location/countryOrRegion eq 'a'"),
                query(
                        "another member",
                        options -> options.equalTo("location/roomDescription", "copy room"),
                        "?$filter=location/roomDescription eq 'copy room'"),
                query(
                        "all conditions, in their order",
                        options -> options.floor("1").building("7").displayName("a"),
                        "?$filter=location/floor eq '1' and location/building eq '7' and displayName eq 'a'"),
                query(
                        "the last value of each",
                        options -> options.floor("1").building("7").floor("2"),
                        "?$filter=location/floor eq '2' and location/building eq '7'"),
                query(
                        "a quote cannot end the value",
                        options -> options.city("x' or 'a' eq 'a"),
                        "?$filter=location/city eq 'x'' or ''a'' eq ''a'"),
                query(
                        "other characters cannot either",
                        options -> options.city("a&$top=1#?%27+ü\n\"\\"),
                        "?$filter=location/city eq 'a&$top=1#?%27+ü\n\"\\'"),
                query(
                        "a condition in OData alone",
                        options -> options.filter("location/latitude gt 47.6 or contains(displayName,'o''s')"),
                        "?$filter=location/latitude gt 47.6 or contains(displayName,'o''s')"),
                query(
                        "a condition in OData with others",
                        options -> options.filter("isShared eq true or model eq 'm'")
                                .building("7"),
                        "?$filter=location/building eq '7' and (isShared eq true or model eq 'm')"),
                query("one item a page", options -> options.top(1), "?$top=1"),
                query("most items a page", options -> options.top(7).top(100), "?$top=100"),
                query("the related", PrinterListOptions::expand, "?$expand=RELATED"),
                query(
                        "all together",
                        options -> options.top(50).expand().site("a"),
                        "?$filter=location/site eq 'a'&$expand=RELATED&$top=50"));
    }

    private static Arguments query(String name, Consumer<PrinterListOptions> options, String query) {
        return argumentSet(name, options, query);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void optionsAreSentInTheQuery(Consumer<PrinterListOptions> options, String query) throws Exception {
        for (Lists which : Lists.values()) {
            graph.answer(200, rows());

            assertThat(list(which, options)).isEmpty();

            String target = server.takeRequest().getTarget();
            assertThat(target).startsWith(which.path);
            assertThat(decoded(target.substring(which.path.length())))
                    .isEqualTo(query.replace("RELATED", which.related));
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    /** Decodes each value. A raw {@code &}, {@code #} or {@code +} would change the query. */
    private static String decoded(String query) {
        assertThat(query).matches("|\\?\\$[a-z]+=[^&#+?]*(&\\$[a-z]+=[^&#+?]*)*");
        return URLDecoder.decode(query, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 101, Integer.MAX_VALUE})
    void aPageHasOneToAHundredItems(int items) {
        for (Lists which : Lists.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> list(which, options -> options.top(items)))
                    .withMessage("top must be 1 to 100, but is " + items);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                query("name", options -> options.displayName(" "), "displayName must not be blank"),
                query("building", options -> options.building(""), "building must not be blank"),
                query("member", options -> options.equalTo("", "x"), "member must not be blank"),
                query("value", options -> options.equalTo("location/floor", "\t"), "value must not be blank"),
                query("condition", options -> options.filter(" "), "condition must not be blank"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aBlankConditionIsRefused(Consumer<PrinterListOptions> options, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> print.printers().list(options))
                .withMessage(message);
        assertThatNullPointerException()
                .isThrownBy(() -> print.shares().list(o -> o.city(null)))
                .withMessage("city");
        assertThat(server.getRequestCount()).isZero();
    }

    /** The service returns fewer items than requested, a page without items, and then more. */
    @ParameterizedTest
    @EnumSource
    void allPagesAreRead(Lists which) throws Exception {
        String next = "\"@odata.nextLink\":\"" + server.url("/v1.0/print/next") + "?$top=50&$skiptoken=%s\"}";
        graph.answer(200, "{\"value\":[{\"id\":\"1\"},{\"id\":\"2\"}]," + next.formatted("a"))
                .answer(200, "{\"value\":[]," + next.formatted("b"))
                .answer(503, "")
                .answer(200, rows("{\"id\":\"3\"}"));

        PagedIterable<?> found = list(which, options -> options.top(50));

        assertThat(server.getRequestCount()).isZero();
        assertThat(found)
                .extracting(Object::toString)
                .map(text -> text.replaceAll(".*id=(\\d).*", "$1"))
                .containsExactly("1", "2", "3");
        assertThat(graph.requests())
                .containsExactlyInAnyOrder(
                        "GET " + which.path + "?$top=50",
                        "GET /v1.0/print/next?$top=50&$skiptoken=a",
                        "GET /v1.0/print/next?$top=50&$skiptoken=b",
                        "GET /v1.0/print/next?$top=50&$skiptoken=b");
    }

    @Test
    void aPageIsRequestedOnlyWhenNeeded() throws Exception {
        String items =
                IntStream.range(0, 100).mapToObj(i -> "{\"id\":\"" + i + "\"}").collect(joining(","));
        graph.answer(200, "{\"value\":[" + items + "],\"@odata.nextLink\":\"?$skiptoken=a\"}");

        assertThat(print.printers().list().stream().limit(100)).hasSize(100);

        assertThat(graph.requests()).containsExactly("GET /v1.0/print/printers");
    }

    /** A row without an id stays in the list, and what is not a row does not. */
    @Test
    void anOddRowCostsNoOther() throws Exception {
        String odd = rows(
                "null",
                "5",
                "\"x\"",
                "{\"displayName\":\"no id\",\"status\":[],\"location\":\"here\",\"shares\":{}}",
                "{\"id\":7,\"status\":null,\"location\":null,\"@odata.type\":\"#microsoft.graph.printer\"}",
                "{\"id\":\"last\",\"location\":{\"city\":null,\"latitude\":1e400}}");
        graph.answer(200, odd).answer(200, odd);

        List<Printer> printers = print.printers().list().stream().toList();
        List<PrinterShare> shares = print.shares().list().stream().toList();

        assertThat(printers).extracting(Printer::id).containsExactly("", "7", "last");
        assertThat(printers).extracting(Printer::status).containsOnlyNulls();
        assertThat(printers).extracting(Printer::shares).containsOnlyNulls();
        assertThat(shares).extracting(PrinterShare::id).containsExactly("", "7", "last");
        assertThat(shares).extracting(PrinterShare::location).first().isNull();
        assertThat(shares.get(2).location())
                .extracting(PrinterLocation::latitude)
                .isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> print.printer(printers.get(0).id()));
        assertThat(graph.requests()).hasSize(2);
    }

    @Test
    void relatedObjectsAreRead() throws Exception {
        graph.answer(
                        200,
                        rows("{\"id\":\"p\",\"shares\":[{\"id\":\"s\",\"displayName\":\"Lobby\"}]}", "{\"id\":\"q\"}"))
                .answer(200, rows("{\"id\":\"s\",\"printer\":{\"id\":\"p\",\"isShared\":true}}"));

        List<Printer> printers =
                print.printers().list(PrinterListOptions::expand).stream().toList();
        List<PrinterShare> shares = print.printer("p").shares().list(PrinterListOptions::expand).stream()
                .toList();

        assertThat(graph.requests())
                .containsExactly(
                        "GET /v1.0/print/printers?$expand=shares", "GET /v1.0/print/printers/p/shares?$expand=printer");
        assertThat(printers.get(0).shares())
                .extracting(PrinterShare::id, PrinterShare::json)
                .containsExactly(tuple("s", null));
        assertThat(printers.get(1).shares()).isNull();
        assertThat(shares)
                .extracting(PrinterShare::printer)
                .extracting(Printer::id)
                .containsExactly("p");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsThrownByTheIteration(Lists which) throws Exception {
        graph.answer(404, Fixture.text("error-404-share-not-found.json"))
                .answer(400, "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Filter is not supported.\"}}");

        PagedIterable<?> found = list(which, options -> options.filter("model eq 'm'"));

        assertThat(catchThrowableOfType(NotFoundException.class, found::iterator))
                .isNull();
        assertThat(catchThrowableOfType(
                        NotFoundException.class, () -> found.iterator().hasNext()))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        SdkException.class, () -> found.iterator().hasNext()))
                .hasMessageContaining("Filter is not supported.");
        assertThat(graph.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aForbiddenListNamesThePermission(Lists which) throws Exception {
        graph.answer(403, "");

        assertThat(catchThrowableOfType(
                        ForbiddenException.class,
                        () -> list(which, options -> {}).iterator().hasNext()))
                .hasMessageEndingWith(
                        which == Lists.PRINTERS
                                ? "printer.list needs the token of a Printer Administrator, not an application token,"
                                        + " with Printer.Read.All"
                                : "printerShare.list needs a user token, not an application token, with"
                                        + " PrinterShare.ReadBasic.All");
        assertThat(graph.requests()).containsExactly("GET " + which.path);
    }

    /** In a row of a list, the id may be missing. */
    @Test
    void oneObjectMustHaveItsId() {
        graph.answer(200, "{\"displayName\":\"no id\"}").answer(200, "{\"displayName\":\"no id\"}");

        assertThat(catchThrowableOfType(
                        SdkException.class, () -> print.printer("p").get()))
                .hasMessageContaining("id is missing");
        assertThat(catchThrowableOfType(
                        SdkException.class, () -> print.share("s").get()))
                .hasMessageContaining("id is missing");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }
}
