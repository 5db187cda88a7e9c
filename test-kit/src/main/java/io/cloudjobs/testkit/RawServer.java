package io.cloudjobs.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers with any bytes, or none, and ends a connection in any way. MockWebServer, which serves the other
 * tests, has no words for half a header or for a reset.
 */
public final class RawServer implements AutoCloseable {
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private static final Pattern EXPECTS_CONTINUE = Pattern.compile("(?i)\r\nexpect: *100-continue");

    /** What happens to the connection when the bytes are out. */
    public enum Then {
        KEEP,
        FIN,
        RST,
        HALF_CLOSE,
        HANG,
        /** A blank every 20 ms, for ever. */
        DRIP
    }

    /**
     * What the server does.
     *
     * @param readsRequest whether it reads the whole request first
     */
    public record Answer(boolean readsRequest, byte[] bytes, Then then) {
        /** Reads the request and answers with a text. */
        public static Answer of(String text, Then then) {
            return new Answer(true, text.getBytes(StandardCharsets.ISO_8859_1), then);
        }

        /** Says nothing, and does not read the request. */
        public static Answer onConnection(Then then) {
            return new Answer(false, new byte[0], then);
        }
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connectionCount = new AtomicInteger();
    private final AtomicInteger requestCount = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answer answer = Answer.onConnection(Then.FIN);

    /** Ends each connection at once, until the test sets an answer. */
    public RawServer() throws IOException {
        daemon("raw server", this::accept);
    }

    /** Sets the answer from now on. */
    public void answer(Answer answer) {
        this.answer = answer;
    }

    /** Where it is, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The port on which it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** How many requests have been read to their end. */
    public int requestCount() {
        return requestCount.get();
    }

    /** Waits for so many: the client may have left before its request is counted. */
    public int requestCount(int expected) {
        if (answer.readsRequest()) {
            Eventually.await(() -> requestCount() >= expected);
        }
        return requestCount();
    }

    /** Says something on all connections, asked or not. */
    public void say(String text) {
        try {
            for (Socket connection : connections) {
                if (!connection.isClosed()) {
                    write(connection, text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes all connections, whatever happens on them. */
    public void endConnections() {
        try {
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many connections have been accepted. */
    public int connectionCount() {
        return connectionCount.get();
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true); // what is said beside the answers waits for nobody
                connections.add(connection);
                connectionCount.incrementAndGet();
                daemon("raw connection", () -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try {
            while (true) {
                if (answer.readsRequest()) {
                    if (!readRequest(connection)) {
                        connection.close();
                        return;
                    }
                    requestCount.incrementAndGet();
                }
                Answer now = answer; // may have changed while we were reading
                connection.getOutputStream().write(now.bytes());
                connection.getOutputStream().flush();
                switch (now.then()) {
                    case KEEP -> {
                        continue;
                    }
                    case FIN -> connection.close();
                    case RST -> {
                        connection.setSoLinger(true, 0);
                        connection.close();
                    }
                    case HALF_CLOSE -> {
                        connection.shutdownOutput();
                        closed.await();
                    }
                    case HANG -> closed.await();
                    case DRIP -> {
                        while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                            connection.getOutputStream().write(' ');
                        }
                    }
                }
                return;
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, or the test has.
        }
    }

    private static boolean readRequest(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            head.write(b);
        }
        if (EXPECTS_CONTINUE.matcher(head.toString(StandardCharsets.ISO_8859_1)).find()) {
            write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        Matcher length = CONTENT_LENGTH.matcher(head.toString(StandardCharsets.ISO_8859_1));
        int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return in.readNBytes(body).length == body;
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endConnections();
    }
}
