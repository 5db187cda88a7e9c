package io.cloudjobs.network;

import java.time.Duration;
import java.util.List;

/**
 * An nginx worker that is stopped with SIGSTOP while it holds HTTP/2 connections. A new worker accepts new connections.
 * At the end the stopped worker continues and processes the requests that it received: an abort arrives long after its
 * caller has given up.
 */
record StoppedWorker(Site site) implements Scenario {
    @Override
    public String name() {
        return "stopped worker";
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        try (Backend backend = new Backend(ledger);
                Nginx nginx = new Nginx(site, backend, Limits.USUAL);
                Caller reader = new Caller(ledger, nginx.url(Protocol.HTTP_2), Caller.USUAL, null);
                Caller aborter = new Caller(ledger, nginx.url(Protocol.HTTP_2), Caller.USUAL, null)) {
            ledger.require(reader.get().isSuccess() && aborter.get().isSuccess(), "the first get failed");
            ProcessHandle worker = nginx.stopWorker();
            Caller.requireNewConnectionsWork(ledger, nginx.url(Protocol.HTTP_2));
            Thread reading = Threads.start(ledger, () -> {
                Call get = reader.get();
                ledger.require(get.isSuccess(), "the get on the dead connection failed: " + get);
                ledger.require(
                        get.took().compareTo(Caller.NOTICED) < 0,
                        "the client detected the dead connection too late: " + get);
            });
            Thread aborting = Threads.start(ledger, () -> {
                Call abort = aborter.abort();
                ledger.require(abort.isUnclear(), "the abort on the dead connection must be unclear: " + abort);
                Call next = aborter.abort();
                ledger.require(next.isSuccess(), "the next call failed: " + next);
            });
            Duration limit = Caller.USUAL.multipliedBy(2).plus(Call.SLACK);
            Threads.requireEnd(ledger, List.of(reading, aborting), limit);
            nginx.goOn(worker);
        }
    }
}
