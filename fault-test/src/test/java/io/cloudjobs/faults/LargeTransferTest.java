package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.faults.BombServer.Bomb;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents larger than the memory of the program that transfers them. */
@Timeout(300)
class LargeTransferTest {
    private static final long DOWNLOAD = 1L << 30;
    private static final long UPLOAD = 300_000_000;

    private final AtomicLong received = new AtomicLong();
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(new PromptSockets());
        server.setBodyLimit(0); // reads and counts without keeping the body
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request).build();
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aDocumentNeedsTheMemoryOfItsPartsOnly() throws IOException {
        try (BombServer bombs = new BombServer()) {
            assertThat(SmallProgram.run(
                            "-Xmx64m",
                            LargeTransfer.class,
                            List.of(server.url("/").toString(), "" + UPLOAD, bombs.url(Bomb.RANGES, 200))))
                    .containsExactly(
                            "download: " + DOWNLOAD,
                            "upload: " + UPLOAD,
                            "upload in parallel: " + UPLOAD,
                            "bomb: InvalidResponseException");
        }
        assertThat(received.get()).isEqualTo(2 * UPLOAD);
        // $value and its link; two upload sessions with 62 parts each
        assertThat(server.getRequestCount()).isEqualTo(2 + 2 * (1 + 62));
    }

    private MockResponse.Builder answer(RecordedRequest request) {
        MockResponse.Builder answer = new MockResponse.Builder();
        if (request.getMethod().equals("PUT")) {
            long before = received.getAndAdd(request.getBodySize());
            boolean isWhole = before / UPLOAD < received.get() / UPLOAD;
            return answer.body(isWhole ? "{\"id\":\"d\",\"size\":" + UPLOAD + "}" : "{}");
        }
        return switch (request.getUrl().encodedPath().replaceFirst(".*/", "")) {
            case "$value" -> answer.code(302).setHeader("Location", server.url("/down"));
            case "createUploadSession" -> answer.body("{\"uploadUrl\":\"" + server.url("/up") + "\"}");
            default -> answer.body(zeros());
        };
    }

    private static MockResponseBody zeros() {
        return new MockResponseBody() {
            @Override
            public long getContentLength() {
                return DOWNLOAD;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                byte[] zeros = new byte[64 * 1024];
                for (long sent = 0; sent < DOWNLOAD; sent += zeros.length) {
                    sink.write(zeros);
                }
            }
        };
    }
}
