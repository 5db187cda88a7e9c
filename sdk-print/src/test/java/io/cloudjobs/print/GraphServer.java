package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;

/**
 * The service that receives tokens, with a queue of responses, and a client with a stopped clock that retries without
 * waits.
 */
final class GraphServer {
    final ManualTime time = new ManualTime();
    final OkHttpClient http;
    final MockWebServer server;

    GraphServer(MockWebServer server) {
        this(server, new OkHttpClient());
    }

    GraphServer(MockWebServer server, OkHttpClient http) {
        this.server = server;
        this.http = http;
    }

    PrintJobClient client() {
        return client(new ClientSettings(), RetryPolicy.standard());
    }

    PrintJobClient client(ClientSettings settings, RetryPolicy retryPolicy) {
        settings.time = time;
        settings.random = () -> 0;
        return PrintJobClient.builder(settings)
                .endpoint(server.url("/v1.0/").toString())
                .httpClient(http)
                .tokenProvider(TokenProvider.of("token"))
                .retryPolicy(retryPolicy)
                .build();
    }

    GraphServer answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
        return this;
    }

    /** The connection is lost before the response. */
    GraphServer loseAnswer() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        return this;
    }

    /** A new upload session. */
    GraphServer session(String uploadUrl) {
        return answer(
                200,
                "{\"uploadUrl\":\"" + uploadUrl + "\",\"expirationDateTime\":\"2026-11-22T13:00:00Z\","
                        + "\"nextExpectedRanges\":[\"0-9\"]}");
    }

    /** A link to a document. */
    GraphServer found(String location) {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeaderLenient("Location", location)
                .build());
        return this;
    }

    /** All requests, one a line. Each must have the token. */
    List<String> requests() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer token");
            seen.add(request.getMethod() + " " + request.getTarget());
        }
        return seen;
    }

    /** After each test, no request is left. */
    void assertNoConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }
}
