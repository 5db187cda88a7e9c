package io.cloudjobs.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An HTTP/2 peer that stops reading in the middle of a large request body. */
record StuckBody(Site site, Stop stop, Release release) implements Scenario {
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final long MIDDLE = 512 * 1024;

    /** More than all buffers between client and server hold. */
    private static final int LARGE = 16 * 1024 * 1024;

    /** The reason why the peer does not read. */
    enum Stop {
        WIRE("silent connection"),
        WORKER("stopped worker");

        private final String title;

        Stop(String title) {
            this.title = title;
        }
    }

    /** The event that ends the calls. */
    enum Release {
        TIMEOUT("timeout"),
        CLOSE("close()");

        private final String title;

        Release(String title) {
            this.title = title;
        }
    }

    @Override
    public String name() {
        return "stuck in a large body, " + stop.title + ", " + release.title;
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        Duration timeout = release == Release.TIMEOUT ? SHORT : Caller.USUAL;
        try (Backend backend = new Backend(ledger);
                Nginx nginx = new Nginx(site, backend, Limits.USUAL);
                Relay relay = new Relay(nginx.port(Protocol.HTTP_2))) {
            Caller caller = new Caller(ledger, Protocol.HTTP_2.url(relay.port()), timeout, null);
            ledger.require(caller.within(Caller.USUAL).get().isSuccess(), "the first get failed");
            List<Thread> calls = stuck(ledger, nginx, relay, caller);
            if (release == Release.TIMEOUT) {
                ledger.require(Threads.ended(calls, timeout.plus(Call.SLACK)), "not all calls ended at their timeout");
                next(ledger, caller);
            }
            long begun = System.nanoTime();
            boolean isClosed = caller.close(AT_ONCE);
            boolean areEnded = Threads.ended(calls, AT_ONCE);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            ledger.require(isClosed, "close() took " + Ledger.seconds(took));
            ledger.require(areEnded, "close() did not end the calls within " + Ledger.seconds(took));
        }
    }

    /** Makes a call with a large body that gets stuck, and three small calls on the same connection. */
    private List<Thread> stuck(Ledger ledger, Nginx nginx, Relay relay, Caller caller) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        relay.after(MIDDLE, () -> {
            if (stop == Stop.WIRE) {
                relay.silence(Relay.Silence.BOTH);
            } else {
                nginx.stopWorker();
            }
            stopped.countDown();
        });
        List<Thread> calls = new ArrayList<>();
        calls.add(Threads.start(ledger, () -> {
            Call large = caller.abort("x".repeat(LARGE));
            ledger.require(large.isUnclear(), "the large abort must be unclear: " + large);
        }));
        ledger.require(stopped.await(Caller.USUAL.toSeconds(), TimeUnit.SECONDS), "the large body was not sent");
        Caller.requireNewConnectionsWork(ledger, Protocol.HTTP_2.url(relay.port()));
        Thread.sleep(500); // until all buffers are full
        List<Thread> small = Threads.start(ledger, 3, caller::get);
        ledger.require(
                Threads.await(Caller.USUAL, () -> small.stream().allMatch(StuckBody::waits)),
                "the small calls do not wait");
        calls.addAll(small);
        Thread.sleep(500); // they can have waited for something else than the connection
        return calls;
    }

    private static boolean waits(Thread call) {
        return call.getState() != Thread.State.NEW && call.getState() != Thread.State.RUNNABLE;
    }

    private static void next(Ledger ledger, Caller caller) throws InterruptedException {
        Thread thread = Threads.start(ledger, () -> {
            Call get = caller.get();
            ledger.require(get.isSuccess(), "the next get failed: " + get);
            Call abort = caller.abort();
            ledger.require(abort.isSuccess(), "the next abort failed: " + abort);
        });
        ledger.require(
                Threads.ended(List.of(thread), SHORT.multipliedBy(2).plus(Call.SLACK)), "the next calls did not end");
    }
}
