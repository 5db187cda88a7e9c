package io.cloudjobs.network;

import java.util.function.IntSupplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;

/** An HTTP/2 server that refuses every request. The calls must end after few requests. */
record Refusal(Site site, Way way) implements Scenario {
    /** Three attempts, and the refusals that do not count as attempts. */
    static final int REQUESTS_FOR_A_CALL = 18;

    private static final int REFUSED_STREAM = 7;
    private static final int THREADS = 8;
    private static final int CALLS = 4;

    /** The kind of refusal. */
    enum Way {
        REFUSED_STREAM("REFUSED_STREAM"),
        GOAWAY("immediate GOAWAY");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    @Override
    public String name() {
        return "a server that refuses everything, " + way.title;
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        if (way == Way.GOAWAY) {
            try (GoAwayServer server = new GoAwayServer(site.tls())) {
                calls(ledger, server.port(), server::requestCount);
            }
            return;
        }
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(site.tls().serverSide.getSocketFactory());
            server.setDispatcher(new Refusing());
            server.start();
            calls(ledger, server.getPort(), server::getRequestCount);
        }
    }

    private static void calls(Ledger ledger, int port, IntSupplier requests) throws InterruptedException {
        try (Caller caller = new Caller(ledger, Protocol.HTTP_2.url(port), Caller.USUAL, null)) {
            var threads = Threads.start(ledger, THREADS, () -> {
                for (int i = 0; i < CALLS; i++) {
                    Call call = i % 2 == 0 ? caller.abort() : caller.get();
                    ledger.require(!call.isSuccess(), "a success without a service: " + call);
                }
            });
            Threads.requireEnd(ledger, threads, Caller.USUAL.plus(Call.SLACK));
        }
        ledger.require(requests.getAsInt() > 0, "the server received no request");
        ledger.require(
                requests.getAsInt() <= THREADS * CALLS * REQUESTS_FOR_A_CALL,
                requests.getAsInt() + " requests for " + ledger.callCount() + " calls");
    }

    private static final class Refusing extends Dispatcher {
        private final MockResponse refusal = new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseStream(REFUSED_STREAM))
                .build();

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            return refusal;
        }

        @Override
        public MockResponse peek() {
            return refusal;
        }
    }
}
