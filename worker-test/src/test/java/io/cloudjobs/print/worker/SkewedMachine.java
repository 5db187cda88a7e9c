package io.cloudjobs.print.worker;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.ForwardingTime;
import java.time.Duration;
import java.time.Instant;

/** A machine whose clock is wrong. In this package, because users cannot replace the clock of a worker. */
public final class SkewedMachine {
    private SkewedMachine() {}

    /** Starts a worker, which runs until its JVM ends. */
    public static void start(PrintTaskWorker.Builder settings, Duration ahead) {
        Engine.start(settings, new ForwardingTime(Time.SYSTEM) {
            @Override
            public Instant now() {
                return super.now().plus(ahead);
            }
        });
    }
}
