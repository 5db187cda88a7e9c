package io.cloudjobs.faults;

import io.cloudjobs.testkit.CannedServer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import okhttp3.tls.HeldCertificate;

/** A fault server based on {@link CannedServer}. Its fault is a response over TLS, or its certificate. */
final class CannedFaultServer implements FaultServer {
    private final CannedServer server;
    private final Function<Operation, MockResponse> fault;

    private CannedFaultServer(CannedServer server, Function<Operation, MockResponse> fault) {
        this.server = server;
        this.fault = fault;
    }

    /** Creates an HTTP/2 server with a trusted certificate. */
    static CannedFaultServer http2(Function<Operation, MockResponse> fault) {
        return new CannedFaultServer(CannedServer.http2(), fault);
    }

    /** Creates an HTTP/1.1 server with the given certificate. */
    static CannedFaultServer withCertificate(UnaryOperator<HeldCertificate.Builder> kind, boolean trusted) {
        return new CannedFaultServer(CannedServer.withCertificate(kind, trusted), CannedFaultServer::working);
    }

    static MockResponse working(Operation operation) {
        return new MockResponse.Builder()
                .code(operation.status)
                .body(operation.body)
                .build();
    }

    @Override
    public void works(Operation operation) {
        server.answer(working(operation));
    }

    @Override
    public void fails(Operation operation) {
        server.answer(fault.apply(operation));
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public int requestCount() {
        return server.requestCount();
    }

    @Override
    public int requestCount(int expected) {
        return server.requestCount(expected);
    }

    @Override
    public OkHttpClient client(OkHttpClient plain) {
        return server.trusting(plain);
    }

    @Override
    public void close() {
        server.close();
    }
}
