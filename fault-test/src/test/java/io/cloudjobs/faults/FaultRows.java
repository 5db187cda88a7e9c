package io.cloudjobs.faults;

import static io.cloudjobs.faults.FaultRows.Connection.FRESH;
import static io.cloudjobs.faults.FaultRows.Connection.REUSED;
import static io.cloudjobs.testkit.RawServer.Then.FIN;
import static io.cloudjobs.testkit.RawServer.Then.HALF_CLOSE;
import static io.cloudjobs.testkit.RawServer.Then.KEEP;
import static io.cloudjobs.testkit.RawServer.Then.RST;

import io.cloudjobs.testkit.CannedServer;
import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/** The rows of the matrix: a fault, and the expected outcomes. */
final class FaultRows {
    enum Connection {
        FRESH,
        REUSED
    }

    /** A row of the matrix. */
    record Row(
            String protocol,
            String fault,
            Set<Connection> connections,
            Supplier<FaultServer> server,
            String get,
            String abort,
            String cancel) {
        Row only(Connection connection) {
            return new Row(protocol, fault, EnumSet.of(connection), server, get, abort, cancel);
        }

        String expected(Operation operation) {
            return switch (operation) {
                case GET -> get;
                case ABORT -> abort;
                case CANCEL -> cancel;
            };
        }
    }

    private static final String TRANSPORT_3 = "3 of 3: TransportException, unclear";
    private static final String TRANSPORT_1 = "1 of 1: TransportException, unclear";
    private static final String DECLINED = "1 of 1: TransportException, clear";
    private static final String NOT_SENT = "0 of 3: TransportException, clear";
    private static final String INVALID = "1 of 1: InvalidResponseException, unclear";
    static final String SUCCESS = "1 of 1: success";

    private FaultRows() {}

    static Stream<Row> all() {
        return Stream.of(
                        connections(), keptConnections(), interceptors(), statuses(), bodies(), http2(), certificates())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> connections() {
        return Stream.of(
                http1("connection refused", FaultRows::refusing, NOT_SENT, NOT_SENT)
                        .only(FRESH),
                onConnection("FIN immediately", FIN),
                cut("FIN after the request", "", FIN),
                cut("RST after the request", "", RST),
                cut("half-close after the request", "", HALF_CLOSE),
                cut("FIN in the status line", "HTTP/1.1 20", FIN),
                cut("RST in the status line", "HTTP/1.1 20", RST),
                cut("FIN in the headers", "HTTP/1.1 200 OK\r\nContent-Le", FIN),
                cut("RST in the headers", "HTTP/1.1 200 OK\r\nContent-Le", RST),
                cut("FIN in the body", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"id\":\"51", FIN),
                cut("RST in the body", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"id\":\"51", RST),
                cut("half-close in the body", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"id\"", HALF_CLOSE),
                cut(
                        "chunked body without its last chunk",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
                        FIN),
                cut(
                        "chunk with an invalid length",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                        FIN),
                cut("garbage instead of HTTP", "HELO mail.example\r\n\r\n", FIN),
                cut("status line without a status", "HTTP/1.1 OK\r\n\r\n", FIN),
                http1(
                        "300 kB of headers",
                        op -> Answer.of("HTTP/1.1 200 OK\r\n" + "X: " + "y".repeat(300_000) + "\r\n\r\n", FIN),
                        INVALID,
                        INVALID),
                http1(
                        "body longer than its Content-Length",
                        op -> Answer.of(op.status == 204 ? op.answer() : op.answer() + "and more bytes", FIN),
                        SUCCESS,
                        SUCCESS));
    }

    /** The client checks the connection before a non-idempotent request. Other requests find out, and are retried. */
    private static Stream<Row> keptConnections() {
        return Stream.of(
                new Row(
                        "HTTP/1.1",
                        "closed while idle",
                        EnumSet.of(REUSED),
                        () -> new IdleFaultServer(RawServer::endConnections),
                        "1 of 2: success",
                        SUCCESS,
                        "1 of 2: success"),
                new Row(
                        "HTTP/1.1",
                        "an unrequested response while idle",
                        EnumSet.of(REUSED),
                        () -> new IdleFaultServer(server -> server.say(withBody(200, "{\"id\":\"another\"}"))),
                        SUCCESS,
                        SUCCESS,
                        SUCCESS));
    }

    private static Stream<Row> interceptors() {
        return Stream.of(Interference.values())
                .filter(interference -> interference != Interference.OTHER_CLIENT) // not visible to our client
                .map(interference -> {
                    String failure = interference == Interference.HIDES_FAILURE
                            ? "RateLimitException 429, unclear"
                            : "TransportException, unclear";
                    String retried = interference.passages * 3 + " of 3: " + failure;
                    return new Row(
                            "HTTP/1.1",
                            "FIN after the request, and an interceptor " + interference.title,
                            EnumSet.of(FRESH),
                            () -> interference.at(raw(op -> Answer.of("", FIN), "http")),
                            retried,
                            "1 of 1: " + failure,
                            retried);
                });
    }

    private static Stream<Row> statuses() {
        return Stream.of(
                cut("100 a thousand times, then FIN", "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000), FIN),
                raw(
                        "100, then the response",
                        op -> "HTTP/1.1 100 Continue\r\n\r\n" + op.answer(),
                        SUCCESS,
                        SUCCESS,
                        SUCCESS),
                raw(
                        "103, then the response",
                        op -> "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + op.answer(),
                        SUCCESS,
                        SUCCESS,
                        SUCCESS),
                status(
                        "101",
                        101,
                        "Upgrade: x\r\nConnection: Upgrade\r\n\r\n",
                        "1 of 1: ApiException 101, unclear",
                        "1 of 1: ApiException 101, unclear"),
                raw(
                        "200 without a body",
                        op -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                        INVALID,
                        SUCCESS,
                        SUCCESS),
                raw(
                        "200 with an empty error",
                        op -> withBody(200, "{\"error\":{},\"errorCode\":\"\"}"),
                        "1 of 1: ApiException 200, unclear",
                        "1 of 1: ApiException 200, unclear",
                        SUCCESS), // for GES an empty code is no error
                raw("204", op -> "HTTP/1.1 204 No Content\r\n\r\n", INVALID, SUCCESS, SUCCESS),
                raw(
                        "204 with a body",
                        op -> "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}",
                        TRANSPORT_3,
                        TRANSPORT_1,
                        TRANSPORT_3),
                raw(
                        "205 with a body",
                        op -> "HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\n{}",
                        TRANSPORT_3,
                        TRANSPORT_1,
                        TRANSPORT_3),
                raw("299 with a valid body", op -> withBody(299, operationBody(op)), SUCCESS, SUCCESS, SUCCESS),
                raw("205 without a body", op -> withBody(205, ""), INVALID, SUCCESS, SUCCESS),
                plain(300, "ApiException", "clear"),
                redirect(301),
                redirect(302),
                redirect(303, "clear", "unclear"),
                plain(304, "ApiException", "clear"),
                raw(
                        "304 with a body",
                        op -> withBody(304, "{}"),
                        FIN,
                        "1 of 1: ApiException 304, clear",
                        "1 of 1: ApiException 304, clear",
                        "1 of 1: ApiException 304, clear"),
                redirect(307),
                redirect(308),
                plain(400, "ApiException", "clear"),
                plain(401, "UnauthorizedException", "clear"),
                plain(402, "ApiException", "clear"),
                plain(403, "ForbiddenException", "clear"),
                plain(404, "NotFoundException", "clear"),
                plain(405, "ApiException", "clear"),
                plain(406, "ApiException", "clear"),
                raw("407 without a proxy", op -> withBody(407, ""), DECLINED, DECLINED, DECLINED),
                repeated(408, "ApiException", "unclear"),
                plain(409, "ConflictException", "clear"),
                plain(410, "ApiException", "clear"),
                plain(411, "ApiException", "clear"),
                plain(412, "ApiException", "clear"),
                plain(413, "ApiException", "clear"),
                plain(414, "ApiException", "clear"),
                plain(415, "ApiException", "clear"),
                plain(416, "ApiException", "clear"),
                plain(417, "ApiException", "clear"),
                plain(418, "ApiException", "clear"),
                plain(419, "ApiException", "clear"),
                plain(420, "ApiException", "clear"),
                plain(421, "ApiException", "clear"),
                plain(422, "ApiException", "clear"),
                plain(423, "ApiException", "clear"),
                plain(424, "ApiException", "clear"),
                plain(425, "ApiException", "clear"),
                plain(426, "ApiException", "clear"),
                plain(427, "ApiException", "clear"),
                plain(428, "ApiException", "clear"),
                raw(
                        "429",
                        op -> withBody(429, ""),
                        "3 of 3: RateLimitException 429, clear",
                        "3 of 3: RateLimitException 429, clear",
                        "3 of 3: RateLimitException 429, clear"),
                plain(431, "ApiException", "clear"),
                plain(499, "ApiException", "clear"),
                repeated(500, "ApiException", "unclear"),
                plain(501, "ApiException", "unclear"),
                repeated(502, "ApiException", "unclear"),
                repeated(503, "ApiException", "unclear"),
                raw(
                        "503 with Retry-After: 0",
                        op -> "HTTP/1.1 503 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
                        "3 of 3: ApiException 503, unclear",
                        "1 of 1: ApiException 503, unclear",
                        "3 of 3: ApiException 503, unclear"),
                raw(
                        "503 with Retry-After: 61, beyond the deadline",
                        op -> "HTTP/1.1 503 X\r\nRetry-After: 61\r\nContent-Length: 0\r\n\r\n",
                        "1 of 1: ApiException 503, unclear",
                        "1 of 1: ApiException 503, unclear",
                        "1 of 1: ApiException 503, unclear"),
                repeated(504, "ApiException", "unclear"),
                plain(505, "ApiException", "unclear"),
                plain(507, "ApiException", "unclear"),
                plain(509, "ApiException", "unclear"),
                plain(599, "ApiException", "unclear"),
                plain(600, "ApiException", "unclear"),
                plain(999, "ApiException", "unclear"),
                raw(
                        "503 with a truncated body",
                        op -> "HTTP/1.1 503 X\r\nContent-Length: 99\r\n\r\n{\"error",
                        FIN,
                        "3 of 3: ApiException 503, unclear",
                        "1 of 1: ApiException 503, unclear",
                        "3 of 3: ApiException 503, unclear"),
                raw(
                        "403 with an HTML page",
                        op -> withBody(403, "<html><h1>Forbidden</h1></html>"),
                        "1 of 1: ForbiddenException 403, clear",
                        "1 of 1: ForbiddenException 403, clear",
                        "1 of 1: ForbiddenException 403, clear"),
                raw("200 with an HTML page", op -> withBody(200, "<html>log in</html>"), INVALID, INVALID, INVALID));
    }

    private static Stream<Row> bodies() {
        return Stream.of(
                raw("no Content-Type", op -> op.answer(), SUCCESS, SUCCESS, SUCCESS),
                raw("Content-Type: text/html", op -> withType(op, "text/html"), SUCCESS, SUCCESS, SUCCESS),
                raw(
                        "Content-Type with an unknown charset",
                        op -> withType(op, "application/json; charset=klingon"),
                        SUCCESS,
                        SUCCESS,
                        SUCCESS),
                raw("invalid Content-Type", op -> withType(op, ";;;"), SUCCESS, SUCCESS, SUCCESS),
                encoded("gzip", op -> gzip(bytes(operationBody(op))), SUCCESS, SUCCESS),
                encoded("gzip twice", op -> gzip(gzip(bytes(operationBody(op)))), INVALID, INVALID),
                encoded(
                        "gzip with a wrong checksum",
                        op -> flipped(gzip(bytes(operationBody(op)))),
                        TRANSPORT_3,
                        TRANSPORT_1),
                encoded("gzip in the header only", op -> bytes(operationBody(op)), TRANSPORT_3, TRANSPORT_1),
                encoded("gzip of 40 MiB of spaces", op -> gzip(new byte[0], 40), INVALID, INVALID));
    }

    private static Stream<Row> http2() {
        return Stream.of(
                h2(
                        "REFUSED_STREAM",
                        Http2FaultServer::refusing,
                        "18 of 18: TransportException, clear",
                        "18 of 18: TransportException, clear"),
                h2(
                                "dropped by a load balancer: silence",
                                ForgottenServer::new,
                                "1 of 2: success",
                                "0 of 1: TransportException, unclear")
                        .only(REUSED),
                h2(
                                "sends PINGs but reads nothing: silence",
                                Http2FaultServer::deaf,
                                "1 of 2: success",
                                "0 of 1: TransportException, unclear")
                        .only(REUSED),
                h2("CANCEL", response().onResponseStart(new SocketEffect.CloseStream(8)), TRANSPORT_3, TRANSPORT_1),
                h2(
                        "INTERNAL_ERROR",
                        response().onResponseStart(new SocketEffect.CloseStream(2)),
                        TRANSPORT_3,
                        TRANSPORT_1),
                h2(
                        "ENHANCE_YOUR_CALM",
                        response().onResponseStart(new SocketEffect.CloseStream(11)),
                        TRANSPORT_3,
                        TRANSPORT_1),
                h2(
                        "GOAWAY after the stream was accepted, then silence",
                        response().onResponseStart(SocketEffect.ShutdownConnection.INSTANCE),
                        TRANSPORT_3,
                        TRANSPORT_1),
                h2(
                        "GOAWAY after the response",
                        op -> CannedFaultServer.working(op)
                                .newBuilder()
                                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
                                .build(),
                        SUCCESS,
                        SUCCESS),
                h2(
                        "connection closed after the request",
                        response().onResponseStart(new SocketEffect.CloseSocket()),
                        TRANSPORT_3,
                        TRANSPORT_1),
                h2(
                        "stream reset in the body",
                        response().body("{\"id\":\"5182\",").onResponseBody(new SocketEffect.CloseStream(8)),
                        TRANSPORT_3,
                        TRANSPORT_1),
                h2(
                        "500",
                        response().code(500),
                        "3 of 3: ApiException 500, unclear",
                        "1 of 1: ApiException 500, unclear"),
                h2(
                        "502",
                        response().code(502),
                        "3 of 3: ApiException 502, unclear",
                        "1 of 1: ApiException 502, unclear"),
                h2(
                        "504",
                        response().code(504),
                        "3 of 3: ApiException 504, unclear",
                        "1 of 1: ApiException 504, unclear"),
                h2(
                        "503",
                        response().code(503),
                        "3 of 3: ApiException 503, unclear",
                        "1 of 1: ApiException 503, unclear"),
                h2(
                        "503 with Retry-After: 0",
                        response().code(503).setHeader("Retry-After", "0"),
                        "3 of 3: ApiException 503, unclear",
                        "1 of 1: ApiException 503, unclear"),
                h2(
                        "408",
                        response().code(408),
                        "3 of 3: ApiException 408, unclear",
                        "1 of 1: ApiException 408, unclear"),
                h2("421", response().code(421), "1 of 1: ApiException 421, clear", "1 of 1: ApiException 421, clear"),
                h2(
                        "429",
                        response().code(429),
                        "3 of 3: RateLimitException 429, clear",
                        "3 of 3: RateLimitException 429, clear"));
    }

    private static Stream<Row> certificates() {
        String untrusted = "0 of 1: TransportException, clear";
        long day = TimeUnit.DAYS.toMillis(1);
        long now = System.currentTimeMillis();
        return Stream.of(
                tls(
                        "certificate of an unknown CA",
                        () -> CannedFaultServer.withCertificate(CannedServer::ofThisHost, false),
                        untrusted),
                tls(
                        "expired certificate",
                        () -> CannedFaultServer.withCertificate(
                                c -> CannedServer.ofThisHost(c).validityInterval(now - 2 * day, now - day), true),
                        untrusted),
                tls(
                        "certificate of another host",
                        () -> CannedFaultServer.withCertificate(c -> c.addSubjectAlternativeName("evil.example"), true),
                        untrusted),
                tls(
                        "connection closed during the TLS handshake",
                        () -> raw(op -> Answer.onConnection(FIN), "https"),
                        NOT_SENT));
    }

    private static Row http1(String fault, Function<Operation, Answer> answer, String get, String abort) {
        return http1(fault, () -> raw(answer, "http"), get, abort);
    }

    private static Row http1(String fault, Supplier<FaultServer> server, String get, String abort) {
        return new Row("HTTP/1.1", fault, EnumSet.allOf(Connection.class), server, get, abort, get);
    }

    private static Row onConnection(String fault, Then then) {
        return http1(
                        fault,
                        op -> Answer.onConnection(then),
                        "0 of 3: TransportException, unclear",
                        "0 of 1: TransportException, unclear")
                .only(FRESH);
    }

    private static Row cut(String fault, String answer, Then then) {
        return http1(fault, op -> Answer.of(answer, then), TRANSPORT_3, TRANSPORT_1);
    }

    private static Row raw(String fault, Function<Operation, String> answer, String get, String abort, String cancel) {
        return raw(fault, answer, KEEP, get, abort, cancel);
    }

    private static Row raw(
            String fault, Function<Operation, String> answer, Then then, String get, String abort, String cancel) {
        return new Row(
                "HTTP/1.1",
                fault,
                EnumSet.allOf(Connection.class),
                () -> raw(op -> Answer.of(answer.apply(op), then), "http"),
                get,
                abort,
                cancel);
    }

    private static Row status(String fault, int status, String rest, String get, String abort) {
        return raw(fault, op -> "HTTP/1.1 " + status + " X\r\n" + rest, get, abort, get);
    }

    private static Row plain(int status, String failure, String outcome) {
        String once = "1 of 1: " + failure + " " + status + ", " + outcome;
        return raw(String.valueOf(status), op -> withBody(status, ""), once, once, once);
    }

    private static Row repeated(int status, String failure, String outcome) {
        String rest = failure + " " + status + ", " + outcome;
        return raw(
                String.valueOf(status),
                op -> withBody(status, ""),
                "3 of 3: " + rest,
                "1 of 1: " + rest,
                "3 of 3: " + rest);
    }

    private static Row redirect(int status) {
        return redirect(status, "clear", "clear");
    }

    private static Row redirect(int status, String read, String other) {
        String once = "1 of 1: ApiException " + status + ", ";
        return raw(
                status + " to another host",
                op -> "HTTP/1.1 " + status + " X\r\nLocation: http://127.0.0.2:9/\r\nContent-Length: 0\r\n\r\n",
                once + read,
                once + other,
                once + other);
    }

    private static Row encoded(String fault, Function<Operation, byte[]> body, String get, String abort) {
        return http1(
                fault,
                op -> {
                    byte[] bytes = body.apply(op);
                    ByteArrayOutputStream answer = new ByteArrayOutputStream();
                    answer.writeBytes(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + bytes.length + "\r\n\r\n"));
                    answer.writeBytes(bytes);
                    return new Answer(true, answer.toByteArray(), KEEP);
                },
                get,
                abort);
    }

    private static Row h2(String fault, MockResponse.Builder response, String get, String abort) {
        Function<Operation, MockResponse> answer = op -> response.build();
        return h2(fault, answer, get, abort);
    }

    private static Row h2(String fault, Supplier<FaultServer> server, String get, String abort) {
        return new Row("HTTP/2", fault, EnumSet.allOf(Connection.class), server, get, abort, get);
    }

    private static Row h2(String fault, Function<Operation, MockResponse> answer, String get, String abort) {
        return new Row(
                "HTTP/2",
                fault,
                EnumSet.allOf(Connection.class),
                () -> CannedFaultServer.http2(answer),
                get,
                abort,
                get);
    }

    private static Row tls(String fault, Supplier<FaultServer> server, String outcome) {
        return new Row("TLS", fault, EnumSet.of(FRESH), server, outcome, outcome, outcome);
    }

    private static MockResponse.Builder response() {
        return new MockResponse.Builder();
    }

    private static FaultServer raw(Function<Operation, Answer> answer, String scheme) {
        try {
            return new RawFaultServer(answer, scheme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a server that refuses connections. Its port stays bound, so that no other process gets it. */
    private static FaultServer refusing() {
        try {
            Socket bound = new Socket();
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "http://127.0.0.1:" + bound.getLocalPort();
            return new FaultServer() {
                @Override
                public String url() {
                    return url;
                }

                @Override
                public int requestCount() {
                    return 0;
                }

                @Override
                public void close() {
                    try {
                        bound.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withBody(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String withType(Operation op, String type) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: "
                + operationBody(op).length() + "\r\n\r\n" + operationBody(op);
    }

    private static String operationBody(Operation op) {
        return op.body.isEmpty() ? "{}" : op.body;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] content) {
        return gzip(content, 0);
    }

    private static byte[] gzip(byte[] content, int mebibytesOfBlanks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] blanks = new byte[1024 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
            for (int i = 0; i < mebibytesOfBlanks; i++) {
                gzip.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] flipped(byte[] gzip) {
        gzip[gzip.length - 6] ^= 1;
        return gzip;
    }
}
