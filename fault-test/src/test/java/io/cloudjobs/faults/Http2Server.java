package io.cloudjobs.faults;

import io.cloudjobs.testkit.LoopbackTls;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/2 server with control over each frame, for behavior that a correct server such as MockWebServer does not
 * have.
 */
final class Http2Server implements AutoCloseable {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;

    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;

    static final int REFUSED_STREAM = 7;

    private static final int PREFACE = 24;

    private final ServerSocket socket;
    private final Script script;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connectionCount = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** The script of a connection, from the end of its TLS handshake to its close. */
    interface Script {
        void run(Connection connection, int number) throws IOException, InterruptedException;
    }

    /** Creates a server whose connections follow a script. They are numbered from 1. */
    Http2Server(Script script) {
        this.script = script;
        try {
            socket = new ServerSocket();
            // Small, so that a blocked client notices it quickly.
            socket.setReceiveBufferSize(8 * 1024);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "https://127.0.0.1:" + socket.getLocalPort();
    }

    int connectionCount() {
        return connectionCount.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true); // otherwise each small frame would wait for an ACK
                sockets.add(accepted);
                int number = connectionCount.incrementAndGet();
                daemon(() -> serve(accepted, number));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket accepted, int number) {
        try (accepted) {
            script.run(new Connection(LoopbackTls.accept(accepted, "h2")), number);
        } catch (IOException | InterruptedException e) {
            // The client has closed the connection, or the test is over.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "HTTP/2 server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
            for (Socket accepted : sockets) {
                accepted.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One frame. */
    record Frame(int type, int flags, int stream, byte[] payload) {
        boolean isEndOfStream() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }
    }

    /** One connection. */
    final class Connection {
        private final DataInputStream in;
        private final OutputStream out;

        private Connection(SSLSocket socket) throws IOException {
            in = new DataInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        /** Does nothing until the test is over. */
        void fallSilent() throws InterruptedException {
            closed.await();
        }

        /**
         * Waits a millisecond, and returns whether the test is still running. One frame at this rate is not a flood.
         */
        boolean isNext() throws InterruptedException {
            return !closed.await(1, TimeUnit.MILLISECONDS);
        }

        void send(int type, int flags, int stream, byte... payload) throws IOException {
            ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
            frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
            frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
            out.write(frame.array());
            out.flush();
        }

        void sendSettings() throws IOException {
            send(SETTINGS, 0, 0);
        }

        /** Opens the flow-control window of the client fully. */
        void openWindows() throws IOException {
            ByteBuffer initialWindow = ByteBuffer.allocate(6);
            send(
                    SETTINGS,
                    0,
                    0,
                    initialWindow.putShort((short) 4).putInt(Integer.MAX_VALUE).array());
            send(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(1 << 30).array());
        }

        void sendStatus(int status, boolean isLast, int stream) throws IOException {
            ByteArrayOutputStream headers = new ByteArrayOutputStream();
            headers.write(8); // HPACK: the value follows, and its name is entry 8 of the static table, :status
            headers.write(3);
            headers.writeBytes(String.valueOf(status).getBytes(StandardCharsets.US_ASCII));
            send(HEADERS, END_HEADERS | (isLast ? END_STREAM : 0), stream, headers.toByteArray());
        }

        void sendData(String data, int stream) throws IOException {
            send(DATA, END_STREAM, stream, data.getBytes(StandardCharsets.UTF_8));
        }

        void reset(int error, int stream) throws IOException {
            send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
        }

        void goAway(int lastStream) throws IOException {
            send(
                    GOAWAY,
                    0,
                    0,
                    ByteBuffer.allocate(8).putInt(lastStream).putInt(0).array());
        }

        void readPreface() throws IOException {
            in.readNBytes(PREFACE);
        }

        Frame read() throws IOException {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(type, flags, stream, in.readNBytes(length));
        }

        /** Reads a whole request, and returns its stream id. */
        int readRequest() throws IOException {
            while (true) {
                Frame frame = read();
                if (frame.isEndOfStream()) {
                    return frame.stream();
                }
            }
        }
    }
}
