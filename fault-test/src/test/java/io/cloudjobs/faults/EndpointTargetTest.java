package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientBuilder;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.CannedAnswer;
import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request goes to the configured endpoint only, for any id, header value or response. Tests every id in every place
 * of both services: it arrives in the request line unchanged, or the client rejects it before any I/O. The client
 * follows no redirect, and of the links to the next page only those to its own endpoint.
 */
@Timeout(60)
class EndpointTargetTest {
    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final OkHttpClient http = new OkHttpClient();
    private final AtomicInteger tokens = new AtomicInteger();

    private static Canary.Log log;

    @BeforeAll
    static void listenToAllLogs() {
        log = new Canary.Log();
    }

    @AfterAll
    static void noSecretIsLogged() {
        log.close();
    }

    /** The request line shows what arrived, so the object need not exist. */
    @BeforeEach
    void nothingIsFound() {
        server.setDispatcher(
                new CannedAnswer(new MockResponse.Builder().code(404).build()));
    }

    @AfterEach
    void close() {
        http.connectionPool().evictAll();
    }

    /** A place for an id. */
    enum Place {
        PRINTER("/print/printers/{id}/jobs/1") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.print().printer(id).job("1").get();
            }
        },
        JOB_OF_PRINTER("/print/printers/p/jobs/{id}/abort") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.print().printer("p").job(id).abort("recalled");
            }
        },
        SHARE("/print/shares/{id}/jobs/1") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.print().share(id).job("1").get();
            }
        },
        JOB_OF_SHARE("/print/shares/s/jobs/{id}") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.print().share("s").job(id).get();
            }
        },
        TASK_DEFINITION("/print/taskDefinitions/{id}/tasks/1") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.print().taskDefinition(id).task("1").update(PrintTaskProcessingState.COMPLETED);
            }
        },
        TASK("/print/taskDefinitions/d/tasks/{id}") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.print().taskDefinition("d").task(id).update(PrintTaskProcessingState.COMPLETED);
            }
        },
        PROJECT("/ges/v1.0/{id}/graphs/g/jobs/1") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.ges(id).graph("g").job("1").cancel();
            }
        },
        GRAPH("/ges/v1.0/0ae1/graphs/{id}/jobs/1") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.ges("0ae1").graph(id).job("1").cancel();
            }
        },
        JOB_OF_GRAPH("/ges/v1.0/0ae1/graphs/g/jobs/{id}") {
            @Override
            void use(EndpointTargetTest test, String id) {
                test.ges("0ae1").graph("g").job(id).cancel();
            }
        };

        private final String target;

        Place(String target) {
            this.target = target;
        }

        abstract void use(EndpointTargetTest test, String id);
    }

    private PrintJobClient print() {
        return PrintClients.builder(settings()).build();
    }

    private GesJobClient ges(String projectId) {
        return GesClients.builder(settings()).projectId(projectId).build();
    }

    private ClientSettings settings() {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = server.url("/prefix").toString();
        settings.httpClient = http;
        settings.tokenProvider = () -> {
            tokens.incrementAndGet();
            return Canary.SECRET;
        };
        return settings;
    }

    static Stream<Arguments> ids() {
        return Stream.of(
                sent("a;b", "a%3Bb"),
                sent("@evil.example", "@evil.example"),
                sent("a b", "a%20b"),
                sent("a+b", "a+b"),
                sent("...", "..."),
                argumentSet("full-width dots", "\uFF0E\uFF0E", "%EF%BC%8E%EF%BC%8E"),
                argumentSet("right-to-left mark", "a\u200Fb", "a%E2%80%8Fb"),
                argumentSet("emoji", "\uD83D\uDDA8", "%F0%9F%96%A8"),
                argumentSet("1,024 characters", "x".repeat(1_024), "x".repeat(1_024)),
                refused("."),
                refused(".."),
                refused("%2e%2e"),
                refused(".%2e"),
                refused("..%2f.."),
                refused("../x"),
                refused("../../../v9/evil"),
                refused("..\\x"),
                refused("a/b"),
                refused("a?x=1"),
                refused("a#f"),
                refused("a%00b"),
                refused("a%2Fb"),
                refused("{jobId}"),
                refused("//evil.example"),
                refused("http://evil/"),
                argumentSet("empty", "", null),
                argumentSet("blank", " ", null),
                argumentSet("tab", "\t", null),
                argumentSet("CR LF and a header", "a\r\nX-Evil: 1", null),
                argumentSet("NUL", "a\0b", null),
                argumentSet("lone surrogate", "a\uD83D", null),
                argumentSet("10 kB", "x".repeat(10_240), null));
    }

    private static Arguments sent(String id, String segment) {
        return argumentSet(id, id, segment);
    }

    private static Arguments refused(String id) {
        return argumentSet(id, id, null);
    }

    @ParameterizedTest
    @MethodSource("ids")
    void anIdIsOneSegmentOfTheRequestOrIsRefusedBeforeAnyIo(String id, @Nullable String segment) throws Exception {
        for (Place place : Place.values()) {
            if (segment == null) {
                assertThat(catchThrowableOfType(IllegalArgumentException.class, () -> place.use(this, id)))
                        .as(place.name())
                        .hasMessageMatching("\\w+(Id|Name) must not .{1,60}");
            } else {
                assertThat(catchThrowableOfType(NotFoundException.class, () -> place.use(this, id)))
                        .as(place.name())
                        .isNotNull();
                assertThat(server.takeRequest().getTarget())
                        .isEqualTo("/prefix" + place.target.replace("{id}", segment));
            }
        }
        assertThat(server.getRequestCount()).isEqualTo(segment == null ? 0 : Place.values().length);
        assertThat(tokens).hasValue(server.getRequestCount());
        assertThat(http.connectionPool().connectionCount()).isEqualTo(segment == null ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\nX-Evil: 1", "\0", "\t", " ", "\u007F", "\u00E9", "\u0100", "\uD83D\uDDA8"})
    void aTokenThatIsNoHeaderValueIsNotSentAndNotShown(String part) {
        for (Operation operation : Operation.values()) {
            for (String token : List.of(Canary.SECRET + part, Canary.SECRET + part + "x", part + Canary.SECRET)) {
                ClientSettings settings = settings();
                settings.tokenProvider = TokenProvider.of(token);

                TokenException failure = catchThrowableOfType(TokenException.class, () -> operation.run(settings));

                assertThat(failure.attempts()).isZero();
                assertThat(failure.mayHaveReachedService()).isFalse();
                Canary.check(failure);
            }
        }
        assertThat(http.connectionPool().connectionCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\nX-Evil: 1", "\0", "\t", "\u007F", "\u00E9", "\u0100", "\uD83D\uDDA8"})
    void aUserAgentThatIsNoHeaderValueIsRefusedAndNotShown(String part) {
        for (ClientBuilder<?> builder : List.of(PrintJobClient.builder(), GesJobClient.builder())) {
            IllegalArgumentException failure =
                    catchThrowableOfType(IllegalArgumentException.class, () -> builder.userAgent(Canary.SECRET + part));

            Canary.check(failure);
        }
    }

    /**
     * Targets of redirects. {@code PORT} is the port of a server that must receive no request, and {@code SELF} is our
     * own.
     */
    private static final List<String> LOCATIONS = List.of(
            "http://127.0.0.1:PORT/",
            "http://localhost:PORT/v1.0/print",
            "https://127.0.0.1:PORT/",
            "//127.0.0.1:PORT/x",
            "http://graph.microsoft.com@127.0.0.1:PORT/",
            "http://user:password@127.0.0.1:PORT/",
            "http://[::1]:PORT/",
            "http://[::ffff:127.0.0.1]:PORT/",
            "ftp://127.0.0.1:PORT/",
            "http://graph.microsoft.com.evil.example/",
            "http://169.254.169.254/latest/meta-data/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "",
            " ",
            "?",
            "#",
            "..",
            "/",
            "/elsewhere",
            "SELF/v1.0/print/printers/c05f3726/jobs/5182",
            "http://127.0.0.1:PORT/?token=" + Canary.SECRET,
            "http://" + "x".repeat(10_000) + "/");

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
    void noRedirectIsFollowed(int status) throws IOException {
        AtomicInteger next = new AtomicInteger();
        try (RawServer other = new RawServer()) {
            String port = other.url().substring(other.url().lastIndexOf(':') + 1);
            String[] self = {""};
            try (RawFaultServer service = new RawFaultServer(
                    op -> Answer.of(
                            "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\nLocation: "
                                    + LOCATIONS
                                            .get(next.get())
                                            .replace("PORT", port)
                                            .replace("SELF", self[0]) + "\r\n\r\n",
                            Then.KEEP),
                    "http")) {
                self[0] = service.url();
                FaultCase fault = new FaultCase(service);
                for (String location : LOCATIONS) {
                    for (Operation operation : Operation.values()) {
                        service.fails(operation);

                        // See Other means that the operation was performed.
                        String outcome = status == 303 && operation != Operation.GET ? "unclear" : "clear";
                        assertThat(fault.outcome(operation, service))
                                .as("%s to %s", operation.title, location)
                                .isEqualTo("1 of 1: ApiException " + status + ", " + outcome);
                    }
                    next.incrementAndGet();
                }
                fault.assertNothingInUse();
                assertThat(service.connectionCount()).isEqualTo(1);
                fault.close();
            }
            assertThat(other.connectionCount()).isZero();
        }
    }

    /** A 201 or 202 with a {@code Location} is an ordinary response. */
    @ParameterizedTest
    @EnumSource
    void theLocationOfASuccessIsNotVisited(Operation operation) throws IOException {
        try (RawServer other = new RawServer();
                RawFaultServer service = new RawFaultServer(
                        op -> Answer.of(
                                "HTTP/1.1 201 X\r\nLocation: " + other.url() + "/\r\nContent-Location: " + other.url()
                                        + "/\r\nRefresh: 0; url=" + other.url() + "/\r\nLink: <" + other.url()
                                        + ">; rel=next\r\nContent-Length: "
                                        + Operation.GET.body.length() + "\r\n\r\n" + Operation.GET.body,
                                Then.KEEP),
                        "http")) {
            FaultCase fault = new FaultCase(service);
            service.fails(operation);

            assertThat(fault.outcome(operation, service)).isEqualTo("1 of 1: success");

            assertThat(other.connectionCount()).isZero();
            fault.close();
        }
    }

    /**
     * Targets of links to the next page. Every wrong target of a redirect is wrong here too, except our own endpoint.
     */
    static List<String> strangeLinks() {
        return Stream.concat(
                        LOCATIONS.stream().filter(location -> location.contains(":") && !location.startsWith("SELF")),
                        Stream.of(
                                "https://HOST/v1.0/2",
                                "HTTPS://HOST/v1.0/2",
                                "ws://HOST/v1.0/2",
                                "http://user@HOST/v1.0/2",
                                "http://:password@HOST/v1.0/2",
                                "http://HOST@127.0.0.1:PORT/v1.0/2",
                                "http://HOST.evil.example/v1.0/2",
                                "http://evil.example/HOST/v1.0/2",
                                "http://evil.example#@HOST/v1.0/2",
                                "http://evil.example\\\\@HOST/v1.0/2",
                                "http://127.0.0.1/v1.0/2",
                                "http://127.0.0.2:OWN/v1.0/2",
                                "http://localhost:OWN/v1.0/2",
                                "http://127.0.0.1.:OWN/v1.0/2",
                                "http://[::1]:OWN/v1.0/2",
                                "HOST/v1.0/2",
                                "//user@HOST/v1.0/2",
                                "\\\\\\\\HOST/v1.0/2",
                                "/\\\\127.0.0.1:PORT/",
                                "http://",
                                "http://HOST:1/v1.0/2"))
                .toList();
    }

    @Test
    void aLinkToTheNextPageThatLeadsElsewhereIsNotFollowed() throws IOException {
        String[] link = {""};
        Set<String> lookups = ConcurrentHashMap.newKeySet();
        try (RawServer other = new RawServer();
                RawFaultServer service = new RawFaultServer(op -> page(link[0]), "http")) {
            String host = service.url().substring("http://".length());
            FaultCase fault = new FaultCase(service);
            fault.settings.httpClient = fault.settings
                    .httpClient
                    .newBuilder()
                    .dns(name -> {
                        lookups.add(name);
                        throw new UnknownHostException(name);
                    })
                    .build();
            fault.settings.tokenProvider = () -> {
                tokens.incrementAndGet();
                return Canary.SECRET;
            };
            int lists = 0;
            for (String strange : strangeLinks()) {
                link[0] = strange.replace("HOST", host)
                        .replace("OWN", host.substring(host.indexOf(':') + 1))
                        .replace("PORT", other.url().substring(other.url().lastIndexOf(':') + 1));
                service.fails(Operation.GET); // with the current link
                List<String> seen = new ArrayList<>();

                SdkException failure = fault.failureOf(settings -> PrintClients.builder(settings)
                        .build()
                        .printer("p")
                        .jobs()
                        .list()
                        .forEach(job -> seen.add(job.id())));

                assertThat(failure)
                        .as(strange)
                        .isExactlyInstanceOf(InvalidResponseException.class)
                        .hasMessageStartingWith("printJob.list of /print/printers/p failed: the link to the next page ")
                        .message()
                        .doesNotContain(Canary.SECRET)
                        .containsAnyOf(
                                " leads away from the endpoint: to http",
                                " is not an http or https URL",
                                " contains a user name or password",
                                " is longer than 32768 characters");
                assertThat(failure.attempts()).isZero();
                assertThat(failure.mayHaveReachedService()).isFalse();
                assertThat(seen).containsExactly("1");
                assertThat(service.requestCount()).as(strange).isEqualTo(++lists);
            }
            assertThat(tokens).hasValue(lists);
            assertThat(service.connectionCount()).isEqualTo(1);
            assertThat(other.connectionCount()).isZero();
            assertThat(lookups).isEmpty();
            fault.assertNothingInUse();
            fault.close();
        }
    }

    private static Answer page(String next) {
        String body =
                "{\"value\":[{\"id\":\"1\",\"status\":{\"state\":\"paused\"}}],\"@odata.nextLink\":\"" + next + "\"}";
        return Answer.of("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, Then.KEEP);
    }

    static Stream<Arguments> ownLinks() {
        return Stream.of(
                argumentSet("as it is", "SELF/prefix/print?$skiptoken=X%274%27", "/prefix/print?$skiptoken=X%274%27"),
                argumentSet("other prefix", "SELF/v9/print?a=b", "/v9/print?a=b"),
                argumentSet("with capitals", "CAPITALS/2?a=B", "/2?a=B"),
                argumentSet("by its path", "/v9/print?$skiptoken=X%274%27", "/v9/print?$skiptoken=X%274%27"),
                argumentSet("by its query", "?$skiptoken=2", "/prefix/print/printers/p/jobs?$skiptoken=2"),
                argumentSet("by its name", "2?a=b", "/prefix/print/printers/p/2?a=b"),
                argumentSet("without its scheme", "//AUTHORITY/2?a=b", "/2?a=b"),
                argumentSet("up and away", "../../../../../..//2", "//2"),
                argumentSet("with a fragment", "SELF/2?a=b#c", "/2?a=b"),
                argumentSet("without a path", "SELF", "/"),
                argumentSet("with its secret", "SELF/2?$skiptoken=" + Canary.SECRET, "/2?$skiptoken=" + Canary.SECRET));
    }

    /** The text of the link is up to the service. But it may contain a secret, so it is not shown. */
    @ParameterizedTest
    @MethodSource("ownLinks")
    void aLinkToTheNextPageIsFollowedToOurEndpointAndNotShown(String link, String target) throws Exception {
        String self = "http://" + server.getHostName() + ":" + server.getPort();
        String next = link.replace("SELF", self)
                .replace("CAPITALS", self.toUpperCase(Locale.ROOT))
                .replace("AUTHORITY", self.substring("http://".length()));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getTarget().equals("/prefix/print/printers/p/jobs")
                        ? new MockResponse.Builder()
                                .body("{\"value\":[],\"@odata.nextLink\":\"" + next + "\"}")
                                .build()
                        : new MockResponse.Builder().code(403).build();
            }
        });
        List<String> events = new ArrayList<>();
        ClientSettings settings = settings();
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                events.add(event.toString());
            }

            @Override
            public void operationEnded(OperationEvent event) {
                events.add(event.toString());
            }
        });
        PagedIterable<PrintJob> jobs =
                PrintClients.builder(settings).build().printer("p").jobs().list();

        ForbiddenException failure = catchThrowableOfType(ForbiddenException.class, () -> jobs.forEach(job -> {}));

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(server.takeRequest().getTarget()).isEqualTo("/prefix/print/printers/p/jobs");
        RecordedRequest second = server.takeRequest();
        assertThat(second.getTarget()).isEqualTo(target);
        assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer " + Canary.SECRET);
        assertThat(second.getHeaders().get("Prefer")).isEqualTo("include-unknown-enum-members");
        Canary.check(failure);
        Canary.check(jobs.toString());
        assertThat(events).hasSize(4);
        events.forEach(Canary::check);
    }
}
