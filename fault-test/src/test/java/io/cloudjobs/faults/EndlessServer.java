package io.cloudjobs.faults;

import io.cloudjobs.testkit.CannedServer;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/**
 * Starts a response and then sends the same piece repeatedly, until the client closes the connection or the test is
 * over.
 */
final class EndlessServer implements FaultServer {
    private final CannedServer server = CannedServer.http();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final MockResponse fault;

    private EndlessServer(MockResponse.Builder start, String piece, int pauseMillis) {
        fault = start.body(new MockResponseBody() {
                    @Override
                    public long getContentLength() {
                        return -1;
                    }

                    @Override
                    public void writeTo(BufferedSink sink) throws IOException {
                        while (!closedAfter(pauseMillis)) {
                            sink.writeUtf8(piece).flush();
                        }
                    }
                })
                .build();
    }

    /** Sends a chunked body of spaces. */
    static EndlessServer chunks(int status, int size, int pauseMillis) {
        return new EndlessServer(
                new MockResponse.Builder().code(status).clearHeaders().setHeader("Transfer-Encoding", "chunked"),
                Integer.toHexString(size) + "\r\n" + " ".repeat(size) + "\r\n",
                pauseMillis);
    }

    /** Sends {@code 100 Continue} repeatedly. */
    static EndlessServer patience(int pauseMillis) {
        String piece = "HTTP/1.1 100 Continue\r\n\r\n";
        return new EndlessServer(
                new MockResponse.Builder().status("HTTP/1.1 100 Continue").clearHeaders(), piece, pauseMillis);
    }

    private boolean closedAfter(int millis) throws IOException {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void works(Operation operation) {
        server.answer(CannedFaultServer.working(operation));
    }

    @Override
    public void fails(Operation operation) {
        server.answer(fault);
    }

    @Override
    public String url() {
        return server.url();
    }

    @Override
    public int requestCount() {
        return server.requestCount();
    }

    /** The client may have closed the connection before its request is counted. */
    @Override
    public int requestCount(int expected) {
        Eventually.await(() -> requestCount() >= expected);
        return requestCount();
    }

    @Override
    public void close() {
        closed.countDown();
        server.close();
    }
}
