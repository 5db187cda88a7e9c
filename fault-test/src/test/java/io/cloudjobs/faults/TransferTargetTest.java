package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.PrintSubmitException;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.CannedAnswer;
import io.cloudjobs.testkit.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The allowed targets of transfers: any host that a link names, if it is no less safe than the endpoint. Also tests the
 * data that this host receives, and the effect of its responses.
 */
@Timeout(60)
class TransferTargetTest {
    private static final String KEY = "?tempauthtoken=" + Canary.SECRET + "%2F%3D%3D";
    private static final String API_TOKEN = "the-token-of-the-api";

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName("print.example")
            .build();
    private static final HandshakeCertificates TLS = new HandshakeCertificates.Builder()
            .heldCertificate(CERTIFICATE)
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();

    private static Canary.Log log;

    private final Set<String> lookups = ConcurrentHashMap.newKeySet();
    private final OkHttpClient http = new OkHttpClient.Builder()
            .sslSocketFactory(TLS.sslSocketFactory(), TLS.trustManager())
            .dns(this::lookup)
            .build();
    private DocumentService service;
    private MockWebServer plain;
    private MockWebServer secure;

    @BeforeAll
    static void listenToAllLogs() {
        log = new Canary.Log();
    }

    @AfterAll
    static void noSecretIsLogged() {
        log.close();
    }

    @BeforeEach
    void start() throws IOException {
        plain = transferHost();
        secure = transferHost();
        secure.useHttps(TLS.sslSocketFactory());
        secure.setProtocols(List.of(Protocol.HTTP_1_1)); // HTTP/2 changes the case of header names
        plain.start();
        secure.start();
    }

    @AfterEach
    void close() {
        http.connectionPool().evictAll();
        plain.close();
        secure.close();
        service.close();
    }

    /** Resolves only one name. */
    private List<InetAddress> lookup(String name) throws UnknownHostException {
        lookups.add(name);
        if (!name.equals("print.example")) {
            throw new UnknownHostException(name);
        }
        return List.of(InetAddress.getLoopbackAddress());
    }

    private static MockWebServer transferHost() {
        MockWebServer host = new MockWebServer();
        host.setServerSocketFactory(new PromptSockets());
        host.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean isPart = request.getMethod().equals("PUT");
                return new MockResponse.Builder()
                        .body(isPart ? "{\"id\":\"d\",\"size\":100}" : "{\"nextExpectedRanges\":[\"0-\"]}")
                        .build();
            }
        });
        return host;
    }

    /** The configured endpoint of a client. */
    enum Kind {
        HTTPS,
        LOOPBACK_HTTP,
        HTTP_ALLOWED;

        private DocumentService service() {
            return new DocumentService(server -> {
                if (this == HTTPS) {
                    server.useHttps(TLS.sslSocketFactory());
                }
                return server;
            });
        }
    }

    private ClientSettings settings(Kind kind) {
        service = kind.service();
        ClientSettings settings = new ClientSettings();
        settings.endpoint = service.url();
        settings.httpClient = http;
        settings.allowInsecureHttp = kind == Kind.HTTP_ALLOWED;
        settings.tokenProvider = () -> API_TOKEN;
        return settings;
    }

    /**
     * Links that the client must not follow. {@code PORT} is the port of a server that must receive no request, and
     * {@code HOST} is our endpoint.
     */
    private static final List<String> STRANGE = List.of(
            "http://graph.microsoft.com@127.0.0.1:PORT/" + KEY,
            "https://graph.microsoft.com@127.0.0.1:PORT/" + KEY,
            "http://user:password@127.0.0.1:PORT/" + KEY,
            "https://:password@127.0.0.1:PORT/" + KEY,
            "http://HOST@127.0.0.1:PORT/" + KEY,
            "https://" + Canary.SECRET + "@evil.example/",
            "ftp://127.0.0.1:PORT/" + KEY,
            "ws://127.0.0.1:PORT/" + KEY,
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://127.0.0.1:99999/" + KEY,
            "https://evil example/" + KEY,
            "https://" + "x".repeat(10_000) + "/" + KEY);

    /** Links with http that lead to other machines, or to addresses that only look like this one. */
    private static final List<String> TO_OTHERS = List.of(
            "http://print.example:PORT/" + KEY,
            "http://graph.microsoft.com.evil.example/" + KEY,
            "http://HOST.evil.example/" + KEY,
            "http://evil.example#@HOST/",
            "http://evil.example\\@HOST/" + KEY,
            "http://169.254.169.254/latest/meta-data/" + KEY,
            "http://localhost.evil.example/" + KEY,
            "http://localhost.:PORT/" + KEY,
            "http://127.0.0.1.:PORT/" + KEY,
            "http://127.1:PORT/" + KEY,
            "http://2130706433:PORT/" + KEY,
            "http://0.0.0.0:PORT/" + KEY,
            "http://[::]:PORT/" + KEY,
            "http://10.0.0.1:PORT/" + KEY);

    /** Links with http to this machine. */
    private static final List<String> TO_LOOPBACK = List.of(
            "http://127.0.0.1:PORT/up" + KEY,
            "HTTP://127.0.0.1:PORT/up" + KEY,
            "http://[::ffff:127.0.0.1]:PORT/up" + KEY);

    /** Links that are valid in a redirect, where they lead to our own endpoint, and nowhere else. */
    private static final List<String> RELATIVE = List.of("", " ", "?", "#", "..", "/", "/elsewhere" + KEY, "//HOST/x");

    private static List<String> refused(Kind kind) {
        Stream<String> secure = Stream.concat(STRANGE.stream(), TO_OTHERS.stream());
        Stream<String> plain =
                Stream.of("http://localhost:PORT/" + KEY, "http://[::1]:PORT/" + KEY, "http://HOST/" + KEY);
        return switch (kind) {
            case HTTPS ->
                Stream.of(secure, TO_LOOPBACK.stream(), plain)
                        .flatMap(links -> links)
                        .toList();
            case LOOPBACK_HTTP -> secure.toList();
            case HTTP_ALLOWED -> STRANGE;
        };
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatIsLessSafeThanTheEndpointIsNotFollowed(Kind kind) throws IOException {
        ClientSettings settings = settings(kind);
        try (RawServer other = new RawServer()) {
            for (String strange : refused(kind)) {
                for (Transfer transfer : List.of(Transfer.UPLOAD, Transfer.RESUME, Transfer.DOWNLOAD)) {
                    assertRefused(transfer, settings, link(strange, other.url()));
                }
            }
            for (String relative : RELATIVE) {
                for (Transfer transfer : List.of(Transfer.UPLOAD, Transfer.RESUME)) {
                    assertRefused(transfer, settings, link(relative, other.url()));
                }
            }
            for (Transfer transfer : Transfer.values()) {
                assertRefused(transfer, settings, link(STRANGE.get(0), other.url()));
            }
            assertThat(other.connectionCount()).isZero();
        }
        assertThat(lookups).isEmpty();
    }

    private String link(String text, String other) {
        return text.replace("HOST", service.url().replaceFirst(".*//", ""))
                .replace("PORT", other.substring(other.lastIndexOf(':') + 1));
    }

    private void assertRefused(Transfer transfer, ClientSettings settings, String link) {
        int requests = service.requestCount();
        service.leadsTo(link);

        Throwable failure = catchThrowable(() -> transfer.run(settings, link));

        String said = "the response has no valid uploadUrl";
        if (transfer.isGivenLink) {
            assertThat(failure)
                    .as("%s at %s", transfer, link)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("uploadUrl must be the https URL of an upload session");
        } else if (transfer == Transfer.SUBMIT) {
            assertThat(failure)
                    .as("%s at %s", transfer, link)
                    .isExactlyInstanceOf(PrintSubmitException.class)
                    .hasMessageStartingWith(
                            "printJob.submit of /print/shares/s failed: job j was not started and was cancelled: ")
                    .hasMessageContaining(said)
                    .hasCauseExactlyInstanceOf(InvalidResponseException.class);
        } else {
            assertThat(failure)
                    .as("%s at %s", transfer, link)
                    .isExactlyInstanceOf(InvalidResponseException.class)
                    .hasMessageContaining(
                            transfer == Transfer.DOWNLOAD ? "the client cannot follow the redirect" : said);
        }
        Canary.check(failure);
        int expected = transfer.isGivenLink ? 0 : transfer == Transfer.SUBMIT ? 4 : 1;
        assertThat(service.requestCount() - requests)
                .as("%s at %s", transfer, link)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{}", "\"\""})
    void anUploadUrlThatIsNoTextIsNoLink(String json) {
        ClientSettings settings = settings(Kind.LOOPBACK_HTTP);
        service.leadsTo("\",\"uploadUrl\":" + json + ",\"x\":\"");

        assertThat(catchThrowable(() -> Transfer.UPLOAD.run(settings, "")))
                .isExactlyInstanceOf(InvalidResponseException.class);

        assertThat(service.requestCount()).isEqualTo(1);
    }

    private List<String> followed(Kind kind) {
        List<String> links = new ArrayList<>();
        links.add("https://print.example:" + secure.getPort() + "/up" + KEY);
        if (kind != Kind.HTTPS) {
            links.addAll(TO_LOOPBACK);
        }
        if (kind == Kind.HTTP_ALLOWED) {
            links.add("http://print.example:PORT/up" + KEY);
        }
        return links;
    }

    /**
     * The client sends the key unchanged. It sends nothing else of its own, except the needs of the transfer itself.
     */
    @ParameterizedTest
    @EnumSource
    void theOtherHostGetsNoTokenAndNoHeaderOfTheService(Kind kind) throws Exception {
        ClientSettings settings = settings(kind);
        for (String text : followed(kind)) {
            String link = link(text, ":" + plain.getPort());
            MockWebServer host = link.startsWith("https") ? secure : plain;
            service.leadsTo(link);
            for (Transfer transfer : EnumSet.complementOf(EnumSet.of(Transfer.UPLOAD_IN_PARALLEL))) {
                int before = host.getRequestCount();

                transfer.run(settings, link);

                int requests = host.getRequestCount() - before;
                assertThat(requests).as("%s at %s", transfer, link).isEqualTo(transfer == Transfer.RESUME ? 2 : 1);
                for (int i = 0; i < requests; i++) {
                    RecordedRequest request = host.takeRequest();
                    assertThat(request.getTarget()).isEqualTo("/up" + KEY);
                    assertThat(request.getHeaders().names())
                            .isSubsetOf(
                                    "Host",
                                    "User-Agent",
                                    "Accept",
                                    "Accept-Encoding",
                                    "Connection",
                                    "Content-Type",
                                    "Content-Length",
                                    "Content-Range");
                    assertThat(request.getHeaders().toString()).doesNotContain(API_TOKEN);
                }
            }
        }
        assertThat(plain.getRequestCount() == 0).isEqualTo(kind == Kind.HTTPS);
    }

    /** A redirect to another path of our own endpoint gets no token either: it is a link like any other. */
    @Test
    void aRelativeLinkToADownloadLeadsToTheEndpointWithoutAToken() throws Exception {
        ClientSettings settings = settings(Kind.LOOPBACK_HTTP);
        service.leadsTo("/elsewhere" + KEY);

        Throwable failure = catchThrowable(() -> Transfer.DOWNLOAD.run(settings, ""));

        // A 404 may mean that the link has expired, so the client requests another one, once.
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.statusCode()).isEqualTo(404));
        Canary.check(failure);
        assertThat(service.requestCount()).isEqualTo(4);
        for (int i = 0; i < 2; i++) {
            assertThat(service.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer " + API_TOKEN);
            RecordedRequest second = service.takeRequest();
            assertThat(second.getTarget()).isEqualTo("/elsewhere" + KEY);
            assertThat(second.getHeaders().get("Authorization")).isNull();
            assertThat(second.getHeaders().get("Prefer")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 1", "?, 2", "'#', 2", "/print/printers/p/jobs/j/documents/d/$value, 1"})
    void aDownloadThatLeadsBackToItselfEnds(String loop, int requests) {
        ClientSettings settings = settings(Kind.LOOPBACK_HTTP);
        service.leadsTo(loop);

        assertThat(catchThrowable(() -> Transfer.DOWNLOAD.run(settings, ""))).isInstanceOf(SdkException.class);

        assertThat(service.requestCount()).isEqualTo(requests);
    }

    @Test
    void aLinkThatIsAlwaysTooOldEnds() {
        ClientSettings settings = settings(Kind.LOOPBACK_HTTP);
        plain.setDispatcher(
                new CannedAnswer(new MockResponse.Builder().code(401).build()));
        service.leadsTo("http://127.0.0.1:" + plain.getPort() + "/" + KEY);

        assertThat(catchThrowableOfType(UnauthorizedException.class, () -> Transfer.DOWNLOAD.run(settings, "")))
                .isNotNull();

        assertThat(service.requestCount()).isEqualTo(2);
        assertThat(plain.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
    void noRedirectOfTheOtherHostIsFollowed(int status) throws IOException {
        ClientSettings settings = settings(Kind.LOOPBACK_HTTP);
        String link = "http://127.0.0.1:" + plain.getPort() + "/up" + KEY;
        service.leadsTo(link);
        try (RawServer other = new RawServer()) {
            for (String location : List.of(other.url() + "/" + KEY, link, "/x")) {
                plain.setDispatcher(new CannedAnswer(new MockResponse.Builder()
                        .code(status)
                        .setHeader("Location", location)
                        .build()));
                for (Transfer transfer :
                        EnumSet.complementOf(EnumSet.of(Transfer.SUBMIT, Transfer.UPLOAD_IN_PARALLEL))) {
                    int before = plain.getRequestCount();

                    Throwable failure = catchThrowable(() -> transfer.run(settings, link));

                    assertThat(failure)
                            .as("%s to %s", transfer, location)
                            .isInstanceOfSatisfying(
                                    ApiException.class,
                                    e -> assertThat(e.statusCode()).isEqualTo(status));
                    Canary.check(failure);
                    assertThat(plain.getRequestCount() - before).isEqualTo(1);
                }
            }
            assertThat(other.connectionCount()).isZero();
        }
    }
}
