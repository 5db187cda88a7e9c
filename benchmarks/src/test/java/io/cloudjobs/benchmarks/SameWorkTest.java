package io.cloudjobs.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.benchmarks.Client.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okio.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The compared clients do the same work: they send the same requests, byte for byte except the request ids, and each
 * call returns a result.
 */
class SameWorkTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    @ParameterizedTest
    @EnumSource
    void allSendTheSameRequests(Exchange exchange) throws Exception {
        List<List<Sent>> sent = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            sent.add(requests(kind, exchange));
        }

        assertThat(sent.get(0)).hasSize(exchange == Exchange.THROTTLED ? 2 : 1);
        assertThat(sent).allMatch(sent.get(0)::equals);
    }

    private record Sent(String line, Map<String, List<String>> headers, String body) {}

    private List<Sent> requests(Kind kind, Exchange exchange) throws Exception {
        if (exchange == Exchange.THROTTLED) {
            enqueue(429, Bodies.of("error-429-throttled.json"));
        }
        enqueue(exchange.status, Bodies.of(exchange.responseBody));
        int before = server.getRequestCount();
        try (Client client = kind.connect(server.url("/").toString().replaceFirst("/$", ""))) {
            assertThat(client.call(exchange)).as("%s", kind).isNotNull();
        }
        List<Sent> sent = new ArrayList<>();
        for (int i = before; i < server.getRequestCount(); i++) {
            sent.add(sent(server.takeRequest()));
        }
        return sent;
    }

    private void enqueue(int status, byte[] body) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status);
        server.enqueue(
                status == 204
                        ? answer.build()
                        : answer.body(ByteString.of(body).utf8()).build());
    }

    private static Sent sent(RecordedRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(request.getHeaders().toMultimap());
        headers.computeIfPresent("client-request-id", (name, ids) -> List.of("any"));
        headers.computeIfPresent(
                "user-agent", (name, agents) -> List.of(agents.get(0).split(" ")[0]));
        headers.computeIfPresent(
                "content-type", (name, types) -> List.of(types.get(0).split(";")[0]));
        ByteString body = request.getBody();
        return new Sent(request.getRequestLine(), headers, body == null ? "" : body.utf8());
    }
}
