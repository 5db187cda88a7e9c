package io.cloudjobs.core.internal.http;

import java.net.Socket;

/** Ends sockets in which a thread may be stuck. */
final class SocketClosing {
    private SocketClosing() {}

    /** Whether it is a socket of the JDK alone. Only then its close returns at once, and its reads are sure to time out. */
    static boolean isPlain(Socket socket) {
        return socket.getClass() == Socket.class;
    }

    /**
     * Ends a socket, whatever happens on it. Returns at once.
     *
     * @param isWriting whether a thread may be stuck in a write
     */
    static void close(Socket socket, boolean isWriting) {
        if (isPlain(socket)) {
            close(socket);
            return;
        }
        // Another one may wait for the thread that is stuck in it, or get stuck in its farewell, as TLS does.
        Thread closer = new Thread(
                () -> {
                    if (isWriting) {
                        waiveFarewell(socket);
                    }
                    close(socket);
                },
                "CloudJobs closes a connection");
        closer.setDaemon(true);
        closer.start();
    }

    private static void waiveFarewell(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (Exception e) { // of any kind: the socket may be of a user's class
            // Then it may take its time, on this thread.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (Exception e) { // of any kind: the socket may be of a user's class
            // It has done what it can.
        }
    }
}
