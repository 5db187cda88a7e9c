package io.cloudjobs.testkit;

import java.io.BufferedInputStream;
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
 * A server that responds with any bytes, or none, and closes a connection in any way. MockWebServer, which serves the
 * other tests, cannot send half a header or a reset.
 */
public final class RawServer implements AutoCloseable {
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private static final Pattern EXPECTS_CONTINUE = Pattern.compile("(?i)\r\nexpect: *100-continue");

    /** The action on the connection after the bytes. */
    public enum Then {
        KEEP,
        FIN,
        RST,
        HALF_CLOSE,
        HANG,
        /** Sends a space every 20 ms, forever. */
        DRIP
    }

    /**
     * The action of the server on a request.
     *
     * @param readsRequest whether it reads the whole request first
     */
    public record Answer(boolean readsRequest, byte[] bytes, Then then) {
        /** Reads the request and sends this text. */
        public static Answer of(String text, Then then) {
            return new Answer(true, text.getBytes(StandardCharsets.ISO_8859_1), then);
        }

        /** Sends nothing, and does not read the request. */
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

    /** Closes each connection immediately, until the test sets a response. */
    public RawServer() throws IOException {
        daemon("raw server", this::accept);
    }

    /** Sets the response from now on. */
    public void answer(Answer answer) {
        this.answer = answer;
    }

    /** Returns the URL, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Returns the port. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Returns the number of completely received requests. */
    public int requestCount() {
        return requestCount.get();
    }

    /** Waits for this number of requests: the client may close the connection before its request is counted. */
    public int requestCount(int expected) {
        if (answer.readsRequest()) {
            Eventually.await(() -> requestCount() >= expected);
        }
        return requestCount();
    }

    /** Sends bytes on all connections, without a request. */
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

    /** Closes all connections in any state. */
    public void endConnections() {
        try {
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the number of accepted connections. */
    public int connectionCount() {
        return connectionCount.get();
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true); // unrequested bytes must not wait
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
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                if (answer.readsRequest()) {
                    if (!readRequest(connection, in)) {
                        connection.close();
                        return;
                    }
                    requestCount.incrementAndGet();
                }
                Answer now = answer; // may have changed during the read
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
            // The client has closed the connection, or the test is over.
        }
    }

    private static boolean readRequest(Socket connection, InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int end = 0; end != 0x0d0a0d0a; ) { // an empty line
            int b = in.read();
            if (b < 0) {
                return false;
            }
            bytes.write(b);
            end = end << 8 | b;
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        if (EXPECTS_CONTINUE.matcher(head).find()) {
            write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
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
