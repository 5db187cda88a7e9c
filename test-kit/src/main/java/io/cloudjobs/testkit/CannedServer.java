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

/** MockWebServer with the same answer to every request, plain, or over TLS for HTTP/2 and for certificates. */
public final class CannedServer implements AutoCloseable {
    private static final HeldCertificate CA =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final MockWebServer server = new MockWebServer();
    private final CannedAnswer answer = new CannedAnswer(new MockResponse.Builder().build());
    private final @Nullable HandshakeCertificates trust;

    /** A server that speaks plain HTTP/1.1. */
    public static CannedServer http() {
        return new CannedServer();
    }

    /** A server that speaks HTTP/2 with a certificate that {@link #trusting} makes a client trust. */
    public static CannedServer http2() {
        // The certificate that is there already: to make one takes longer than a test of one request.
        return new CannedServer(
                List.of(Protocol.HTTP_2, Protocol.HTTP_1_1), LoopbackTls.handshake(), LoopbackTls.handshake());
    }

    /** A server that speaks HTTP/1.1 with a certificate of some kind. */
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

    /** A certificate that fits. */
    public static HeldCertificate.Builder ofThisHost(HeldCertificate.Builder certificate) {
        return certificate.addSubjectAlternativeName("127.0.0.1");
    }

    /** Sets the answer from now on. */
    public void answer(MockResponse answer) {
        this.answer.set(answer);
    }

    /** Where it is, without a slash at the end. */
    public String url() {
        return (trust == null ? "http" : "https") + "://127.0.0.1:" + server.getPort();
    }

    /** The port on which it listens. */
    public int port() {
        return server.getPort();
    }

    /** How many requests have reached it. */
    public int requestCount() {
        return server.getRequestCount();
    }

    /** Waits for so many: the server counts a stream that is reset at once later, on a thread of its own. */
    public int requestCount(int expected) {
        if (server.getProtocols().contains(Protocol.HTTP_2)) {
            Eventually.await(() -> requestCount() >= expected);
        }
        return requestCount();
    }

    /** Makes a client that trusts the certificate, unless no client may. */
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
