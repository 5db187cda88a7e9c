package io.cloudjobs.faults;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.LoopbackTls;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** With HTTP/2 an unread rest of a response costs a stream reset, and time. The log of OkHttp shows each frame. */
@Timeout(120)
@Isolated("reads what OkHttp logs for all classes")
class StreamEndTest {
    private static final HandshakeCertificates TLS = LoopbackTls.handshake();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final List<String> resets = new CopyOnWriteArrayList<>();
    private final OkHttpClient http = new OkHttpClient.Builder()
            .sslSocketFactory(TLS.sslSocketFactory(), TLS.trustManager())
            .build();
    private LogListener frames;

    StreamEndTest() {
        server.useHttps(TLS.sslSocketFactory());
    }

    @BeforeEach
    void listen() {
        frames = new LogListener(this::hear, "okhttp3.internal.http2.Http2");
    }

    @AfterEach
    void listenNoMore() {
        frames.close();
        http.connectionPool().evictAll();
    }

    private void hear(LogRecord frame) {
        if (frame.getMessage().contains("RST_STREAM")) {
            resets.add(frame.getMessage());
        }
    }

    @Test
    void noAnswerCostsAReset() throws Exception {
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(server.url("/").toString())
                .httpClient(http)
                .tokenProvider(TokenProvider.of("t"))
                .build()) {
            var job = print.printer("p").job("5182");

            answer(200, job(10));
            job.get();
            answer(200, job(20_000));
            assertThat(job.get(DOCUMENTS).documents()).hasSize(20_000);
            answer(204, "");
            job.abort();
            answer(404, "{\"error\":{\"code\":\"itemNotFound\",\"message\":\"" + "x".repeat(20_000) + "\"}}");
            assertThat(catchThrowableOfType(NotFoundException.class, job::get)).isNotNull();
            answer(200, "<html>" + "x".repeat(20_000));
            assertThat(catchThrowableOfType(InvalidResponseException.class, job::get))
                    .isNotNull();
            answer(204, "");
            job.abort("again");
        }

        for (int i = 0; i < 6; i++) {
            assertThat(server.takeRequest().getRequestLine()).endsWith("HTTP/2");
        }
        assertThat(resets).isEmpty();
    }

    /** Shows that the test would detect a reset. */
    @Test
    void anAnswerThatIsNotReadDoes() throws Exception {
        // A complete response needs no reset, so this one stops halfway.
        server.enqueue(new MockResponse.Builder()
                .body(job(20_000))
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build());
        try (Response response =
                http.newCall(new Request.Builder().url(server.url("/")).build()).execute()) {
            assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
        }

        // The server logs its frames too: the received reset is the last one.
        Eventually.await(() -> resets.stream().anyMatch(frame -> frame.contains("<<")));
        assertThat(resets).isNotEmpty();
    }

    private void answer(int status, String body) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status);
        server.enqueue((body.isEmpty() ? answer : answer.body(body)).build());
    }

    private static String job(int documents) {
        String rest = "{\"id\":\"d\"},".repeat(documents);
        return "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"},\"documents\":["
                + rest.substring(0, rest.length() - 1) + "]}";
    }
}
