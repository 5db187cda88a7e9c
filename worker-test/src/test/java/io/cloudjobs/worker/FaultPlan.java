package io.cloudjobs.worker;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Which requests fail, and how. The seed fixes the order of the faults, but not which request meets which. */
final class FaultPlan {
    /** The longest delay. Shorter than the settle time of the workers. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    enum Fault {
        THROTTLED,
        UNAVAILABLE,
        /** The connection ends before the service gets the request. */
        CLOSED,
        /** The service processes the request, and the connection ends. */
        RESPONSE_LOST,
        REQUEST_DELAYED,
        RESPONSE_DELAYED,
        NONE
    }

    private static final Fault[] FAULTS = Fault.values();

    private final int percent;
    private final Random random;
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

    FaultPlan(int percent, long seed) {
        this.percent = percent;
        this.random = new Random(seed);
    }

    synchronized Fault next() {
        boolean fails = random.nextInt(100) < percent;
        Fault fault = fails ? FAULTS[random.nextInt(Fault.NONE.ordinal())] : Fault.NONE;
        counts.merge(fault, 1, Integer::sum);
        return fault;
    }

    void delay() {
        LockSupport.parkNanos((long) (LONGEST_DELAY.toNanos() * nextDouble()));
    }

    private synchronized double nextDouble() {
        return random.nextDouble();
    }

    /** Returns how often each fault occurred. */
    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
