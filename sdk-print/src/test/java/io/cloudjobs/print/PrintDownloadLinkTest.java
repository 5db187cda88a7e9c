package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertPathBuilderException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The links to documents that the client follows: to any host, if it is as safe as the service. */
@Timeout(60)
class PrintDownloadLinkTest {
    private static final String ASK = "GET /v1.0/print/printers/p/jobs/5182/documents/d/$value";
    private static final HandshakeCertificates HANDSHAKE = LoopbackTls.handshake();

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer safe = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final OkHttpClient http = new OkHttpClient.Builder()
            .sslSocketFactory(HANDSHAKE.sslSocketFactory(), HANDSHAKE.trustManager())
            .build();

    PrintDownloadLinkTest() {
        safe.useHttps(HANDSHAKE.sslSocketFactory());
    }

    @BeforeEach
    void theDocumentIsThere() {
        transfers.enqueue(new MockResponse.Builder().body("document").build());
    }

    @AfterEach
    void noConnectionIsInUse() {
        new GraphServer(api, http).assertNoConnectionIsInUse();
    }

    private static String origin(MockWebServer server) {
        String root = server.url("/").toString();
        return root.substring(0, root.length() - 1);
    }

    private void download(GraphServer graph) {
        graph.client(new ClientSettings(), RetryPolicy.none())
                .printer("p")
                .job("5182")
                .document("d")
                .download(out);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                argumentSet("empty", ""),
                argumentSet("blank", " "),
                argumentSet("without TLS", "http://print.print.microsoft.com/d?tempauthtoken=secret-1"),
                argumentSet("a look-alike of this machine", "http://127.0.0.1.example.com/d?tempauthtoken=secret-1"),
                argumentSet("another look-alike", "http://localhost.example.com/d?tempauthtoken=secret-1"),
                argumentSet("with a user", "https://user@example.com/d?tempauthtoken=secret-1"),
                argumentSet("with a password", "https://user:secret-1@example.com/d"),
                argumentSet("that hides its host", "https://graph.microsoft.com:443@example.com/d?secret-1"),
                argumentSet("to another host without a scheme but with a user", "//user@example.com/d?secret-1"),
                argumentSet("ftp", "ftp://example.com/d?secret-1"),
                argumentSet("file", "file:///etc/passwd?secret-1"),
                argumentSet("javascript", "javascript:alert('secret-1')"),
                argumentSet("data", "data:text/plain,secret-1"),
                argumentSet("without a host", "https:///?secret-1"),
                argumentSet("with a port that is none", "https://example.com:99999/d?secret-1"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadLinkIsNotFollowed(String location) throws Exception {
        GraphServer graph = new GraphServer(api, http).found(location);

        InvalidResponseException failure = catchThrowableOfType(InvalidResponseException.class, () -> download(graph));

        assertThat(failure)
                .hasMessageStartingWith(
                        "printDocument.download of /print/printers/p/jobs/5182/documents/d failed: the client cannot follow the redirect")
                .hasMessageEndingWith(" (attempt 1)")
                .hasMessageNotContainingAny("secret-1", "user@")
                .hasNoCause();
        assertThat(graph.requests()).containsExactly(ASK);
        assertThat(transfers.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "200, has neither a document nor a link",
        "204, HTTP 204 does not carry the whole document",
        "302, the client cannot follow the redirect",
        "304, the client cannot follow the redirect"
    })
    void anAnswerWithoutALinkAndWithoutADocumentIsNoAnswer(int status, String said) throws Exception {
        GraphServer graph = new GraphServer(api, http).answer(status, "");

        assertThat(catchThrowableOfType(InvalidResponseException.class, () -> download(graph)))
                .hasMessageContaining(said);

        assertThat(graph.requests()).containsExactly(ASK);
        assertThat(out.size()).isZero();
    }

    /** A client that trusts no certificate of this test and whose endpoint has no TLS. */
    @Test
    void aLinkLeadsFromPlainTextToTls() throws Exception {
        new GraphServer(api, http).found(safe.url("/d?tempauthtoken=secret-1").toString());
        ClientSettings settings = new ClientSettings();
        settings.retryPolicy = RetryPolicy.none();

        try (PrintJobClient print = PrintJobClient.builder(settings)
                .endpoint(api.url("/v1.0").toString())
                .tokenProvider(TokenProvider.of("t"))
                .build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> print.printer("p").job("5182").document("d").download(out));

            assertThat(failure).rootCause().isInstanceOf(CertPathBuilderException.class);
        }
        assertThat(safe.getRequestCount()).isZero();
    }

    /** A link from TLS to no TLS is a downgrade, also on the same machine. */
    @Test
    void aLinkDoesNotLeadFromTlsToPlainText() throws Exception {
        GraphServer graph = new GraphServer(safe, http)
                .found(transfers.url("/d?tempauthtoken=secret-1").toString());

        assertThat(catchThrowableOfType(InvalidResponseException.class, () -> download(graph)))
                .hasMessage(
                        "printDocument.download of /print/printers/p/jobs/5182/documents/d failed: the client cannot follow the redirect from "
                                + origin(safe) + " to " + origin(transfers)
                                + ": its Location must be https without a user name;"
                                + " correct the service or your gateway (attempt 1)");

        assertThat(graph.requests()).containsExactly(ASK);
        assertThat(transfers.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aLinkIsFollowedFromAnyRedirection(int status) throws Exception {
        GraphServer graph = new GraphServer(api, http);
        api.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Location", transfers.url("/d?tempauthtoken=secret-1"))
                .body("<html>Moved.</html>")
                .build());

        download(graph);

        assertThat(out).hasToString("document");
        assertThat(transfers.takeRequest().getHeaders().get("Authorization")).isNull();
        assertThat(graph.requests()).containsExactly(ASK);
    }

    @Test
    void aLinkIsFollowedFromPlainTextToTls() throws Exception {
        GraphServer graph = new GraphServer(api, http)
                .found(safe.url("/d?tempauthtoken=secret-1").toString());
        safe.enqueue(new MockResponse.Builder().body("document").build());

        download(graph);

        assertThat(out).hasToString("document");
        assertThat(safe.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    /** The link may lead to the service itself. The request has no token even then. */
    @Test
    void aLinkWithinTheServiceIsFollowedWithoutTheToken() throws Exception {
        GraphServer graph = new GraphServer(api, http).found("/downloads/9001?tempauthtoken=secret-1");
        api.enqueue(new MockResponse.Builder().body("document").build());

        download(graph);

        assertThat(out).hasToString("document");
        assertThat(api.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer token");
        var take = api.takeRequest();
        assertThat(take.getTarget()).isEqualTo("/downloads/9001?tempauthtoken=secret-1");
        assertThat(take.getHeaders().get("Authorization")).isNull();
    }
}
