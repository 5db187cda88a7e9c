package io.cloudjobs.network;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Calls at the rate at which the server closes idle HTTP/1.1 connections, or a second slower. A call may fail only if
 * it crosses the close in transit.
 *
 * @param callers the number of clients, which wait at the same time
 * @param calls the number of calls of each client
 */
record IdleLimit(Site site, Server.Kind kind, Pace pace, int seconds, int callers, int calls) implements Scenario {
    /**
     * The start of the next call of a client: after a pause between the limit plus the first and the limit plus the
     * second value.
     */
    enum Pace {
        AT_THE_LIMIT(-20, 300),
        PAST_IT(1_000, 1_100);

        private final int fromMillis;
        private final int toMillis;

        Pace(int fromMillis, int toMillis) {
            this.fromMillis = fromMillis;
            this.toMillis = toMillis;
        }
    }

    /** The clients start within this time, at different moments. */
    private static final int PHASE_MILLIS = 3_000;

    /** The time after which the threads of the relay have finished counting. */
    private static final Duration RELAY_IS_DONE = Duration.ofSeconds(1);

    /** One call among this number may fail because it crosses a close. */
    private static final int MOST_FAILED = 20;

    /**
     * One call among this number may be late: a busy machine may pause a client between the check of a connection and
     * the request.
     */
    private static final int MOST_LATE = 50;

    @Override
    public String name() {
        return "idle limit of " + seconds + " s, " + (pace == Pace.PAST_IT ? "a second later, " : "") + kind;
    }

    @Override
    public void run(Ledger ledger) throws Exception {
        try (Backend backend = new Backend(ledger);
                Server server = kind.start(site, backend, Limits.idle(seconds));
                Relay relay = new Relay(server.port(Protocol.PLAIN))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                boolean isGes = i % 2 != 0;
                threads.add(Threads.start(ledger, () -> calls(ledger, relay, isGes)));
            }
            Duration limit = Duration.ofSeconds((seconds + 2L) * calls).plus(Caller.USUAL);
            Threads.requireEnd(ledger, threads, limit);
            if (pace == Pace.PAST_IT) {
                ledger.requireNoFailures();
            }
            check(ledger, relay);
        }
    }

    private static void check(Ledger ledger, Relay relay) throws InterruptedException {
        int calls = ledger.callCount();
        long failed = ledger.failedCount();
        ledger.require(
                relay.lateCount() * MOST_LATE <= calls,
                relay.lateCount() + " of " + calls
                        + " requests were sent on a connection that the server had closed before");
        ledger.require(failed * MOST_FAILED <= calls, failed + " of " + calls + " calls failed");
        ledger.require(
                Threads.await(RELAY_IS_DONE, () -> failed <= relay.crossedCount() + relay.lateCount()),
                failed + " calls failed, but only " + relay.crossedCount() + " crossed a close");
    }

    private void calls(Ledger ledger, Relay relay, boolean isGes) throws InterruptedException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        try (Caller caller = new Caller(ledger, Protocol.PLAIN.url(relay.port()), Caller.USUAL, null)) {
            Thread.sleep(random.nextInt(PHASE_MILLIS));
            for (int i = 0; i < calls; i++) {
                if (i > 0) {
                    Thread.sleep(1_000L * seconds + random.nextInt(pace.fromMillis, pace.toMillis));
                }
                if (isGes) {
                    caller.submit();
                } else {
                    caller.abort();
                }
            }
        }
    }
}
