package io.cloudjobs.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Listens, but accepts no connection, and its backlog is full: a new connection hangs. */
final class FullBacklogServer implements FaultServer {
    private final ServerSocket socket;
    private final List<Socket> queue = new ArrayList<>();

    FullBacklogServer() {
        try {
            socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The operating system decides the size of the backlog: it is full when three more connections in a row have to
     * wait.
     */
    private void fill() throws IOException {
        int waiting = 0;
        for (int i = 0; i < 100; i++) {
            Socket next = new Socket();
            queue.add(next);
            try {
                next.connect(socket.getLocalSocketAddress(), 100);
                waiting = 0;
            } catch (SocketTimeoutException e) {
                if (++waiting == 3) {
                    return;
                }
            }
        }
        throw new IllegalStateException("this system's queue of connections is never full");
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public int requestCount() {
        return 0;
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket waiting : queue) {
                waiting.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
