package io.cloudjobs.network;

import java.util.List;

/** Many threads on a server with few streams and few requests per connection. This is no fault, so no call may fail. */
record StreamLimit(Site site) implements Scenario {
    private static final Limits LIMITS = new Limits(75, 8, 50);
    private static final int THREADS = 64;

    /** The number of clients. Each starts without a connection, so its first calls do not know the limit yet. */
    private static final int CLIENTS = 16;

    private static final int CALLS = 4;

    @Override
    public String name() {
        return "8 streams and 50 requests on a connection, 64 threads";
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        try (Backend backend = new Backend(ledger);
                Server nginx = Server.Kind.NGINX.start(site, backend, LIMITS)) {
            for (int i = 0; i < CLIENTS; i++) {
                try (Caller caller = new Caller(ledger, nginx.url(Protocol.HTTP_2), Caller.USUAL, null)) {
                    List<Thread> threads = Threads.start(ledger, THREADS, () -> {
                        for (int call = 0; call < CALLS; call++) {
                            caller.abort();
                        }
                    });
                    Threads.requireEnd(ledger, threads, Caller.USUAL.plus(Call.SLACK));
                }
            }
            ledger.requireNoFailures();
        }
    }
}
