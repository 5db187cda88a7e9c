package io.cloudjobs.core.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/** Makes sockets that can be seen into, of those that another factory makes. */
final class WireSocketFactory extends SocketFactory {
    private final SocketFactory sockets;
    private final Duration writeLimit;
    private final Set<WireSocket> open = ConcurrentHashMap.newKeySet();

    /**
     * A factory around another one.
     *
     * @param writeLimit how long one write may be stuck
     */
    WireSocketFactory(SocketFactory sockets, Duration writeLimit) {
        this.sockets = sockets;
        this.writeLimit = writeLimit;
    }

    @Override
    public Socket createSocket() throws IOException {
        return wire(sockets.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return wire(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return wire(sockets.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return wire(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return wire(sockets.createSocket(address, port, localAddress, localPort));
    }

    private Socket wire(Socket socket) throws IOException {
        WireSocket wire = new WireSocket(socket, writeLimit, open::remove);
        open.add(wire);
        return wire;
    }

    /** Closes the sockets in which a thread is stuck. */
    void closeStuck() {
        for (WireSocket socket : open) {
            if (socket.isStuck()) {
                socket.closeQuietly();
            }
        }
    }
}
