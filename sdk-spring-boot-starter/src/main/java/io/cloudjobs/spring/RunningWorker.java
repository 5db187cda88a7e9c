package io.cloudjobs.spring;

import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskHandler;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the handler only while the application runs: a start that fails later decides about no job. The worker itself exists
 * before, because the beans that pass notifications to it need it.
 */
final class RunningWorker implements SmartLifecycle, AutoCloseable {
    /** Starts before the web server (2048 below the default) and stops after it. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Duration UNTIL_RUNNING = Duration.ofSeconds(2);

    private final PrintTaskWorker worker;
    private volatile boolean running;

    /** Starts a worker. */
    RunningWorker(PrintTaskHandler handler, Start start) {
        worker = start.with(held -> running ? handler.decide(held) : Decision.hold(UNTIL_RUNNING));
    }

    /** Starts a worker with a handler. */
    @FunctionalInterface
    interface Start {
        PrintTaskWorker with(PrintTaskHandler handler);
    }

    PrintTaskWorker worker() {
        return worker;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Waits for the steps in progress. Spring calls this before it closes the client, the handler and the database. */
    @Override
    public void close() {
        worker.close();
    }
}
