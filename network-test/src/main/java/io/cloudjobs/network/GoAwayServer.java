package io.cloudjobs.network;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/2 server that sends GOAWAY after the first request of each connection. The frame says that it has processed
 * no request.
 */
final class GoAwayServer implements AutoCloseable {
    private static final int PREFACE = 24;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int ACK = 1;
    private static final byte[] OUR_SETTINGS = {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0};
    private static final byte[] SETTINGS_ACK = {0, 0, 0, SETTINGS, ACK, 0, 0, 0, 0};
    /** A GOAWAY frame with last stream 0 and no error. */
    private static final byte[] GOAWAY = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final SSLServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();

    GoAwayServer(Tls tls) throws IOException {
        socket = (SSLServerSocket)
                tls.serverSide.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        Threads.daemon(this::accept).start();
    }

    int port() {
        return socket.getLocalPort();
    }

    int requestCount() {
        return requests.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) socket.accept();
                connections.add(connection);
                Threads.daemon(() -> serve(connection)).start();
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(SSLSocket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            in.readFully(new byte[PREFACE]);
            out.write(OUR_SETTINGS);
            while (true) {
                byte[] head = new byte[9];
                in.readFully(head);
                in.readFully(new byte[(head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff]);
                if (head[3] == HEADERS) {
                    requests.incrementAndGet();
                    out.write(GOAWAY);
                } else if (head[3] == SETTINGS && head[4] != ACK) {
                    out.write(SETTINGS_ACK);
                }
            }
        } catch (IOException e) {
            // The client has closed it.
        } finally {
            connections.remove(connection);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
