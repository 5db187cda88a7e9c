package io.cloudjobs.faults;

import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server that always works. Its fault is an action on idle connections. */
final class IdleFaultServer implements FaultServer {
    /** Longer than the idle time after which the client checks a connection for a non-idempotent operation. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final RawServer server;
    private final Consumer<RawServer> fault;

    IdleFaultServer(Consumer<RawServer> fault) {
        this.fault = fault;
        try {
            server = new RawServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void works(Operation operation) {
        server.answer(Answer.of(operation.answer(), Then.KEEP));
    }

    @Override
    public void fails(Operation operation) {
        works(operation);
        fault.accept(server);
        pause();
    }

    /** Waits so long that the client checks the connection. */
    static void pause() {
        long end = System.nanoTime() + PAUSE;
        Eventually.await(() -> System.nanoTime() - end >= 0);
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public int requestCount() {
        return server.requestCount();
    }

    @Override
    public void close() {
        server.close();
    }
}
