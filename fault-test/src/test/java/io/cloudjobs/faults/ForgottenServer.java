package io.cloudjobs.faults;

import io.cloudjobs.testkit.CannedServer;
import okhttp3.OkHttpClient;

/** An HTTP/2 server that always works. Its fault is that a relay in between drops the open connections. */
final class ForgottenServer implements FaultServer {
    private final CannedServer server = CannedServer.http2();
    private final Relay relay = new Relay(server.port());

    @Override
    public void works(Operation operation) {
        server.answer(CannedFaultServer.working(operation));
    }

    @Override
    public void fails(Operation operation) {
        works(operation);
        relay.forget();
    }

    @Override
    public String url() {
        return "https://127.0.0.1:" + relay.port();
    }

    @Override
    public int requestCount() {
        return server.requestCount();
    }

    @Override
    public OkHttpClient client(OkHttpClient plain) {
        return server.trusting(plain);
    }

    @Override
    public void close() {
        relay.close();
        server.close();
    }
}
