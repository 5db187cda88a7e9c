package io.cloudjobs.faults;

import io.cloudjobs.testkit.LoopbackTls;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends one {@link Flood} in response to each request, and counts both. */
final class FloodServer implements AutoCloseable {
    private static final int HEADERS = 1;
    private static final int END_STREAM = 1;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Flood flood;
    private final boolean isTls;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();

    FloodServer(Flood flood, boolean isTls) throws IOException {
        this.flood = flood;
        this.isTls = isTls;
        daemon(this::accept);
    }

    String url() {
        return (isTls ? "https" : "http") + "://127.0.0.1:" + socket.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    long sent() {
        return sent.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                daemon(() -> serve(accepted));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            accepted.setSendBufferSize(64 * 1024);
            Socket connection = isTls ? LoopbackTls.accept(accepted, flood.isHttp2() ? "h2" : "http/1.1") : accepted;
            OutputStream out = connection.getOutputStream();
            DataInputStream in = new DataInputStream(connection.getInputStream());
            if (flood.isHttp2()) {
                out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0}); // SETTINGS
                readHttp2Request(in);
            } else {
                readRequest(in);
            }
            requests.incrementAndGet();
            daemon(() -> readOn(in)); // otherwise the client could not write its replies
            out.write(flood.start());
            while (true) {
                out.write(flood.piece());
                sent.addAndGet(flood.piece().length);
            }
        } catch (IOException e) {
            // The client has closed the connection, or the test is over.
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        for (int end = 0; end != 0x0d0a0d0a; ) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("no request");
            }
            end = end << 8 | b;
        }
    }

    private static void readHttp2Request(DataInputStream in) throws IOException {
        in.readNBytes(24); // the connection preface
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            in.readInt();
            in.readNBytes(length);
            if (type <= HEADERS && (flags & END_STREAM) != 0) {
                return;
            }
        }
    }

    private static void readOn(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The connection is closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "flood");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
