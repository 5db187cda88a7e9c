package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientState;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.OperationStart;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The starts of operations and attempts, the headers that a listener adds, and the state of the client. */
@Timeout(60)
class CallStartsTest {
    private static final ResourcePath THING = ResourcePath.ROOT.resolve("/things/{thingId}", "7");
    private static final ApiRequest GET = new ApiRequest("thing.get", "GET", THING).idempotent();
    private static final ApiRequest ACT = new ApiRequest("thing.act", "POST", THING.resolve("/act"));

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final ClientSettings settings = new ClientSettings();
    private final List<String> heard = new ArrayList<>();
    private final List<ClientState> states = new ArrayList<>();

    /** Records the events; the listener of each operation has its own number. */
    private class Heard implements CallListener {
        private final AtomicInteger operations = new AtomicInteger();

        @Override
        public CallListener operationStarted(OperationStart event) {
            int number = operations.incrementAndGet();
            heard.add(number + " " + event);
            states.add(event.client());
            return new CallListener() {
                @Override
                public void attemptStarted(AttemptStart event) {
                    heard.add(number + " " + event);
                    event.header("traceparent", number + "-" + event.attempt());
                }

                @Override
                public void attemptEnded(AttemptEvent event) {
                    heard.add(number + " attempt " + event.attempt() + " ended with " + event.statusCode());
                }

                @Override
                public void operationEnded(OperationEvent event) {
                    heard.add(number + " ended after " + event.attempts());
                }
            };
        }
    }

    /** A service that needs no token. */
    private static final class Storage implements TokenService {
        @Override
        public String product() {
            return "sdk-test";
        }

        @Override
        public void describe(Request.Builder request) {}

        @Override
        public List<String> requestIdHeaders() {
            return List.of();
        }

        @Override
        public ServiceError readError(int status, JsonNode answer) {
            return null;
        }
    }

    private ApiClient client(CallListener... listeners) {
        settings.endpoint = server.url("/base").toString();
        settings.time = time;
        if (settings.tokenProvider == null) {
            settings.tokenProvider = () -> "token";
        }
        settings.listeners = List.of(listeners);
        return new ApiClient(settings, new TestService());
    }

    private void answers(int... statuses) {
        for (int status : statuses) {
            server.enqueue(new MockResponse.Builder().code(status).build());
        }
    }

    @Test
    void aListenerMakesAnotherOneForEachOperation() throws Exception {
        answers(503, 200, 200);
        try (ApiClient client = client(new Heard())) {
            client.send(GET);
            client.send(ACT);
        }

        String url = server.url("/base/things/7").toString();
        assertThat(heard)
                .containsExactly(
                        "1 OperationStart[operation=thing.get, method=GET, pathTemplate=/things/{thingId}]",
                        "1 AttemptStart[attempt=1, url=" + url + "]",
                        "1 attempt 1 ended with 503",
                        "1 AttemptStart[attempt=2, url=" + url + "]",
                        "1 attempt 2 ended with 200",
                        "1 ended after 2",
                        "2 OperationStart[operation=thing.act, method=POST, pathTemplate=/things/{thingId}/act]",
                        "2 AttemptStart[attempt=1, url=" + url + "/act]",
                        "2 attempt 1 ended with 200",
                        "2 ended after 1");
        assertThat(server.takeRequest().getHeaders().values("traceparent")).containsExactly("1-1");
        assertThat(server.takeRequest().getHeaders().values("traceparent")).containsExactly("1-2");
        assertThat(server.takeRequest().getHeaders().values("traceparent")).containsExactly("2-1");
    }

    @Test
    void aListenerWithoutItsOwnForAnOperationHearsEverythingItself() {
        answers(200, 200);
        List<String> ended = new ArrayList<>();
        class Throwing implements CallListener {
            @Override
            public CallListener operationStarted(OperationStart event) {
                throw new IllegalStateException();
            }

            @Override
            public void operationEnded(OperationEvent event) {
                ended.add("throwing");
            }
        }
        class Careless extends Throwing {
            @Override
            public CallListener operationStarted(OperationStart event) {
                return null;
            }

            @Override
            public void operationEnded(OperationEvent event) {
                ended.add("careless");
            }
        }
        try (ApiClient client = client(new Throwing(), new Careless(), new Heard())) {
            client.send(GET);
        }

        assertThat(ended).containsExactly("throwing", "careless");
        assertThat(heard).hasSize(4);
    }

    @Test
    void anOperationThatEndsWithAnErrorIsHeardOfToo() {
        settings.tokenProvider = () -> {
            throw new StackOverflowError();
        };
        List<OperationEvent> ended = new ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void operationEnded(OperationEvent event) {
                ended.add(event);
            }
        };
        try (ApiClient client = client(listener)) {
            assertThatThrownBy(() -> client.send(GET)).isInstanceOf(StackOverflowError.class);
        }

        assertThat(ended)
                .singleElement()
                .satisfies(event -> assertThat(event.failure())
                        .hasMessageContaining("StackOverflowError")
                        .hasCauseInstanceOf(StackOverflowError.class));
    }

    private Throwable adding(Consumer<AttemptStart> headers) {
        answers(200);
        Throwable[] thrown = new Throwable[1];
        try (ApiClient client = client(new CallListener() {
            @Override
            public void attemptStarted(AttemptStart event) {
                thrown[0] = catchThrowable(() -> headers.accept(event));
            }
        })) {
            client.send(ACT);
        }
        return thrown[0];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "x-auth-TOKEN",
                "Host",
                "content-length",
                "Content-Type",
                "Transfer-Encoding",
                "Accept",
                "Accept-Encoding",
                "User-Agent",
                "Cookie",
                "Connection",
                "Proxy-Authorization",
                "If-Match",
                "Range",
                "Expect",
                "Prefer",
                "",
                "a b",
                "a:b",
                "a\r\nb",
                "\u00e4"
            })
    void aHeaderOfTheClientCannotBeAdded(String name) throws Exception {
        assertThat(adding(event -> event.header(name, "s3cret")))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("\n");
        assertThat(server.takeRequest().getHeaders().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\r\nX: y", "s3cret\u0000", "s3cr\u00e4t"})
    void aValueThatCannotBeSentIsRefusedAndNotShown(String value) {
        assertThat(adding(event -> event.header("traceparent", value)))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the value of header traceparent must be printable ASCII")
                .hasMessageNotContaining("s3cr");
    }

    @Test
    void nullIsRefusedByName() {
        assertThat(adding(event -> event.header(null, "a")))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
        assertThat(adding(event -> event.header("a", null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
    }

    @Test
    void aListenerCanReplaceOnlyTheHeadersOfListeners() throws Exception {
        assertThat(adding(event -> {
                    event.header("baggage", "a=b");
                    event.header("Baggage", "c=d");
                    event.header("Described", "no");
                }))
                .hasMessage("header Described cannot be added: the request already has it");
        Headers headers = server.takeRequest().getHeaders();
        assertThat(headers.values("baggage")).containsExactly("c=d");
        assertThat(headers.values("Described")).containsExactly("yes");
    }

    @Test
    void theStateOfAClientIsTheStateOfItsViews() {
        AtomicInteger asked = new AtomicInteger();
        settings.tokenProvider = () -> "token-" + asked.incrementAndGet() / 2;
        answers(200, 200, 200, 503);
        try (ApiClient client = client(new Heard())) {
            client.send(GET);
            time.advance(Duration.ofSeconds(5));
            ClientState state = states.get(0);
            assertThat(state.endpoint()).isEqualTo(server.url("/base/").toString());
            assertThat(state.retryBudget()).isEqualTo(1);
            assertThat(state.tokens()).isEqualTo(1);
            assertThat(state.tokenAge()).isEqualTo(Duration.ofSeconds(5));

            client.withOptions(o -> o.timeout(Duration.ofSeconds(9))).send(GET);
            assertThat(state.tokens()).isEqualTo(2);
            assertThat(state.tokenAge()).isEqualTo(Duration.ZERO);
            client.elsewhere(new Storage()).send(GET);
            assertThat(states).containsOnly(state);
            assertThat(state.tokens()).isEqualTo(2);

            RetryPolicy twice = RetryPolicy.standard().withMaxAttempts(2);
            answers(503);
            assertThat(catchThrowable(
                            () -> client.withOptions(o -> o.retryPolicy(twice)).send(GET)))
                    .isInstanceOf(ApiException.class);
            assertThat(state.retryBudget()).isEqualTo((500 - 14) / 500.0);
        }
    }

    @Test
    void aClientWithoutATokenHasNoAgeOfIt() {
        settings.tokenProvider = () -> null;
        try (ApiClient client = client(new Heard())) {
            catchThrowable(() -> client.send(GET));
        }

        assertThat(states.get(0).tokens()).isZero();
        assertThat(states.get(0).tokenAge()).isNull();
    }
}
