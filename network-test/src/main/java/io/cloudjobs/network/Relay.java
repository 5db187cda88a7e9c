package io.cloudjobs.network;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A relay between clients and a server. It can stop forwarding on the open connections without closing them, while new
 * ones work. It also detects which side sent first.
 */
final class Relay implements AutoCloseable {
    /** If a request and the close of its connection are observed within this time, they crossed in transit. */
    private static final Duration CROSSING = Duration.ofMillis(150);

    private static final int BUFFER = 64 * 1024;

    private final int target;
    private final ServerSocket socket = new ServerSocket();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger crossed = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicLong bytesToWait = new AtomicLong(Long.MAX_VALUE);
    private volatile Threads.Work then = () -> {};

    Relay(int target) throws IOException {
        this.target = target;
        socket.setReceiveBufferSize(BUFFER);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        Threads.daemon(this::accept).start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The direction that stops. */
    enum Silence {
        BOTH("no data gets through"),
        ANSWERS("responses are lost");

        private final String title;

        Silence(String title) {
            this.title = title;
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** Stops forwarding on the open connections, and discards their buffered bytes. */
    void silence(Silence what) {
        connections.forEach(connection -> connection.silence(what));
    }

    /** Runs an action once, after this number of further bytes from clients. */
    void after(long bytes, Threads.Work action) {
        then = action;
        bytesToWait.set(bytes);
    }

    int connectionCount() {
        return accepted.get();
    }

    /** Returns the number of connections that a client used at the moment when the server closed them. */
    int crossedCount() {
        return crossed.get();
    }

    /** Returns the number of connections that a client used after the server had closed them. */
    int lateCount() {
        return late.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                Connection connection = new Connection(client);
                connections.add(connection);
                Threads.daemon(connection::run).start();
            } catch (IOException e) {
                // The relay or the client is closed.
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        connections.forEach(Connection::end);
    }

    /** A connection from a client, and its connection to the server. */
    private final class Connection {
        private final Socket client;
        private final Socket server = new Socket();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean requestsAreLost;
        private volatile boolean answersAreLost;
        private volatile boolean serverHasEnded;
        private volatile long serverEnd;
        private volatile boolean isAnswered = true;
        private volatile long lastRequest;

        Connection(Socket client) {
            this.client = client;
        }

        void silence(Silence what) {
            answersAreLost = true;
            requestsAreLost = what == Silence.BOTH;
        }

        void run() {
            try {
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                server.setSendBufferSize(BUFFER);
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                Threads.daemon(this::answers).start();
                requests();
            } catch (IOException e) {
                end();
            }
        }

        private void requests() throws IOException {
            InputStream in = client.getInputStream();
            byte[] buffer = new byte[BUFFER / 4];
            boolean isFirstAfterEnd = true;
            for (int n; (n = in.read(buffer)) >= 0; ) {
                if (serverHasEnded && isFirstAfterEnd) { // the close came first
                    isFirstAfterEnd = false;
                    boolean isLate = System.nanoTime() - serverEnd > CROSSING.toNanos();
                    (isLate ? late : crossed).incrementAndGet();
                }
                if (bytesToWait.get() != Long.MAX_VALUE && bytesToWait.addAndGet(-n) <= 0) {
                    bytesToWait.set(Long.MAX_VALUE);
                    act();
                }
                waitIf(requestsAreLost);
                lastRequest = System.nanoTime();
                isAnswered = false;
                server.getOutputStream().write(buffer, 0, n);
            }
            waitIf(requestsAreLost);
            end();
        }

        private void act() throws IOException {
            try {
                then.run();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }

        private void answers() {
            try {
                InputStream in = server.getInputStream();
                byte[] buffer = new byte[BUFFER / 4];
                for (int n; (n = in.read(buffer)) >= 0; ) {
                    waitIf(answersAreLost);
                    isAnswered = true;
                    client.getOutputStream().write(buffer, 0, n);
                }
                waitIf(answersAreLost);
                client.shutdownOutput();
                serverEnd = System.nanoTime();
                serverHasEnded = true;
            } catch (IOException e) {
                end();
            }
            if (!isAnswered && System.nanoTime() - lastRequest < CROSSING.toNanos()) {
                crossed.incrementAndGet(); // the request came first
            }
        }

        private void waitIf(boolean isSilent) throws IOException {
            if (isSilent) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("lost");
            }
        }

        private void end() {
            ended.countDown();
            connections.remove(this);
            try (client;
                    server) {
                client.setSoLinger(true, 0); // as after a crash; a regular close was forwarded before
            } catch (IOException e) {
                // It is already closed.
            }
        }
    }
}
