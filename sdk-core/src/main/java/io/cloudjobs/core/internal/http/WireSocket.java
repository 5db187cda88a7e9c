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
 * The TCP socket below a connection, and below its TLS. Only here is it visible which bytes arrived and whether a write
 * is stuck. And only this socket can be closed while a thread is stuck in it: the close of an {@code SSLSocket} waits
 * for the thread that writes.
 *
 * <p>It always uses real time, because it waits for real I/O.
 */
final class WireSocket extends ForwardingSocket {
    /** The shortest possible check: a read with this timeout. */
    private static final int LOOK_MILLIS = 1;

    /** A write that takes this long is stuck. */
    private static final Duration STUCK = Duration.ofMillis(500);

    private static final long NEVER = Long.MIN_VALUE;

    /** The interval of checks on a retired socket. */
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
     * Creates a socket that wraps another one.
     *
     * @param onClose the callback for the close of the socket
     */
    WireSocket(Socket delegate, Consumer<WireSocket> onClose) throws SocketException {
        super(delegate);
        this.onClose = onClose;
    }

    /**
     * Returns the socket below a connection's socket; null if another factory created it, as OkHttp does for a SOCKS
     * proxy.
     */
    static @Nullable WireSocket below(Socket socket) {
        if (socket instanceof WireSocket wire) {
            return wire;
        }
        // An SSLSocket offers no other way to find the socket below it.
        return socket.getLocalSocketAddress() instanceof Address address ? address.socket : null;
    }

    /** Returns the number of received bytes. */
    long received() {
        return intake.received();
    }

    /** Returns the counter and limit of received bytes. */
    Intake intake() {
        return intake;
    }

    Liveness liveness() {
        return liveness;
    }

    /** Returns whether no byte was received for this long. */
    boolean isSilentFor(Duration duration) {
        return Time.SYSTEM.nanos() - heardAt >= duration.toNanos();
    }

    /** Returns the time since a byte was received or sent. */
    Duration stillness() {
        long now = Time.SYSTEM.nanos();
        return Duration.ofNanos(Math.min(now - heardAt, now - wroteAt));
    }

    /** Returns whether a thread is stuck in a write. */
    boolean isStuck() {
        return isStuckFor(STUCK);
    }

    /** Returns whether a thread has been in one write for this long. */
    boolean isStuckFor(Duration duration) {
        long since = writingSince;
        return since != NEVER && Time.SYSTEM.nanos() - since >= duration.toNanos();
    }

    /** Notes that a request is about to be sent, and returns whether it is not the first one. */
    boolean use() {
        boolean before = used;
        used = true;
        return before;
    }

    /** Returns whether the peer has sent unread bytes. */
    boolean hasUnreadBytes() {
        try {
            return delegate.getInputStream().available() > 0;
        } catch (IOException e) {
            return true; // a connection that fails here is not usable either
        }
    }

    /**
     * Returns whether the peer has closed the connection or sent something. The check consumes the bytes that the peer
     * has sent: if it returns true, the connection is unusable.
     */
    boolean hasEnded() {
        if (!SocketClosing.isPlain(delegate)) {
            return false; // its read might not return
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
     * Keeps new requests away: the socket looks closed to them. Running requests continue, unless they are stuck:
     * OkHttp closes an unused connection that looks closed, and the close of TLS waits for a stuck write.
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

    /**
     * Closes the socket and ends all I/O on it. Returns immediately, because OkHttp also closes it on the thread that
     * serves all timeouts.
     */
    @Override
    public void close() {
        onClose.accept(this);
        if (!isClosing) {
            isClosing = true;
            intake.closes();
            SocketClosing.close(delegate, writingSince != NEVER);
        }
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        if (address == null && super.getLocalSocketAddress() instanceof InetSocketAddress internet && isConnected()) {
            address = new Address(internet, this); // cached: each call needs it, and the system call is slow
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
            throw new EndlessResponseException("more than " + Intake.BOUND + " bytes outside the content");
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

    /** An address that knows its socket. */
    private static final class Address extends InetSocketAddress {
        private static final long serialVersionUID = 1L;

        final transient WireSocket socket;

        Address(InetSocketAddress address, WireSocket socket) {
            super(address.getAddress(), address.getPort());
            this.socket = socket;
        }
    }
}
