package io.cloudjobs.faults;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Forwards connections to a server. On request it stops forwarding on the open ones, like a load balancer that has
 * dropped them: it neither reads nor writes, and sends no notice. New connections are forwarded.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket socket;
    private final @Nullable Integer target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connectionCount = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int silent;

    /** Creates a relay to a port of this machine. */
    Relay(int target) {
        this(Integer.valueOf(target));
    }

    /** Creates a SOCKS proxy: a relay whose client sends the port. */
    static Relay socks() {
        return new Relay(null);
    }

    private Relay(@Nullable Integer target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Returns the number of connections. */
    int connectionCount() {
        return connectionCount.get();
    }

    /** Stops forwarding on the open connections. */
    void forget() {
        silent = connectionCount.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                sockets.add(client);
                daemon(() -> connect(client));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target == null ? socksPort(client) : target);
            server.setTcpNoDelay(true);
            sockets.add(server);
            int number = connectionCount.incrementAndGet();
            daemon(() -> pass(client, server, number));
            daemon(() -> pass(server, client, number));
        } catch (IOException e) {
            close(client);
        }
    }

    /** Performs the SOCKS 5 handshake, as far as the Java client needs it, and returns the requested port. */
    private static int socksPort(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.skipNBytes(1);
        in.skipNBytes(in.readUnsignedByte()); // the authentication methods of the client
        client.getOutputStream().write(new byte[] {5, 0}); // no authentication
        in.skipNBytes(3);
        in.skipNBytes(in.readUnsignedByte() == 3 ? in.readUnsignedByte() : 4); // a host name or an address
        int port = in.readUnsignedShort();
        client.getOutputStream().write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
        return port;
    }

    private void pass(Socket from, Socket to, int number) {
        byte[] buffer = new byte[8 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); ; read = in.read(buffer)) {
                if (number <= silent) {
                    closed.await();
                }
                if (read < 0) {
                    to.shutdownOutput();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            close(from);
            close(to);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // Nothing more can be done.
        }
    }

    @Override
    public void close() {
        closed.countDown();
        close(socket);
        sockets.forEach(Relay::close);
    }
}
