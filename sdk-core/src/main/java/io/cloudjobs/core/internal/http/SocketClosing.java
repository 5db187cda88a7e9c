package io.cloudjobs.core.internal.http;

import java.net.Socket;

/** Closes sockets in which a thread may be stuck. */
final class SocketClosing {
    private SocketClosing() {}

    /**
     * Returns whether it is a plain JDK socket. Only then its close returns immediately, and its reads surely time out.
     */
    static boolean isPlain(Socket socket) {
        return socket.getClass() == Socket.class;
    }

    /**
     * Closes a socket, even if a thread is stuck in it. Returns immediately.
     *
     * @param isWriting whether a thread may be stuck in a write
     */
    static void close(Socket socket, boolean isWriting) {
        if (isPlain(socket)) {
            close(socket);
            return;
        }
        // The close of another socket may wait for a stuck thread or, with TLS, get stuck in its own last message.
        Thread closer = new Thread(
                () -> {
                    if (isWriting) {
                        waiveFarewell(socket);
                    }
                    close(socket);
                },
                "cloudjobs-connection-closer");
        closer.setDaemon(true);
        closer.start();
    }

    private static void waiveFarewell(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (Exception e) { // any kind: a user's class may implement the socket
            // Then the close may take longer, on this thread.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (Exception e) { // any kind: a user's class may implement the socket
            // Nothing more can be done.
        }
    }
}
