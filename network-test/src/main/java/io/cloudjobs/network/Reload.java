package io.cloudjobs.network;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A server that is reloaded repeatedly while many threads call it. */
record Reload(Site site, Server.Kind kind, Protocol protocol) implements Scenario {
    private static final int THREADS = 32;
    private static final int RELOADS = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "reload under load, " + kind + ", " + protocol;
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        try (Backend backend = new Backend(ledger);
                Server server = kind.start(site, backend, Limits.USUAL);
                Caller caller = new Caller(ledger, server.url(protocol), TIMEOUT, null)) {
            List<Thread> threads = Threads.start(ledger, THREADS, () -> calls(caller, isOver));
            for (int i = 0; i < RELOADS; i++) {
                Thread.sleep(1_000);
                server.reload();
            }
            Thread.sleep(1_000);
            isOver.set(true);
            Threads.requireEnd(ledger, threads, TIMEOUT.plus(Call.SLACK));
            ledger.requireMostSuccesses();
        }
    }

    private static void calls(Caller caller, AtomicBoolean isOver) throws InterruptedException {
        for (int i = 0; !isOver.get(); i++) {
            Call call = i % 4 == 0 ? caller.get() : caller.abort();
            Thread.sleep(call.isSuccess() ? 10 : 50);
        }
    }
}
