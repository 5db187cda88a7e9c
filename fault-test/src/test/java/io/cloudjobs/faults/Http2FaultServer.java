package io.cloudjobs.faults;

import io.cloudjobs.faults.Http2Server.Connection;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;

/** An HTTP/2 server that works until its fault is active. It controls each frame. */
final class Http2FaultServer implements FaultServer {
    private final Fault fault;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Operation operation = Operation.GET;
    private volatile int lastFaulty;
    private final Http2Server server;

    /** The action instead of a response. */
    private interface Fault {
        void run(Connection connection, int stream) throws IOException, InterruptedException;
    }

    private final boolean isOfConnection;

    private Http2FaultServer(boolean isOfConnection, Fault fault) {
        this.isOfConnection = isOfConnection;
        this.fault = fault;
        this.server = new Http2Server(this::serve);
    }

    /** Refuses each request after reading it. */
    static Http2FaultServer refusing() {
        return new Http2FaultServer(
                false, (connection, stream) -> connection.reset(Http2Server.REFUSED_STREAM, stream));
    }

    /** Stops reading on the open connections, and sends a PING every millisecond. */
    static Http2FaultServer deaf() {
        return new Http2FaultServer(true, (connection, stream) -> {
            while (connection.isNext()) {
                connection.send(Http2Server.PING, 0, 0, new byte[8]);
            }
        });
    }

    private void serve(Connection connection, int number) throws IOException, InterruptedException {
        connection.sendSettings();
        connection.readPreface();
        while (true) {
            Http2Server.Frame frame = connection.read();
            if (isOfConnection && number <= lastFaulty) {
                fault.run(connection, frame.stream());
            }
            if (frame.isEndOfStream()) {
                requests.incrementAndGet();
                if (number <= lastFaulty) {
                    fault.run(connection, frame.stream());
                } else {
                    answer(connection, frame.stream());
                }
            }
        }
    }

    private void answer(Connection connection, int stream) throws IOException {
        Operation now = operation;
        connection.sendStatus(now.status, now.body.isEmpty(), stream);
        if (!now.body.isEmpty()) {
            connection.sendData(now.body, stream);
        }
    }

    @Override
    public void works(Operation operation) {
        this.operation = operation;
        lastFaulty = isOfConnection ? lastFaulty : 0;
    }

    @Override
    public void fails(Operation operation) {
        this.operation = operation;
        lastFaulty = isOfConnection ? server.connectionCount() : Integer.MAX_VALUE;
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public int requestCount() {
        return requests.get();
    }

    @Override
    public OkHttpClient client(OkHttpClient plain) {
        return LoopbackTls.trusting(plain);
    }

    @Override
    public void close() {
        server.close();
    }
}
