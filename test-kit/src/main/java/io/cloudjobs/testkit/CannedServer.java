package io.cloudjobs.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/** MockWebServer with the same response to every request: plain, or over TLS for HTTP/2 and for certificates. */
public final class CannedServer implements AutoCloseable {
    private static final HeldCertificate CA =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final MockWebServer server = new MockWebServer();
    private final CannedAnswer answer = new CannedAnswer(new MockResponse.Builder().build());
    private final @Nullable HandshakeCertificates trust;

    /** Creates a plain HTTP/1.1 server. */
    public static CannedServer http() {
        return new CannedServer();
    }

    /** Creates an HTTP/2 server with a certificate that {@link #trusting} makes a client trust. */
    public static CannedServer http2() {
        // The shared certificate: to create one takes longer than a test of one request.
        return new CannedServer(
                List.of(Protocol.HTTP_2, Protocol.HTTP_1_1), LoopbackTls.handshake(), LoopbackTls.handshake());
    }

    /** Creates an HTTP/1.1 server with the given certificate. */
    public static CannedServer withCertificate(UnaryOperator<HeldCertificate.Builder> kind, boolean trusted) {
        HeldCertificate certificate =
                kind.apply(new HeldCertificate.Builder().signedBy(CA)).build();
        HandshakeCertificates serverSide = new HandshakeCertificates.Builder()
                .heldCertificate(certificate, CA.certificate())
                .build();
        HandshakeCertificates.Builder clientSide = new HandshakeCertificates.Builder();
        if (trusted) {
            clientSide.addTrustedCertificate(CA.certificate());
        } else {
            clientSide.addPlatformTrustedCertificates();
        }
        return new CannedServer(List.of(Protocol.HTTP_1_1), serverSide, clientSide.build());
    }

    private CannedServer() {
        trust = null;
        start();
    }

    private CannedServer(List<Protocol> protocols, HandshakeCertificates serverSide, HandshakeCertificates clientSide) {
        server.useHttps(serverSide.sslSocketFactory());
        server.setProtocols(protocols);
        trust = clientSide;
        start();
    }

    private void start() {
        server.setDispatcher(answer);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds the name of this host to a certificate. */
    public static HeldCertificate.Builder ofThisHost(HeldCertificate.Builder certificate) {
        return certificate.addSubjectAlternativeName("127.0.0.1");
    }

    /** Sets the response from now on. */
    public void answer(MockResponse answer) {
        this.answer.set(answer);
    }

    /** Returns the URL, without a slash at the end. */
    public String url() {
        return (trust == null ? "http" : "https") + "://127.0.0.1:" + server.getPort();
    }

    /** Returns the port. */
    public int port() {
        return server.getPort();
    }

    /** Returns the number of received requests. */
    public int requestCount() {
        return server.getRequestCount();
    }

    /**
     * Waits for this number of requests: the server counts a stream that is reset immediately later, on another thread.
     */
    public int requestCount(int expected) {
        if (server.getProtocols().contains(Protocol.HTTP_2)) {
            Eventually.await(() -> requestCount() >= expected);
        }
        return requestCount();
    }

    /** Creates a client that trusts the certificate, unless the test requires an untrusted one. */
    public OkHttpClient trusting(OkHttpClient plain) {
        return trust == null
                ? plain
                : plain.newBuilder()
                        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                        .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
