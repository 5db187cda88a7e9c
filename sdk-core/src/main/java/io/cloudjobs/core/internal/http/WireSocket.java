package io.cloudjobs.core.internal.http;

import io.cloudjobs.core.internal.time.Time;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The TCP socket below a connection, and below its TLS: the one place where it can be seen what came and whether a write is
 * stuck, and the one thing that can be closed whatever thread is stuck in it. An {@code SSLSocket} cannot: its close waits for
 * the thread that writes.
 *
 * <p>Its time is always the real one, because what it waits for is.
 */
final class WireSocket extends ForwardingSocket {
    /** The shortest look that there is: a read that waits. */
    private static final int LOOK_MILLIS = 1;

    /** No write takes so long on a connection that moves. */
    private static final Duration STUCK = Duration.ofMillis(500);

    private static final long NEVER = Long.MIN_VALUE;

    /** How often a retired socket is looked at. */
    private static final Duration RETIRED_LOOK = STUCK;

    private final Consumer<WireSocket> onClose;
    private final Liveness liveness = new Liveness();
    private final Intake intake = new Intake();
    private final Alarm retirement = new Alarm(this::lookAfterRetirement);
    private volatile long writingSince = NEVER;
    private volatile long heardAt = Time.SYSTEM.nanos();
    private volatile long wroteAt = heardAt;
    private volatile @Nullable Address address;
    private volatile boolean retired;
    private volatile boolean isClosing;
    private volatile boolean used;

    /**
     * A socket around another one.
     *
     * @param onClose told when it is closed
     */
    WireSocket(Socket delegate, Consumer<WireSocket> onClose) throws SocketException {
        super(delegate);
        this.onClose = onClose;
    }

    /** The socket below that of a connection; null if it was made by somebody else, as OkHttp does for a SOCKS proxy. */
    static @Nullable WireSocket below(Socket socket) {
        if (socket instanceof WireSocket wire) {
            return wire;
        }
        // TLS has no other way to say what it is layered over.
        return socket.getLocalSocketAddress() instanceof Address address ? address.socket : null;
    }

    /** How many bytes have come so far. */
    long received() {
        return intake.received();
    }

    /** How much comes in on it, and how much may. */
    Intake intake() {
        return intake;
    }

    Liveness liveness() {
        return liveness;
    }

    /** Whether nothing has come for so long. */
    boolean isSilentFor(Duration duration) {
        return Time.SYSTEM.nanos() - heardAt >= duration.toNanos();
    }

    /** For how long nothing has come and nothing has gone. */
    Duration stillness() {
        long now = Time.SYSTEM.nanos();
        return Duration.ofNanos(Math.min(now - heardAt, now - wroteAt));
    }

    /** Whether a thread is stuck in a write. */
    boolean isStuck() {
        return isStuckFor(STUCK);
    }

    /** Whether a thread has been in one write for so long. */
    boolean isStuckFor(Duration duration) {
        long since = writingSince;
        return since != NEVER && Time.SYSTEM.nanos() - since >= duration.toNanos();
    }

    /** Notes that a request is about to go out, and says whether another one did before. */
    boolean use() {
        boolean before = used;
        used = true;
        return before;
    }

    /** Whether the peer has sent something that is not read yet. */
    boolean hasUnreadBytes() {
        try {
            return delegate.getInputStream().available() > 0;
        } catch (IOException e) {
            return true; // whatever it is, it is not an idle connection
        }
    }

    /** Whether the peer has ended it, or has sent something. What it has sent is lost: do not use it after a true. */
    boolean hasEnded() {
        if (!isPlain(delegate)) {
            return false; // its read might not come back
        }
        try {
            int timeout = delegate.getSoTimeout();
            delegate.setSoTimeout(LOOK_MILLIS);
            try {
                delegate.getInputStream().read();
                return true;
            } finally {
                delegate.setSoTimeout(timeout);
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Keeps new requests away, by looking closed to them. Those under way go on, unless they are stuck: OkHttp closes what looks
     * closed and is not used, and the close of TLS waits for whatever is stuck in a write.
     */
    void retire() {
        if (retired) {
            return;
        }
        retired = true;
        retirement.set(RETIRED_LOOK);
    }

    private void lookAfterRetirement() {
        if (isStuck()) {
            close();
        } else if (!delegate.isClosed()) {
            retirement.set(RETIRED_LOOK);
        }
    }

    @Override
    public boolean isClosed() {
        return retired || isClosing || super.isClosed();
    }

    /** Ends everything that happens on it. Returns at once: OkHttp also closes it on the thread that serves all timeouts. */
    @Override
    public void close() {
        onClose.accept(this);
        if (!isClosing) {
            isClosing = true;
            intake.closes();
            close(delegate, writingSince != NEVER);
        }
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        if (address == null && super.getLocalSocketAddress() instanceof InetSocketAddress internet && isConnected()) {
            address = new Address(internet, this); // kept, because each call asks, and the system answers slowly
        }
        return address == null ? super.getLocalSocketAddress() : address;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(delegate.getInputStream()) {
            @Override
            public int read() throws IOException {
                int read = in.read();
                heard(read < 0 ? 0 : 1);
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = in.read(bytes, offset, length);
                heard(Math.max(read, 0));
                return read;
            }
        };
    }

    private void heard(int bytes) throws IOException {
        heardAt = Time.SYSTEM.nanos();
        if (!intake.isWithinBound(bytes)) {
            close();
            throw new EndlessResponseException("more than " + Intake.BOUND + " bytes came beside content");
        }
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(delegate.getOutputStream()) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                writingSince = Time.SYSTEM.nanos();
                try {
                    out.write(bytes, offset, length);
                    intake.sent(length);
                } finally {
                    wroteAt = Time.SYSTEM.nanos();
                    writingSince = NEVER;
                }
            }
        };
    }

    /** An address that knows whose it is. */
    private static final class Address extends InetSocketAddress {
        private static final long serialVersionUID = 1L;

        final transient WireSocket socket;

        Address(InetSocketAddress address, WireSocket socket) {
            super(address.getAddress(), address.getPort());
            this.socket = socket;
        }
    }

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
            closeNow(socket);
            return;
        }
        // Another one may wait for the thread that is stuck in it, or get stuck in its farewell, as TLS does.
        Thread closer = new Thread(
                () -> {
                    if (isWriting) {
                        waiveFarewell(socket);
                    }
                    closeNow(socket);
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

    private static void closeNow(Socket socket) {
        try {
            socket.close();
        } catch (Exception e) { // of any kind: the socket may be of a user's class
            // It has done what it can.
        }
    }
}
