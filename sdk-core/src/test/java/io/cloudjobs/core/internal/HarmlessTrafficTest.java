package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okio.Buffer;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The limit for data outside the content affects no normal traffic of services and proxies: each call succeeds on one
 * connection.
 */
@Order(1) // long, so it starts first
@Timeout(120)
class HarmlessTrafficTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final ResourcePath THING = ResourcePath.ROOT.resolve("/things/{thingId}", "7");
    private static final ApiRequest GET = new ApiRequest("thing.get", "GET", THING).idempotent();

    enum Kind {
        HTTP1(false, Protocol.HTTP_1_1),
        HTTP1_TLS(true, Protocol.HTTP_1_1),
        HTTP2_TLS(true, Protocol.HTTP_2),
        HTTP2(false, Protocol.H2_PRIOR_KNOWLEDGE);

        private final boolean isTls;
        private final Protocol protocol;

        Kind(boolean isTls, Protocol protocol) {
            this.isTls = isTls;
            this.protocol = protocol;
        }

        private boolean isHttp2() {
            return protocol != Protocol.HTTP_1_1;
        }
    }

    @StartStop
    final MockWebServer server = new MockWebServer();

    private OkHttpClient http = new OkHttpClient();
    private ApiClient client;

    private void connect(Kind kind) {
        server.setProtocols(
                kind == Kind.HTTP2_TLS ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(kind.protocol));
        if (kind.isTls) {
            server.useHttps(LoopbackTls.handshake().sslSocketFactory());
        } else {
            http = http.newBuilder().protocols(List.of(kind.protocol)).build();
        }
        ClientSettings settings = new ClientSettings();
        settings.endpoint = server.url("/").toString();
        settings.httpClient = LoopbackTls.trusting(http);
        http = settings.httpClient;
        settings.tokenProvider = TokenProvider.of("token");
        settings.retryPolicy = RetryPolicy.none();
        client = new ApiClient(settings, new TestService());
    }

    @AfterEach
    void close() {
        ConnectionsInUse.assertNone(http);
        http.connectionPool().evictAll();
    }

    private void assertOneConnection(int requests) throws InterruptedException {
        for (int i = 0; i < requests; i++) {
            assertThat(server.takeRequest().getConnectionIndex()).isZero();
        }
        assertThat(server.getRequestCount()).isEqualTo(requests);
    }

    private static MockResponse.Builder json(int length) {
        return new MockResponse.Builder().body("{\"text\":\"" + "x".repeat(length) + "\"}");
    }

    private int textOf(MockResponse response) {
        server.enqueue(response);
        return client.send(GET, JsonNode.class).path("text").asText().length();
    }

    /** Each byte in a separate chunk or frame, and in a separate TLS record. */
    @ParameterizedTest
    @EnumSource
    void contentMayComeByteByByte(Kind kind) throws Exception {
        connect(kind);
        byte[] content = ("{\"text\":\"" + "x".repeat(50_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        MockResponse.Builder response = new MockResponse.Builder();
        if (!kind.isHttp2()) {
            response.clearHeaders().setHeader("Transfer-Encoding", "chunked");
        }

        assertThat(textOf(response.body(new Streamed(sink -> {
                            for (byte b : content) {
                                sink.writeUtf8(kind.isHttp2() ? "" : "1\r\n").writeByte(b);
                                sink.writeUtf8(kind.isHttp2() ? "" : "\r\n").flush();
                            }
                            sink.writeUtf8(kind.isHttp2() ? "" : "0\r\n\r\n");
                        }))
                        .build()))
                .isEqualTo(50_000);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void chunksMayHaveLongExtensionsAndHeadersMayBeLong(Kind kind) throws Exception {
        connect(kind);
        MockResponse.Builder response = json(1);
        for (int i = 0; i < 20; i++) {
            response.addHeader("Header-" + i, "y".repeat(10_000));
        }
        assertThat(textOf(response.build())).isEqualTo(1);
        assertThat(textOf(response.build())).isEqualTo(1);
        if (!kind.isHttp2()) {
            String chunk = "1;" + "x".repeat(200_000) + "\r\n \r\n";
            assertThat(textOf(new MockResponse.Builder()
                            .clearHeaders()
                            .setHeader("Transfer-Encoding", "chunked")
                            .body(new Streamed(
                                    sink -> sink.writeUtf8(chunk.repeat(5) + "c\r\n{\"text\":\"x\"}\r\n0\r\n\r\n")))
                            .build()))
                    .isEqualTo(1);
        }
        assertOneConnection(kind.isHttp2() ? 2 : 3);
    }

    /** The data of earlier calls on a connection does not add up. */
    @ParameterizedTest
    @EnumSource
    void aConnectionMayHaveManySmallResponses(Kind kind) throws Exception {
        connect(kind);
        MockResponse response = new MockResponse.Builder()
                .code(204)
                .addHeader("Header", "y".repeat(5_000))
                .build();
        for (int i = 0; i < 300; i++) {
            server.enqueue(response);
            client.send(GET);
        }
        assertOneConnection(300);
    }

    /** With HTTP/2 up to 16 MiB wait for a busy reader. */
    @ParameterizedTest
    @EnumSource(names = {"HTTP2", "HTTP2_TLS"})
    void aDownloadMayBeReadSlowly(Kind kind) throws Exception {
        connect(kind);
        AtomicInteger sent = new AtomicInteger();
        server.enqueue(new MockResponse.Builder()
                .body(new Streamed(sink -> {
                    byte[] content = new byte[MEBIBYTE];
                    for (int i = 0; i < 40; i++) {
                        sink.write(content).flush();
                        sent.incrementAndGet();
                    }
                }))
                .build());
        AtomicInteger read = new AtomicInteger();

        client.receive(
                GET,
                new ByteTarget() {
                    @Override
                    public void begin() {}

                    @Override
                    public void write(byte[] buffer, int length) {
                        int all = read.addAndGet(length);
                        Eventually.await(() -> sent.get() >= Math.min(40, all / MEBIBYTE + 6));
                    }
                },
                Long.MAX_VALUE);

        assertThat(read.get()).isEqualTo(40 * MEBIBYTE);
        assertThat(textOf(json(1).build())).isEqualTo(1);
        assertOneConnection(2);
    }

    @ParameterizedTest
    @EnumSource
    void anUploadMayBeLong(Kind kind) throws Exception {
        connect(kind);
        server.enqueue(json(1).build());

        client.send(new ApiRequest("thing.put", "PUT", THING).body(new byte[4 * MEBIBYTE]));

        assertThat(textOf(json(1).build())).isEqualTo(1);
        assertOneConnection(2);
    }

    @ParameterizedTest
    @EnumSource
    void aLongErrorMayStayUnread(Kind kind) throws Exception {
        connect(kind);
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body(new Buffer().write(new byte[3 * MEBIBYTE]))
                .build());

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> client.send(GET, JsonNode.class));

        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(textOf(json(1).build())).isEqualTo(1);
        if (kind.isHttp2()) {
            assertOneConnection(2);
        }
    }

    /** A hand-written body. */
    private record Streamed(Writing writing) implements MockResponseBody {
        private interface Writing {
            void to(BufferedSink sink) throws IOException;
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            writing.to(sink);
        }
    }
}
