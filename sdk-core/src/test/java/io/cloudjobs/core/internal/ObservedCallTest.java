package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The responses of a call, with its result. */
@Timeout(60)
class ObservedCallTest {
    private static final ResourcePath THINGS = ResourcePath.ROOT.resolve("/things");
    private static final ApiRequest GET =
            new ApiRequest("thing.get", "GET", THINGS.resolve("/{thingId}", "7")).idempotent();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ClientSettings settings = new ClientSettings();

    private ApiClient client() {
        settings.endpoint = server.url("/base").toString();
        settings.time = new ManualTime();
        settings.tokenProvider = TokenProvider.of(Canary.SECRET);
        return new ApiClient(settings, new TestService());
    }

    private void answer(int status, String id) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("request-id", id)
                .setHeader("X-Part", "part of " + id)
                .setHeader("Set-Cookie", "c=" + Canary.SECRET)
                .body("{\"id\":\"7\"}")
                .build());
    }

    private static String get(ApiClient client) {
        return client.send(GET, JsonNode.class).path("id").asText();
    }

    @Test
    void aResultHasItsResponse() {
        answer(200, "r-1");

        CallResult<String> result = client().observed(ObservedCallTest::get);

        assertThat(result.value()).isEqualTo("7");
        assertThat(result.statusCode()).isEqualTo(200);
        assertThat(result.requestId()).isEqualTo("r-1");
        assertThat(result.header("x-part")).isEqualTo("part of r-1");
        assertThat(result.header("Set-Cookie")).isNull();
        assertThat(result.attempts()).hasSize(1).first().satisfies(attempt -> {
            assertThat(attempt.url()).isEqualTo(server.url("/base/things/7").toString());
            assertThat(attempt.toString()).contains("url=" + attempt.url());
        });
        assertThat(result).asString().isEqualTo("CallResult[attempts=1, statusCode=200, requestId=r-1]");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void eachAttemptIsThereAndTheLastOneCounts() {
        answer(503, "r-1");
        answer(200, "r-2");
        answer(200, "r-3");

        CallResult<String> result = client().observed(client -> get(client) + get(client));

        assertThat(result.value()).isEqualTo("77");
        assertThat(result.attempts()).extracting(AttemptEvent::statusCode).containsExactly(503, 200, 200);
        assertThat(result.attempts()).extracting(AttemptEvent::attempt).containsExactly(1, 2, 1);
        assertThat(result.requestId()).isEqualTo("r-3");
    }

    @Test
    void withoutARequestThereIsNoStatus() {
        CallResult<String> result = client().observed(client -> "made here");

        assertThat(result.value()).isEqualTo("made here");
        assertThat(result.attempts()).isEmpty();
        assertThat(result.statusCode()).isNull();
        assertThat(result.requestId()).isNull();
        assertThat(result.header("x")).isNull();
        assertThat(result).asString().isEqualTo("CallResult[attempts=0, statusCode=null, requestId=null]");
        assertThatThrownBy(() -> result.header(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aCallWithoutAResultReturnsNull() {
        answer(200, "r-1");

        CallResult<String> result = client().observed(client -> {
            get(client);
            return null;
        });

        assertThat(result.value()).isNull();
        assertThat(result.statusCode()).isEqualTo(200);
    }

    @Test
    void nestedCallsHaveTheirOwnAttempts() {
        answer(200, "r-1");
        answer(200, "r-2");
        List<CallResult<String>> inner = new ArrayList<>();

        CallResult<String> outer = client().observed(client -> {
            inner.add(client.observed(ObservedCallTest::get));
            return get(client);
        });

        assertThat(inner.get(0).attempts()).extracting(AttemptEvent::requestId).containsExactly("r-1");
        assertThat(outer.attempts()).extracting(AttemptEvent::requestId).containsExactly("r-1", "r-2");
    }

    @Test
    void threadsOfTheCallBelongToIt() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().body("{\"id\":\"7\"}").build();
            }
        });

        CallResult<Long> result = client().observed(client -> IntStream.range(0, 40)
                .parallel()
                .filter(i -> get(client).equals("7"))
                .count());

        assertThat(result.value()).isEqualTo(40);
        assertThat(result.attempts()).hasSize(40);
        assertThat(server.getRequestCount()).isEqualTo(40);
    }

    @Test
    void laterCallsOfTheViewDoNotChangeIt() {
        answer(200, "r-1");
        answer(200, "r-2");
        List<ApiClient> kept = new ArrayList<>();

        CallResult<String> result = client().observed(client -> {
            kept.add(client);
            return get(client);
        });
        get(kept.get(0));

        assertThat(result.attempts()).hasSize(1);
        assertThatThrownBy(() -> result.attempts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anExceptionPassesUnchanged() {
        answer(404, "r-1");
        IllegalStateException own = new IllegalStateException("mine");

        assertThatThrownBy(() -> client().observed(ObservedCallTest::get)).isExactlyInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> client().observed(client -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void theListenersOfTheClientStillHearEverything() {
        answer(200, "r-1");
        List<AttemptEvent> heard = new ArrayList<>();
        settings.listener(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                heard.add(event);
            }
        });

        CallResult<String> result = client().observed(ObservedCallTest::get);

        assertThat(heard).isEqualTo(result.attempts());
    }

    @Test
    void neitherValueNorHeadersAreInTheText() {
        answer(200, "r-1");

        CallResult<String> result = client().observed(client -> get(client) + Canary.SECRET);

        Canary.check(result.toString());
        Canary.check(result.attempts().toString());
    }

    @Test
    void aUrlShowsTheQueryOfTheClientOnly() {
        ApiRequest list =
                new ApiRequest("thing.list", "GET", THINGS).query("$top", "5").query("$filter", "a eq 'b c'");

        assertThat(ShownUrl.of(HttpUrl.get("https://h/things?$top=5"), list)).isEqualTo("https://h/things?$top=5");
        String link = "https://u:p@h:8443/things?$skiptoken=" + Canary.SECRET + "&" + Canary.SECRET;
        assertThat(ShownUrl.of(HttpUrl.get(link), list.at(HttpUrl.get(link))))
                .isEqualTo("https://h:8443/things?REDACTED");
        assertThat(ShownUrl.of(HttpUrl.get("https://h/things"), list.at(HttpUrl.get("https://h/things"))))
                .isEqualTo("https://h/things");
        assertThat(ShownUrl.of(HttpUrl.get(link), list.atKeyedLink(HttpUrl.get(link))))
                .isEqualTo("https://h:8443/REDACTED");
    }
}
