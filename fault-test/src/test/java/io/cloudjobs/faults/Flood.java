package io.cloudjobs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Endless data that a server sends outside the content of its response: a beginning, and a piece that follows many times.
 *
 * @param name the name
 * @param isHttp2 whether it consists of HTTP/2 frames
 * @param status the status of the response; 0 if it has none
 * @param start the beginning
 * @param piece the piece that follows many times
 */
record Flood(String name, boolean isHttp2, int status, byte[] start, byte[] piece) {
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
    private static final String GZIP = "Content-Encoding: gzip\r\nConnection: close\r\n\r\n";

    /** Floods over HTTP/1.1. */
    static Flood[] http1() {
        return new Flood[] {
            http1("headers", 200, "", "X: y\r\n"),
            http1("header", 200, "X: ", "y"),
            http1("status", 0, "", "HTTP/1.1 "),
            http1("100", 0, "", "HTTP/1.1 100 Continue\r\n\r\n"),
            http1("103", 0, "", "HTTP/1.1 103 \r\nLink: </a>\r\n\r\n"),
            http1("extension", 200, CHUNKED + "5;", "x"),
            http1("second-extension", 200, CHUNKED + "2\r\n{}\r\n5;", "x"),
            http1("zeros", 200, CHUNKED, "0"),
            http1("line-after-chunk", 200, CHUNKED + "2\r\n{}", "x"),
            http1("trailers", 200, CHUNKED + "0\r\n", "X: y\r\n"),
            http1("trailer", 200, CHUNKED + "0\r\nX: ", "y"),
            http1("gzip-name", 200, GZIP + gzip(8), "x"),
            http1("gzip-comment", 200, GZIP + gzip(16), "x"),
            http1("gzip-all", 200, GZIP + gzip(4 + 8 + 16) + "\u0001\u0000xname\u0000", "x"),
            http1(
                    "gzip-name-in-chunks",
                    200,
                    "Content-Encoding: gzip\r\n" + CHUNKED + "a\r\n" + gzip(8) + "\r\n",
                    "1\r\nx\r\n"),
            http1("gzip-of-nothing", 200, GZIP + gzip(0), "\u0000\u0000\u0000\u00ff\u00ff"), // empty stored blocks
            http1("extension", 400, CHUNKED + "5;", "x"),
            http1("line-after-chunk", 503, CHUNKED + "2\r\n{}", "x"),
            http1("gzip-name", 400, GZIP + gzip(8), "x")
        };
    }

    /** Floods over HTTP/2, before or during the response to stream 3. */
    static Flood[] http2() {
        byte[] headers = frame(1, 4, 3, 0x88); // HPACK: entry 8 of the static table is :status 200
        byte[] data = frame(0, 0, 3, '{');
        return new Flood[] {
            http2("ping", frame(6, 0, 0, new int[8])),
            http2("settings", frame(4, 0, 0, new int[600])),
            http2("window-update", frame(8, 0, 0, 0, 0, 0, 1)),
            http2("priority", frame(2, 0, 3, 0, 0, 0, 0, 1)),
            http2("unknown", frame(99, 0, 0, new int[1000])),
            http2("data-of-unknown-stream", frame(0, 0, 101, new int[1000])),
            http2("100", frame(1, 4, 3, 0x08, 0x03, '1', '0', '0')),
            http2("continuation", frame(9, 0, 3), frame(1, 0, 3, 0x88)),
            http2("empty-headers", frame(9, 0, 3, ones(0xbe)), frame(1, 0, 3, 0x88, 0x40, 0, 0)),
            http2("push", frame(5, 4 + 8, 3, padded(0, 0, 0, 2))),
            http2("empty-data", frame(0, 0, 3), headers, data),
            http2("padding", frame(0, 8, 3, padded()), headers, data),
            http2("headers-in-body", headers, headers, data),
            http2("trailers", frame(9, 0, 3), headers, data, frame(1, 1, 3, 0x88)),
            http2("empty-trailers", frame(9, 0, 3, ones(0xbe)), headers, data, frame(1, 1, 3, 0x40, 0, 0))
        };
    }

    private static Flood http1(String name, int status, String start, String piece) {
        String line = status == 0 ? "" : "HTTP/1.1 " + status + " X\r\n";
        return new Flood(name, false, status, (line + start).getBytes(ISO_8859_1), filled(piece.getBytes(ISO_8859_1)));
    }

    private static Flood http2(String name, byte[] piece, byte[]... start) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : start) {
            all.writeBytes(frame);
        }
        return new Flood(name, true, start.length < 2 ? 0 : 200, all.toByteArray(), filled(piece));
    }

    private static String gzip(int flags) {
        return "\u001f\u008b\u0008" + (char) flags + "\u0000".repeat(6);
    }

    private static byte[] frame(int type, int flags, int stream, int... payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(
                new byte[] {0, (byte) (payload.length >> 8), (byte) payload.length, (byte) type, (byte) flags});
        frame.writeBytes(new byte[] {0, 0, 0, (byte) stream});
        for (int b : payload) {
            frame.write(b);
        }
        return frame.toByteArray();
    }

    private static int[] ones(int value) {
        int[] values = new int[16 * 1024];
        Arrays.fill(values, value);
        return values;
    }

    private static int[] padded(int... content) {
        int[] payload = new int[1 + content.length + 255];
        payload[0] = 255;
        System.arraycopy(content, 0, payload, 1, content.length);
        return payload;
    }

    /** Returns at least 64 KiB of pieces. */
    private static byte[] filled(byte[] piece) {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        while (pieces.size() < 64 * 1024) {
            pieces.writeBytes(piece);
        }
        return pieces.toByteArray();
    }

    @Override
    public String toString() {
        return (isHttp2 ? "h2 " : "h1 ") + name + (status == 0 ? "" : " " + status);
    }
}
