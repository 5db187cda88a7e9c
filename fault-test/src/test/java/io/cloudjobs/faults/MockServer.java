package io.cloudjobs.faults;

import io.cloudjobs.core.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** MockWebServer over TLS, for HTTP/2 and for certificates. */
final class MockServer implements FaultServer {
    private static final HeldCertificate CA =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final MockWebServer server = new MockWebServer();
    private final HandshakeCertificates trust;
    private final Function<Operation, MockResponse> fault;
    private volatile MockResponse answer = new MockResponse.Builder().build();

    /** A server that speaks HTTP/2 with a certificate that the client trusts. */
    static MockServer http2(Function<Operation, MockResponse> fault) {
        return new MockServer(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1), fault, MockServer::ofThisHost, true);
    }

    /** A server that speaks HTTP/1.1 with a certificate of some kind. */
    static MockServer withCertificate(UnaryOperator<HeldCertificate.Builder> kind, boolean trusted) {
        return new MockServer(List.of(Protocol.HTTP_1_1), MockServer::working, kind, trusted);
    }

    private MockServer(
            List<Protocol> protocols,
            Function<Operation, MockResponse> fault,
            UnaryOperator<HeldCertificate.Builder> kind,
            boolean trusted) {
        this.fault = fault;
        HeldCertificate certificate =
                kind.apply(new HeldCertificate.Builder().signedBy(CA)).build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate, CA.certificate())
                .build()
                .sslSocketFactory());
        server.setProtocols(protocols);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }

            @Override
            public MockResponse peek() {
                return answer;
            }
        });
        HandshakeCertificates.Builder clientSide = new HandshakeCertificates.Builder();
        if (trusted) {
            clientSide.addTrustedCertificate(CA.certificate());
        } else {
            clientSide.addPlatformTrustedCertificates();
        }
        trust = clientSide.build();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A certificate that fits. */
    static HeldCertificate.Builder ofThisHost(HeldCertificate.Builder certificate) {
        return certificate.addSubjectAlternativeName("127.0.0.1");
    }

    static MockResponse working(Operation operation) {
        return new MockResponse.Builder()
                .code(operation.status)
                .body(operation.body)
                .build();
    }

    @Override
    public void works(Operation operation) {
        answer = working(operation);
    }

    @Override
    public void fails(Operation operation) {
        answer = fault.apply(operation);
    }

    @Override
    public String url() {
        return "https://127.0.0.1:" + server.getPort();
    }

    @Override
    public int requestCount() {
        return server.getRequestCount();
    }

    /** A stream that is reset at once is counted afterwards, on a thread of the server. */
    @Override
    public int requestCount(int expected) {
        if (server.getProtocols().contains(Protocol.HTTP_2)) {
            Eventually.await(() -> server.getRequestCount() >= expected);
        }
        return server.getRequestCount();
    }

    @Override
    public OkHttpClient client(OkHttpClient plain) {
        return plain.newBuilder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
