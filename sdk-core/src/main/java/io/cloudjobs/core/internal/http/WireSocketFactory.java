package io.cloudjobs.core.internal.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Wraps the sockets of another factory in {@link WireSocket}. While sockets are open, it checks them periodically on
 * Okio's timeout thread: on an idle connection a write may be stuck without a call that waits for it.
 */
final class WireSocketFactory extends SocketFactory {
    private final SocketFactory sockets;
    private final Duration writeLimit;
    private final Set<WireSocket> open = ConcurrentHashMap.newKeySet();
    private final Alarm rounds = new Alarm(this::lookAfterSockets);
    private boolean isLookedAfter;

    /**
     * Creates a factory that wraps another one.
     *
     * @param writeLimit the longest time for one write; the detection of a stuck write takes up to 50 % longer
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

    /** Closes all sockets, even if a thread is stuck in one. */
    void closeAll() {
        open.forEach(WireSocket::close);
    }
}
