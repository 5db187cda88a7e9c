package io.cloudjobs.ges;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;

/** The graph {@code movie}: its responses, and the received requests. */
final class Graph {
    private static final String BASE = "/ges/v1.0/0ae1/graphs/movie";

    final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();
    private final MockWebServer server;
    private final GesJobClient client;

    Graph(MockWebServer server) {
        this.server = server;
        QueueDispatcher answers = new QueueDispatcher();
        answers.setFailFast(true); // a request too many must not wait for its response
        server.setDispatcher(answers);
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0; // no wait between two reads is shortened, and there is none before a retry
        this.client = GesJobClient.builder(settings)
                .endpoint(server.url("/").toString())
                .projectId("0ae1")
                .httpClient(http)
                .tokenProvider(TokenProvider.of("token"))
                .build();
    }

    GesGraphResource resource() {
        return client.graph("movie");
    }

    GesJobResource job() {
        return resource().job("j1");
    }

    void closeClient() {
        client.close();
    }

    void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    void answer(String... bodies) {
        for (String body : bodies) {
            answer(200, body);
        }
    }

    void status(String... words) {
        for (String word : words) {
            answer("{\"status\":\"" + word + "\"}");
        }
    }

    void error(String code, String message) {
        answer(400, "{\"errorCode\":\"" + code + "\",\"errorMessage\":\"" + message + "\"}");
    }

    void example(String name) {
        server.enqueue(Fixture.answer(name));
    }

    /** All there were, without what is the same for each: {@code GET /jobs/j1/status?offset=0&limit=1}. */
    void assertRequests(String... expected) throws InterruptedException {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < server.getRequestCount(); i++) {
            RecordedRequest request = server.takeRequest(30, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            requests.add(request.getRequestLine().replace(" HTTP/1.1", "").replace(BASE, ""));
        }
        assertThat(requests).containsExactly(expected);
        ConnectionsInUse.assertNone(http);
    }
}
