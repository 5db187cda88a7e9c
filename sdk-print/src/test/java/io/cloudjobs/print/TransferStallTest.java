package io.cloudjobs.print;

import static io.cloudjobs.print.PrintDocumentUpload.PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transfer ends long before its timeout if no byte is transferred. Uses real time. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT) // most of them wait for the end of an attempt
class TransferStallTest {
    private static final Duration STALL = Duration.ofSeconds(1);
    private static final byte[] BYTES = Bytes.of(1_000_000);
    private static final HandshakeCertificates HANDSHAKE = LoopbackTls.handshake();

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private GraphServer graph;
    private PrinterDocumentResource document;

    TransferStallTest() {
        transfers.useHttps(HANDSHAKE.sslSocketFactory());
    }

    @BeforeEach
    void client() {
        graph = new GraphServer(
                api,
                new OkHttpClient.Builder()
                        .sslSocketFactory(HANDSHAKE.sslSocketFactory(), HANDSHAKE.trustManager())
                        .build());
        ClientSettings settings = new ClientSettings();
        settings.attemptTimeout = STALL;
        document = graph.client(settings, RetryPolicy.none())
                .printer("p")
                .job("5182")
                .document("d");
    }

    /** After the TLS handshake, which may be slow while many tests run. */
    private void speaks(Protocol protocol) throws Exception {
        transfers.setProtocols(
                protocol == Protocol.HTTP_2 ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(protocol));
        for (MockWebServer server : List.of(api, transfers)) {
            server.enqueue(new MockResponse.Builder().build());
            graph.http
                    .newCall(new Request.Builder().url(server.url("/")).build())
                    .execute()
                    .close();
            assertThat(server.takeRequest().getVersion())
                    .isEqualTo(protocol == Protocol.HTTP_2 && server == transfers ? "HTTP/2" : "HTTP/1.1");
        }
    }

    private String link() {
        return transfers.url("/d?tempauthtoken=secret-1").toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aDownloadThatStallsEnds(Protocol protocol) throws Exception {
        speaks(protocol);
        graph.found(link());
        transfers.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(BYTES))
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        TransportException failure = catchThrowableOfType(TransportException.class, () -> document.download(out));

        assertThat(failure).hasMessageContaining("no data moved for PT1S");
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(BYTES, out.size()));
        assertThat(out.size()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void anUploadWhoseAnswerDoesNotComeEnds(Protocol protocol) throws Exception {
        speaks(protocol);
        graph.session(link());
        transfers.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        transfers.enqueue(new MockResponse.Builder().code(400).build());

        TransportException failure = catchThrowableOfType(
                TransportException.class, () -> document.upload(DocumentContent.of("a", "text/plain", BYTES)));

        assertThat(failure).hasMessageContaining("no data moved for PT1S");
        assertThat(failure.mayHaveReachedService()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void anUploadThatIsNotReadEnds(Protocol protocol) throws Exception {
        speaks(protocol);
        graph.session(link());
        transfers.enqueue(new MockResponse.Builder()
                .onRequestBody(SocketEffect.Stall.INSTANCE)
                .build());
        transfers.enqueue(new MockResponse.Builder().code(400).build());

        TransportException failure = catchThrowableOfType(
                TransportException.class, () -> document.upload(DocumentContent.of("a", "text/plain", new byte[PART])));

        assertThat(failure).hasMessageContaining("no data moved for PT1S");
    }

    /** The transfer takes longer than a usual attempt, but never stops for more than a tenth of that time. */
    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aSlowDownloadThatMovesOnDoesNotEnd(Protocol protocol) throws Exception {
        speaks(protocol);
        graph.found(link());
        transfers.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(BYTES))
                .throttleBody(BYTES.length / 14, 100, TimeUnit.MILLISECONDS)
                .build());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        document.download(out);

        assertThat(Bytes.summary(out.toByteArray())).isEqualTo(Bytes.summary(BYTES));
    }
}
