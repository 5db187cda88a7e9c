package io.cloudjobs.network;

/** A server that allows one stream at a time on a connection, and with nginx also only one request per connection. */
record LimitsOfOne(Site site, Server.Kind kind) implements Scenario {
    private static final Limits LIMITS = new Limits(75, 1, 1);
    private static final int THREADS = 16;
    private static final int CALLS = 10;

    @Override
    public String name() {
        return "limits of one, " + kind;
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        try (Backend backend = new Backend(ledger);
                Server server = kind.start(site, backend, LIMITS);
                Relay relay = new Relay(server.port(Protocol.HTTP_2));
                Caller caller = new Caller(ledger, Protocol.HTTP_2.url(relay.port()), Caller.USUAL, null)) {
            var threads = Threads.start(ledger, THREADS, () -> {
                for (int i = 0; i < CALLS; i++) {
                    caller.abort();
                }
            });
            Threads.requireEnd(ledger, threads, Caller.USUAL.plus(Call.SLACK));
            ledger.requireMostSuccesses();
            int most = THREADS * CALLS * Refusal.REQUESTS_FOR_A_CALL;
            ledger.require(
                    relay.connectionCount() <= most,
                    relay.connectionCount() + " connections for " + ledger.callCount() + " calls");
        }
    }
}
