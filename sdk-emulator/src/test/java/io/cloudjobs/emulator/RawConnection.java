package io.cloudjobs.emulator;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One TCP connection. A test sees its bytes and its end. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawConnection(String endpoint) throws IOException {
        URI uri = URI.create(endpoint);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns one byte, or -1 if the other side has closed the connection. */
    int read() throws IOException {
        return in.read();
    }

    /** Returns whether nothing has arrived yet. A response that comes too early is found most of the time, not always. */
    boolean isSilent() throws IOException {
        socket.setSoTimeout(20);
        try {
            in.mark(1);
            in.read();
            in.reset();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(60_000);
        }
    }

    /** Waits until the other side closes the connection, and returns true. */
    boolean isClosed() throws IOException {
        try {
            while (in.read() >= 0) {
                // a refusal can come first
            }
            return true;
        } catch (SocketException e) {
            return true; // reset
        }
    }

    /** Reads until the given end, and includes it. */
    String readUntil(String end) throws IOException {
        var text = new StringBuilder();
        while (text.length() < end.length()
                || !text.substring(text.length() - end.length()).equals(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
