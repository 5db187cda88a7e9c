package io.cloudjobs.worker;

import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.HeldPrintJob;
import io.cloudjobs.print.worker.PrintTaskHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Decides the {@link Fate} of a job. It is sometimes slow, and sometimes fails at first. */
record HeldJobsHandler(String destination) implements PrintTaskHandler {
    private static final Duration SLOW = Duration.ofMillis(1500);

    @Override
    public Decision decide(HeldPrintJob held) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextInt(20) == 0) {
            LockSupport.parkNanos(random.nextLong(SLOW.toNanos()));
        }
        if (held.attempt() == 1 && random.nextInt(10) == 0) {
            throw new IllegalStateException("made to fail");
        }
        var created = Objects.requireNonNull(held.job().createdDateTime()).toInstant();
        return Fate.of(held.job().id()).decision(created, destination);
    }
}
