package io.cloudjobs.print.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network between a worker and its database, which a test can cut or make hang. */
final class TcpProxy implements AutoCloseable {
    private enum State {
        PASSES,
        HANGS,
        IS_CUT
    }

    private final int target;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.PASSES;

    TcpProxy(int target) throws IOException {
        this.target = target;
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Returns how many connections were refused. */
    int refused() {
        return refused.get();
    }

    /** Closes all connections, and refuses new ones. */
    void cut() {
        set(State.IS_CUT);
        sockets.forEach(this::close);
    }

    /** Keeps all connections, but no byte passes. */
    void hang() {
        set(State.HANGS);
    }

    void pass() {
        set(State.PASSES);
    }

    private void set(State next) {
        lock.lock();
        try {
            state = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the network hangs. Returns whether bytes may pass. */
    private boolean passes() {
        lock.lock();
        try {
            while (state == State.HANGS) {
                changed.awaitUninterruptibly();
            }
            return state == State.PASSES;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                daemon(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        if (!passes()) {
            refused.incrementAndGet();
            close(client);
            return;
        }
        try {
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(database);
            daemon(() -> copy(database, client));
            copy(client, database);
        } catch (IOException e) {
            close(client);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] bytes = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0 && passes(); read = in.read(bytes)) {
                out.write(bytes, 0, read);
            }
        } catch (IOException e) {
            // closed
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // closed
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
