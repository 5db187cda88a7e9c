package io.cloudjobs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Responds to each request with a gzip bomb: small in transit, and 1 GiB when decompressed. The path of the endpoint
 * selects bomb and status: {@code /BLANKS/200}. The server compresses while it sends, until the client closes the
 * connection.
 */
final class BombServer implements AutoCloseable {
    private static final long SIZE = 1L << 30;
    private static final int PARTS = 16 * 1024;

    /** The content of a bomb: a beginning, and endless parts. */
    enum Bomb {
        BLANKS("", " "),
        STRING("{\"x\":\"", "y"),
        ID("{\"id\":\"", "y"),
        NAME("{\"", "y"),
        NUMBER("{\"errorCode\":", "1"),
        MEMBERS("{\"a\":0", ",\"#\":1"),
        ARRAY("{\"x\":[0", ",0"),
        NESTING("{\"x\":", "["),
        DOCUMENTS("{\"documents\":[{\"id\":\"1\"}", ",{\"id\":\"1\"}"),
        DETAILS("{\"status\":{\"details\":[\"x\"", ",\"x\""),
        RANGES("{\"nextExpectedRanges\":[\"0-1\"", ",\"0-1\""),
        ERROR("{\"error\":{\"code\":\"itemNotFound\",\"message\":\"", "y"),
        ERRORS("{\"errors\":[{}", ",{}");

        private final String beginning;

        /** Identical parts, or parts in which {@code #} becomes a different number each time. */
        private final String part;

        Bomb(String beginning, String part) {
            this.beginning = beginning;
            this.part = part;
        }

        private byte[] parts(int from) {
            StringBuilder parts = new StringBuilder();
            for (int i = from; i < from + PARTS; i++) {
                parts.append(part.replace("#", Integer.toString(i)));
            }
            return parts.toString().getBytes(ISO_8859_1);
        }
    }

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    BombServer() throws IOException {
        Thread thread = new Thread(this::serve, "bombs");
        thread.setDaemon(true);
        thread.start();
    }

    String url(Bomb bomb, int status) {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/" + bomb + "/" + status;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setSendBufferSize(16 * 1024);
                answer(connection);
            } catch (IOException e) {
                // The client has closed the connection, or the test is over.
            }
        }
    }

    private static void answer(Socket connection) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        String[] words = in.readLine().split("[ /]+"); // GET /BLANKS/200/print/...
        OutputStream out = connection.getOutputStream();
        out.write(("HTTP/1.1 " + words[2] + " X\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n")
                .getBytes(ISO_8859_1));
        send(Bomb.valueOf(words[1]), out);
    }

    private static void send(Bomb bomb, OutputStream out) throws IOException {
        OutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
        gzip.write(bomb.beginning.getBytes(ISO_8859_1));
        boolean numbered = bomb.part.contains("#");
        byte[] parts = bomb.parts(0);
        int from = 0;
        for (long sent = 0; sent < SIZE; sent += parts.length) {
            gzip.write(parts);
            if (numbered) {
                from += PARTS;
                parts = bomb.parts(from);
            }
        }
        gzip.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
