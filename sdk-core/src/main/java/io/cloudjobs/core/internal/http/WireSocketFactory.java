package io.cloudjobs.core.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes sockets that can be seen into, of those that another factory makes. While it has some, it looks after them from time to
 * time, on Okio's thread for timeouts: on an idle connection a write may be stuck with nobody waiting for it.
 */
final class WireSocketFactory extends SocketFactory {
    private final SocketFactory sockets;
    private final Duration writeLimit;
    private final Set<WireSocket> open = ConcurrentHashMap.newKeySet();
    private final Alarm rounds = new Alarm(this::lookAfterSockets);
    private boolean isLookedAfter;

    /**
     * A factory around another one.
     *
     * @param writeLimit how long one write may be stuck; up to half as much again passes until that is seen
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
        WireSocket wire = new WireSocket(socket, open::remove);
        open.add(wire);
        synchronized (rounds) {
            if (!isLookedAfter) {
                isLookedAfter = true;
                rounds.set(writeLimit.dividedBy(2));
            }
        }
        return wire;
    }

    private void lookAfterSockets() {
        open.forEach(socket -> {
            if (socket.isStuckFor(writeLimit)) {
                socket.close();
            }
        });
        synchronized (rounds) {
            isLookedAfter = !open.isEmpty();
            if (isLookedAfter) {
                rounds.set(writeLimit.dividedBy(2));
            }
        }
    }

    /** Closes all of them, whatever thread is stuck in one. */
    void closeAll() {
        open.forEach(WireSocket::close);
    }
}
