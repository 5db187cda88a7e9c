package io.cloudjobs.faults;

import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.util.function.Function;

/** A fault server based on {@link RawServer}. Its fault is any bytes, or a closed connection. */
final class RawFaultServer implements FaultServer {
    private final RawServer server = new RawServer();
    private final Function<Operation, Answer> fault;
    private final String scheme;

    RawFaultServer(Function<Operation, Answer> fault, String scheme) throws IOException {
        this.fault = fault;
        this.scheme = scheme;
    }

    @Override
    public void works(Operation operation) {
        server.answer(Answer.of(operation.answer(), Then.KEEP));
    }

    @Override
    public void fails(Operation operation) {
        server.answer(fault.apply(operation));
    }

    @Override
    public String url() {
        return scheme + "://127.0.0.1:" + server.port();
    }

    @Override
    public int requestCount() {
        return server.requestCount();
    }

    @Override
    public int requestCount(int expected) {
        return server.requestCount(expected);
    }

    /** Returns the number of accepted connections. */
    int connectionCount() {
        return server.connectionCount();
    }

    @Override
    public void close() {
        server.close();
    }
}
