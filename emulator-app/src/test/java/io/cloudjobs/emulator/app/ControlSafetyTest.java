package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlSafetyTest {
    private static final String ALLOWED = "http://localhost:3000";

    private final RunningControl running =
            new RunningControl(options -> options.host("emulator.test").allowOrigin(ALLOWED));

    @AfterAll
    void close() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 200",
        "127.0.0.1:7800, 200",
        "LOCALHOST:80, 200",
        "[::1]:7800, 200",
        "emulator.test:1, 200",
        "evil.example, 403",
        "evil.example:7800, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example, 403",
        "evil.example@127.0.0.1, 403",
        "10.0.0.1, 403",
        "[::2], 403",
        "'', 403",
    })
    void onlyOwnNamesAreServed(String host, int status) {
        assertThat(rawGet("Host: " + host + "\r\n")).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: localhost\r\nHost: evil.example\r\n"})
    void aRequestHasOneHost(String headers) {
        assertThat(rawGet(headers)).startsWith("HTTP/1.1 400 ");
    }

    private String rawGet(String headers) {
        return running.raw("GET /_cloudjobs/health HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | OWN | same-origin | | | 200
            POST | OWN | | | | 200
            POST | | | | | 200
            POST | | same-origin | | | 200
            POST | http://evil.example | cross-site | cors | empty | 403
            POST | http://evil.example | | | | 403
            POST | null | cross-site | navigate | iframe | 403
            POST | http://localhost:1 | same-site | cors | empty | 403
            POST | http://127.0.0.1 | same-site | cors | empty | 403
            POST | https://OWNHOST | cross-site | cors | empty | 403
            POST | http://localhost:3000 | cross-site | cors | empty | 200
            POST | | cross-site | no-cors | empty | 403
            POST | | same-site | navigate | document | 403
            POST | | cross-site | navigate | document | 403
            GET | | cross-site | navigate | document | 200
            GET | | cross-site | navigate | iframe | 403
            GET | | cross-site | no-cors | script | 403
            GET | | same-site | no-cors | image | 403
            GET | | none | navigate | document | 200
            GET | http://evil.example | cross-site | cors | empty | 403
            GET | http://localhost:3000 | same-site | cors | empty | 200
            """)
    void aPageOfAnotherOriginIsRefused(
            String method, String origin, String site, String mode, String destination, int status) {
        String own = "127.0.0.1:" + running.port();
        running.emulator.clock().unfreeze();
        Request.Builder request = new Request.Builder()
                .url("http://" + own + "/_cloudjobs/clock" + (method.equals("POST") ? "/freeze" : ""))
                .method(method, method.equals("POST") ? okhttp3.RequestBody.create(new byte[0]) : null);
        header(
                request,
                "Origin",
                "OWN".equals(origin) ? "http://" + own : origin == null ? null : origin.replace("OWNHOST", own));
        header(request, "Sec-Fetch-Site", site);
        header(request, "Sec-Fetch-Mode", mode);
        header(request, "Sec-Fetch-Dest", destination);

        RunningControl.Answer answer = running.send(request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(running.emulator.clock().isFrozen()).isEqualTo(status == 200 && method.equals("POST"));
        assertThat(answer.headers().get("Access-Control-Allow-Origin"))
                .isEqualTo(ALLOWED.equals(origin) ? ALLOWED : null);
    }

    private static void header(Request.Builder request, String name, String value) {
        if (value != null) {
            request.header(name, value);
        }
    }

    @Test
    void aPreflightIsAnsweredForAllowedOriginsOnly() {
        RunningControl.Answer allowed = running.send(preflight(ALLOWED));

        assertThat(allowed.status()).isEqualTo(204);
        assertThat(allowed.headers().get("Access-Control-Allow-Origin")).isEqualTo(ALLOWED);
        assertThat(allowed.headers().get("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST, DELETE");
        assertThat(allowed.headers().get("Access-Control-Allow-Headers")).contains("Content-Type");
        assertThat(allowed.headers().get("Access-Control-Allow-Credentials")).isNull();
        assertThat(allowed.headers().get("Vary")).isEqualTo("Origin");
        RunningControl.Answer refused = running.send(preflight("http://localhost:3001"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.headers().get("Access-Control-Allow-Origin")).isNull();
    }

    private Request.Builder preflight(String origin) {
        return new Request.Builder()
                .url("http://127.0.0.1:" + running.port() + "/_cloudjobs/faults")
                .method("OPTIONS", null)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "http://user@localhost",
                "chrome-extension://abc",
                "null",
                "",
                "localhost:3000",
                "http://localhost:3000/",
                "http://localhost:3000/a",
                "HTTP://localhost",
                "http://a b",
                "http://a?b",
                "http://"
            })
    void anAllowedOriginIsAnOrigin(String origin) {
        assertThatThrownBy(() -> new ControlOptions(0).allowOrigin(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as http://localhost:3000");
    }

    @Test
    void responsesCannotBeFramedSniffedOrCached() {
        okhttp3.Headers headers = running.send(local("/_cloudjobs/health")).headers();

        assertThat(headers.get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(headers.get("Cache-Control")).isEqualTo("no-store");
        assertThat(headers.get("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(headers.get("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    private Request.Builder local(String path) {
        return new Request.Builder().url("http://127.0.0.1:" + running.port() + path);
    }

    @Test
    void twoHundredClientsAreServedBesideSlowOnesAndGarbage() throws Exception {
        var slow = new ArrayList<Socket>();
        ExecutorService clients = Executors.newFixedThreadPool(200);
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = running.connect();
                slow.add(socket);
                write(
                        socket,
                        i % 2 == 0
                                ? "GET /_clou"
                                : "POST /_cloudjobs/clock/advance HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            }
            for (String garbage :
                    List.of("\0\1\2\3", "GET\r\n\r\n", "\r\n\r\n", "x".repeat(100_000), "\u0016\u0003\u0001")) {
                running.raw(garbage);
            }
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 200; i++) {
                calls.add(() -> Integer.valueOf(
                        running.raw("GET /_cloudjobs/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                                .substring(9, 12)));
            }

            var statuses = new ArrayList<Integer>();
            for (Future<Integer> call : clients.invokeAll(calls)) {
                statuses.add(call.get());
            }

            assertThat(statuses).hasSize(200);
            assertThat(Set.copyOf(statuses)).containsExactly(200);
        } finally {
            clients.shutdownNow();
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes());
        out.flush();
    }
}
