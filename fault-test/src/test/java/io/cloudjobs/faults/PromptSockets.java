package io.cloudjobs.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ServerSocketFactory;

/**
 * For a MockWebServer that is met by many callers at once, or often. Of its own accord it lets 50 connections wait; the others
 * are not heard, and their systems try again after a second. And the bodies of its answers wait for somebody to confirm their
 * headers, which takes 40 ms.
 */
final class PromptSockets extends ServerSocketFactory {
    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public void bind(SocketAddress address, int backlog) throws IOException {
                super.bind(address, 1_000);
            }

            @Override
            public Socket accept() throws IOException {
                Socket connection = super.accept();
                connection.setTcpNoDelay(true);
                return connection;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 0, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return new ServerSocket(port, 1_000, address);
    }
}
