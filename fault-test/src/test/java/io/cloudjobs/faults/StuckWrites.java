package io.cloudjobs.faults;

import io.cloudjobs.testkit.Eventually;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/** Sockets of an application, which detect a stuck write. */
final class StuckWrites extends SocketFactory {
    private static final long STUCK = TimeUnit.MILLISECONDS.toNanos(700);

    private volatile long writingSince = Long.MAX_VALUE;

    /** Waits until a write has taken so long that it is stuck. */
    void await() {
        Eventually.await(() -> writingSince != Long.MAX_VALUE && System.nanoTime() - writingSince >= STUCK);
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new Socket() {
            @Override
            public OutputStream getOutputStream() throws IOException {
                return new FilterOutputStream(super.getOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        writingSince = System.nanoTime();
                        out.write(bytes, offset, length);
                        writingSince = Long.MAX_VALUE;
                    }
                };
            }
        };
        socket.setSendBufferSize(8 * 1024); // so that it fills quickly
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }
}
