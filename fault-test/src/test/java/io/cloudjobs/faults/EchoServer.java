package io.cloudjobs.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fast HTTP/1.1 server: it responds to each request with a job whose id is the last segment of the path. It counts
 * requests and connections, and detects when the client has closed a connection.
 */
final class EchoServer implements AutoCloseable {
    /** The name prefix of its threads, to tell them apart from client threads. */
    static final String THREADS = "echo server";

    private final ServerSocket socket = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore ended = new Semaphore(0);

    EchoServer() throws IOException {
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Returns the number of requests. */
    int requestCount() {
        return requests.get();
    }

    /** Returns the number of connections. */
    int connectionCount() {
        return connections.get();
    }

    /**
     * Waits until this number of connections, in the order of their creation, is closed; returns false if that takes
     * too long.
     */
    boolean awaitClosed(int count) throws InterruptedException {
        boolean closed = ended.tryAcquire(count, 40, TimeUnit.SECONDS);
        if (closed) {
            ended.release(count);
        }
        return closed;
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                connections.incrementAndGet();
                daemon(() -> serve(connection));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String request = line(in); request != null; request = line(in)) {
                in.skipNBytes(bodyLength(in));
                requests.incrementAndGet();
                String path = request.split(" ")[1];
                String body = "{\"id\":\"" + path.substring(path.lastIndexOf('/') + 1)
                        + "\",\"status\":{\"state\":\"paused\"}}";
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // The client has closed the connection, or the test is over.
        } finally {
            open.remove(connection);
            ended.release();
        }
    }

    private static int bodyLength(InputStream in) throws IOException {
        int length = 0;
        for (String header = line(in); !"".equals(header); header = line(in)) {
            if (header == null) {
                throw new EOFException();
            }
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
        }
        return length;
    }

    /** Returns a line without its line break; null if the client has closed the connection. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, THREADS);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
