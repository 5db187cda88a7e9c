package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients, slow clients, and clients that send what is no request. */
class TrafficTest {
    private static final String END = "\r\n0\r\n\r\n";

    private CloudJobsEmulator emulator;
    private PrintEmulator print;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = emulator.print();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + print.token() + "\r\n\r\n";
    }

    private void assertServes() {
        assertThat(Reply.toPrint(print, "GET", "/print/taskDefinitions", "").status())
                .isEqualTo(200);
    }

    @Test
    void twoHundredClientsAreServedAtOnce() throws Exception {
        var connections = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 200; i++) {
                connections.add(new RawConnection(print.endpoint()));
            }
            for (int round = 0; round < 3; round++) {
                for (RawConnection connection : connections) {
                    connection.send(get("/v1.0/print/taskDefinitions"));
                }
                for (RawConnection connection : connections) {
                    assertThat(connection.readUntil(END)).startsWith("HTTP/1.1 200 OK\r\n");
                }
            }
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
        assertThat(print.requests()).isEqualTo(600);
        assertThat(emulator.requestLog())
                .hasSize(600)
                .allSatisfy(request -> assertThat(request.status()).isEqualTo(200));
    }

    static Stream<String> halves() {
        return Stream.of(
                "G",
                "GET /v1.0/me HTTP/1.1\r\nHost: loc",
                "GET /v1.0/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                "POST /v1.0/subscriptions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
                "POST /v1.0/subscriptions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{");
    }

    @ParameterizedTest
    @MethodSource("halves")
    void aClientThatSendsHalfARequestStopsNobodyAndIsCut(String half) throws Exception {
        emulator.close();
        emulator = CloudJobsEmulator.builder()
                .requestTimeout(Duration.ofMillis(500))
                .start();
        print = emulator.print();
        var slow = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 50; i++) {
                slow.add(new RawConnection(print.endpoint()));
                slow.get(i).send(half);
            }
            for (int i = 0; i < 10; i++) {
                assertServes();
            }
            for (RawConnection connection : slow) {
                assertThat(connection.isClosed()).isTrue();
            }
            assertServes();
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void theTimeOfARequestDoesNotLimitItsResponse() throws Exception {
        emulator.close();
        emulator = CloudJobsEmulator.builder()
                .requestTimeout(Duration.ofMillis(100))
                .start();
        print = emulator.print();
        emulator.clock().freeze();
        emulator.addFault(
                EmulatedService.PRINT,
                FaultRule.of(Fault.delayed(Duration.ofDays(1))).times(1));
        try (var late = new RawConnection(print.endpoint());
                var cut = new RawConnection(print.endpoint())) {
            late.send(get("/v1.0/print/taskDefinitions"));
            Eventually.await(() -> emulator.faults(EmulatedService.PRINT).isEmpty());
            cut.send("G");
            assertThat(cut.isClosed()).isTrue();

            emulator.clock().advance(Duration.ofDays(1));

            assertThat(late.readUntil(END)).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    static Stream<Arguments> garbage() {
        String host = " HTTP/1.1\r\nHost: localhost\r\n";
        String headers =
                IntStream.range(0, 10_000).mapToObj(i -> "X-" + i + ": v\r\n").collect(Collectors.joining());
        return Stream.of(
                arguments("zeros", "\0\0\0\0\r\n\r\n"),
                arguments("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\r\n\r\n"),
                arguments("no path", "GET\r\n\r\n"),
                arguments("version", "GET / HTTP/9.9\r\n\r\n"),
                arguments("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                arguments("path escape", "GET /v1.0/%zz" + host + "\r\n"),
                arguments("cut escape", "GET /v1.0/print/printers/%" + host + "\r\n"),
                arguments("query escape", "GET /v1.0/print/printers?$top=%" + host + "\r\n"),
                arguments("wrong UTF-8", "GET /v1.0/print/printers/%FF%FE" + host + "\r\n"),
                arguments("space", "GET /v1.0/print/a b" + host + "\r\n"),
                arguments("connect", "CONNECT localhost:1" + host + "\r\n"),
                arguments("asterisk", "OPTIONS *" + host + "\r\n"),
                arguments("other host", "GET http://evil.example/v1.0/me HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
                arguments("file", "GET file:///etc/passwd" + host + "\r\n"),
                arguments("negative length", "POST /v1.0/me" + host + "Content-Length: -1\r\n\r\n"),
                arguments("no length", "POST /v1.0/me" + host + "Content-Length: abc\r\n\r\n"),
                arguments("chunk", "POST /v1.0/me" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
                arguments("encoding", "POST /v1.0/me" + host + "Transfer-Encoding: gzip\r\n\r\n"),
                arguments("header", "GET /v1.0/me" + host + "no colon\r\n\r\n"),
                arguments("headers", "GET /v1.0/me" + host + headers + "\r\n"),
                arguments("long header", "GET /v1.0/me" + host + "X: " + "x".repeat(1_000_000) + "\r\n\r\n"),
                arguments("long path", "GET /v1.0/" + "x".repeat(1_000_000) + host + "\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void garbageIsRefusedAndHurtsNobody(String name, String request) throws Exception {
        try (var connection = new RawConnection(print.endpoint())) {
            String status;
            try {
                connection.send(request);
                status = connection.readUntil("\r\n");
            } catch (IOException e) {
                status = "closed";
            }
            assertThat(status).matches("closed|HTTP/1\\.1 (4\\d\\d|501) .*\r\n");
        }
        assertServes();
    }

    @Test
    void tenThousandParametersAreRead() throws Exception {
        String query = IntStream.range(0, 10_000).mapToObj(i -> "p" + i + "=v").collect(Collectors.joining("&"));
        try (var connection = new RawConnection(print.endpoint())) {
            connection.send(get("/v1.0/print/taskDefinitions?" + query));
            assertThat(connection.readUntil(END)).startsWith("HTTP/1.1 200 OK\r\n");
        }
        assertThat(emulator.requestLog().get(0).target()).endsWith("?" + query);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        try (var connection = new RawConnection(print.endpoint())) {
            connection.send(
                    get("/v1.0/print/taskDefinitions") + get("/v1.0/nowhere") + get("/v1.0/print/taskDefinitions"));

            assertThat(connection.readUntil(END)).startsWith("HTTP/1.1 200 OK\r\n");
            assertThat(connection.readUntil(END)).startsWith("HTTP/1.1 404 Not Found\r\n");
            assertThat(connection.readUntil(END)).startsWith("HTTP/1.1 200 OK\r\n");
        }
        assertThat(print.requests()).isEqualTo(3);
    }

    @Test
    void aClientCanWaitForContinue() throws Exception {
        try (var connection = new RawConnection(print.endpoint())) {
            connection.send("POST /v1.0/print/taskDefinitions HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                    + "Authorization: Bearer " + print.token() + "\r\nContent-Length: 68\r\n\r\n");
            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 Continue\r\n");

            connection.send("{\"displayName\":\"d\",\"createdBy\":{\"displayName\":\"n\"}}".concat(" ".repeat(18)));

            assertThat(connection.readUntil(END)).startsWith("HTTP/1.1 201 Created\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "TRACE", "PROPFIND", "get"})
    void anUndocumentedMethodIs405AndEchoesNothing(String method) throws Exception {
        try (var connection = new RawConnection(print.endpoint())) {
            connection.send(method + " /v1.0/print/taskDefinitions HTTP/1.1\r\nHost: localhost\r\nX-Echo: echoed\r\n"
                    + "Authorization: Bearer " + print.token() + "\r\n\r\n");
            String response = connection.readUntil(method.equals("HEAD") ? "\r\n\r\n" : END);

            assertThat(response)
                    .startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                    .doesNotContain("echoed");
            assertThat(response).contains("Allow: GET, POST\r\n");
            connection.send(get("/v1.0/print/taskDefinitions"));
            assertThat(connection.readUntil(END)).startsWith("HTTP/1.1 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(EmulatedService.class)
    void noPathLeadsToAFileOfTheHost(EmulatedService service) throws Exception {
        for (String path : List.of(
                "/../../../etc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2f..%2fetc%2fpasswd",
                "/%252e%252e%252fetc%252fpasswd",
                "/..%5c..%5cetc%5cpasswd",
                "//etc/passwd",
                "/downloads/..%2f..%2f..%2fetc%2fpasswd?tempauthtoken=x",
                "/uploadSessions/%2Fetc%2Fpasswd?tempauthtoken=x",
                "/v1.0/print/printers/..%2F..%2Fetc%2Fpasswd",
                "/v1.0/print/../../etc/passwd")) {
            try (var connection = new RawConnection(emulator.origin(service))) {
                connection.send(get(path));
                assertThat(connection.readUntil("\r\n\r\n")).matches("(?s)HTTP/1\\.1 40[0134] .*");
            }
        }
    }
}
