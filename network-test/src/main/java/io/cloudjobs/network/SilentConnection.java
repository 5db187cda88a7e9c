package io.cloudjobs.network;

import okhttp3.OkHttpClient;

/** An HTTP/2 connection that is dead without notice, while new connections work. */
record SilentConnection(Site site, Relay.Silence silence, boolean isClientGiven, boolean isAbort) implements Scenario {
    @Override
    public String name() {
        return "silent connection, " + silence + ", " + (isClientGiven ? "given client" : "own client") + ", "
                + (isAbort ? "abort" : "get");
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        try (Backend backend = new Backend(ledger);
                Server nginx = Server.Kind.NGINX.start(site, backend, Limits.USUAL);
                Relay relay = new Relay(nginx.port(Protocol.HTTP_2));
                Caller caller = new Caller(
                        ledger,
                        Protocol.HTTP_2.url(relay.port()),
                        Caller.USUAL,
                        isClientGiven ? new OkHttpClient() : null)) {
            ledger.require(caller.get().isSuccess(), "the first get failed");
            relay.silence(silence);
            Caller.requireNewConnectionsWork(ledger, Protocol.HTTP_2.url(relay.port()));
            Call onDead = isAbort ? caller.abort() : caller.get();
            checkOnDead(ledger, onDead);
            Call next = isAbort ? caller.get() : caller.abort();
            ledger.require(next.isSuccess(), "the next call failed: " + next);
            ledger.require(next.took().compareTo(Call.SLACK) < 0, "the next call is slow: " + next);
        }
    }

    private void checkOnDead(Ledger ledger, Call call) {
        if (isAbort) {
            ledger.require(call.isUnclear(), "the abort on the dead connection must be unclear: " + call);
        } else {
            ledger.require(call.isSuccess(), "the get on the dead connection failed: " + call);
        }
        ledger.require(
                isClientGiven || call.took().compareTo(Caller.NOTICED) < 0,
                "our own client detected the dead connection too late: " + call);
    }
}
