package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers that a user adds to some calls. */
@Timeout(60)
class UserHeadersTest {
    private static final ResourcePath THINGS = ResourcePath.ROOT.resolve("/things");
    private static final ApiRequest GET =
            new ApiRequest("thing.get", "GET", THINGS.resolve("/{thingId}", "7")).idempotent();
    private static final MockResponse OK =
            new MockResponse.Builder().body("{\"id\":\"7\"}").build();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private ApiClient client() {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = server.url("/").toString();
        settings.time = new ManualTime();
        settings.tokenProvider = TokenProvider.of("token");
        return new ApiClient(settings, new TestService());
    }

    @Test
    void aHeaderIsSentByTheViewOnly() throws Exception {
        ApiClient client = client();
        server.enqueue(OK);
        server.enqueue(OK);

        client.withOptions(options -> options.header("x-ticket", "4711")).send(GET, JsonNode.class);
        client.send(GET, JsonNode.class);

        assertThat(server.takeRequest().getHeaders().values("X-Ticket")).containsExactly("4711");
        assertThat(server.takeRequest().getHeaders().get("X-Ticket")).isNull();
    }

    @Test
    void aRetrySendsItToo() throws Exception {
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(OK);

        client().withOptions(options -> options.header("x-ticket", "4711")).send(GET, JsonNode.class);

        assertThat(server.takeRequest().getHeaders().values("x-ticket")).containsExactly("4711");
        assertThat(server.takeRequest().getHeaders().values("x-ticket")).containsExactly("4711");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aViewOfAViewAddsAndReplaces() throws Exception {
        server.enqueue(OK);

        client().withOptions(options -> options.header("X-Ticket", "1").header("X-Desk", "12"))
                .withOptions(options -> options.header("x-ticket", "2").header("X-Floor", "3"))
                .send(GET, JsonNode.class);

        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().values("X-Ticket")).containsExactly("2");
        assertThat(request.getHeaders().values("X-Desk")).containsExactly("12");
        assertThat(request.getHeaders().values("X-Floor")).containsExactly("3");
        assertThat(request.getHeaders().values("Described")).containsExactly("yes");
    }

    @Test
    void aServiceWithoutATokenDoesNotGetIt() throws Exception {
        server.enqueue(OK);

        client().withOptions(options -> options.header("x-ticket", "4711"))
                .elsewhere(new OtherService())
                .send(GET, JsonNode.class);

        assertThat(server.takeRequest().getHeaders().get("x-ticket")).isNull();
    }

    @Test
    void itsValueIsHiddenEvenIfTheServiceQuotesIt() {
        List<AttemptEvent> attempts = new ArrayList<>();
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .setHeader("request-id", Canary.SECRET)
                .setHeader("x-echo", Canary.SECRET)
                .body("{\"error\":{\"code\":\"a\",\"message\":\"" + Canary.SECRET + "\"}}")
                .build());
        ApiClient client = client().withOptions(
                        options -> options.header("x-ticket", Canary.SECRET).listener(new CallListener() {
                            @Override
                            public void attemptEnded(AttemptEvent event) {
                                attempts.add(event);
                            }
                        }));

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> client.send(GET, JsonNode.class));

        Canary.check(refusal);
        Canary.check(refusal.error().body());
        Canary.check(attempts.get(0).toString());
        assertThat(attempts.get(0).header("x-echo")).isEqualTo("[secret]");
        assertThat(client).asString().isEqualTo(server.url("/").toString());
    }

    static Stream<String> owned() {
        return Stream.of(
                        "Accept",
                        "Accept-Charset",
                        "Accept-Encoding",
                        "Authorization",
                        "client-request-id",
                        "Connection",
                        "Content-Encoding",
                        "Content-Length",
                        "Content-Range",
                        "Content-Type",
                        "Cookie",
                        "Cookie2",
                        "Expect",
                        "Host",
                        "HTTP2-Settings",
                        "If-Match",
                        "If-Modified-Since",
                        "If-None-Match",
                        "If-Range",
                        "Keep-Alive",
                        "Metadata",
                        "Prefer",
                        "Proxy-Authorization",
                        "Proxy-Connection",
                        "Range",
                        "Sec-Fetch-Mode",
                        "Set-Cookie",
                        "TE",
                        "Trailer",
                        "Transfer-Encoding",
                        "Upgrade",
                        "User-Agent",
                        "X-Auth-Token",
                        "X-HTTP-Method-Override",
                        "X-HTTP-Method",
                        "X-Language",
                        "X-Method-Override",
                        "X-Subject-Token")
                .flatMap(name -> Stream.of(name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @MethodSource("owned")
    void aHeaderOfTheClientOrTheConnectionIsRefused(String name) {
        IllegalArgumentException refusal = refusal(name, Canary.SECRET);

        assertThat(refusal).hasMessage("header " + name + " cannot be set: the client sets it itself");
    }

    /** In Turkish, the lower case of I is another letter. */
    @Test
    void theLocaleDoesNotMatter() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(refusal("IF-MATCH", "x")).hasMessageContaining("cannot be set");
            assertThat(refusal("AUTHORIZATION", "x")).hasMessageContaining("cannot be set");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConsistencyLevel",
                "traceparent",
                "x-ms-client-tenant",
                "X-Correlation-Id",
                "Accept-Language",
                "contents",
                "iffy",
                "!#$%&'*+.^_`|~9"
            })
    void anyOtherHeaderMayBeSet(String name) throws Exception {
        server.enqueue(OK);

        client().withOptions(options -> options.header(name, "a b\tc")).send(GET, JsonNode.class);

        assertThat(server.takeRequest().getHeaders().values(name)).containsExactly("a b\tc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a:",
                ":path",
                "a\r\nb",
                "a\nb",
                "a\0",
                "\u00e4",
                "a\u200b",
                "a/b",
                "(a)",
                "a\u007f",
                "\"a\"",
                Canary.SECRET + " "
            })
    void anInvalidNameIsRefusedAndNotShown(String name) {
        IllegalArgumentException refusal = refusal(name, Canary.SECRET);

        assertThat(refusal)
                .hasMessage("the name of a header must be letters, digits and hyphens, without a colon or a space");
    }

    static Stream<Arguments> invalidValues() {
        return Stream.of(
                argumentSet("CR LF", "a\r\nHost: evil"),
                argumentSet("CR", "a\r"),
                argumentSet("LF", "\nb"),
                argumentSet("NUL", "a\0"),
                argumentSet("escape", "\u001b[31m"),
                argumentSet("DEL", "\u007f"),
                argumentSet("umlaut", "M\u00fcller"),
                argumentSet("emoji", "\ud83d\ude00"),
                argumentSet("half a surrogate", "\ud83d"),
                argumentSet("line separator", "a\u2028b"));
    }

    @ParameterizedTest
    @MethodSource("invalidValues")
    void anInvalidValueIsRefusedAndNotShown(String value) {
        IllegalArgumentException refusal = refusal("x-ticket", Canary.SECRET + value);

        assertThat(refusal)
                .hasMessage("the value of header x-ticket must be printable ASCII, without a line break: encode it, for"
                        + " example in Base64");
    }

    private IllegalArgumentException refusal(String name, String value) {
        IllegalArgumentException refusal = catchThrowableOfType(
                IllegalArgumentException.class, () -> client().withOptions(options -> options.header(name, value)));
        Canary.check(refusal);
        assertThat(server.getRequestCount()).isZero();
        return refusal;
    }

    @Test
    void nullIsRefused() {
        ClientOptions options = new ClientSettings();

        assertThatNullPointerException()
                .isThrownBy(() -> options.header(null, "a"))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> options.header("a", null))
                .withMessage("value");
    }

    /** A host that needs no token. */
    private static final class OtherService implements TokenService {
        private final TestService same = new TestService();

        @Override
        public String product() {
            return same.product();
        }

        @Override
        public void describe(okhttp3.Request.Builder request) {}

        @Override
        public List<String> requestIdHeaders() {
            return same.requestIdHeaders();
        }

        @Override
        public ServiceError readError(int status, JsonNode answer) {
            return same.readError(status, answer);
        }
    }
}
