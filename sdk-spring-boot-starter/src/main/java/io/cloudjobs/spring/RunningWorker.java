package io.cloudjobs.spring;

import io.cloudjobs.print.worker.PrintTaskWorker;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the worker claim jobs only while the application runs. Otherwise an application that starts or stops would take jobs
 * from other machines. The worker itself exists before, because the beans that pass notifications to it need it.
 */
final class RunningWorker implements SmartLifecycle, AutoCloseable {
    /**
     * Starts after the web server, which the handshake of a subscription needs, and stops after its last request: Spring Boot
     * stops the web server 2048, and waits for its requests 1024 below the default.
     */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1536;

    private final PrintTaskWorker worker;
    private volatile boolean running;

    /**
     * @param worker a paused worker
     */
    RunningWorker(PrintTaskWorker worker) {
        this.worker = worker;
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
        worker.resume();
        running = true;
    }

    @Override
    public void stop() {
        worker.pause();
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
