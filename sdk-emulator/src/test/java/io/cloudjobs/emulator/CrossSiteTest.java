package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.testkit.Eventually;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web pages in a browser on this machine cannot use the services, unless they are allowed. */
class CrossSiteTest {
    private static final String PAGE = "http://localhost:3000";

    private CloudJobsEmulator emulator = CloudJobsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private void restart(CloudJobsEmulator.Builder builder) {
        emulator.close();
        emulator = builder.start();
    }

    private String send(EmulatedService service, String method, String path, String headers) throws Exception {
        try (var connection = new RawConnection(emulator.origin(service))) {
            connection.send(method + " " + path + " HTTP/1.1\r\n" + headers + "Authorization: Bearer "
                    + emulator.print().token() + "\r\nContent-Length: 0\r\n\r\n");
            return connection.readUntil("\r\n\r\n");
        }
    }

    private String abort(HeldJob held) {
        return "/v1.0/print/printers/" + held.printerId() + "/jobs/" + held.jobId() + "/abort";
    }

    @ParameterizedTest
    @EnumSource(EmulatedService.class)
    void aRequestOfAPageIs403OnEveryPort(EmulatedService service) throws Exception {
        emulator.addFault(service, FaultRule.of(Fault.status(500)));
        for (String origin : List.of("https://evil.example", "null", PAGE, emulator.origin(service), "", "*")) {
            for (String method : List.of("GET", "POST", "OPTIONS", "DELETE")) {
                String response = send(
                        service,
                        method,
                        "/x",
                        "Host: localhost\r\nOrigin: " + origin + "\r\nAccess-Control-Request-Method: POST\r\n");

                assertThat(response).startsWith("HTTP/1.1 403 Forbidden\r\n").doesNotContain("Access-Control");
            }
        }
        Eventually.await(() -> emulator.requestLog().size() == 24);
        assertThat(emulator.requestLog()).hasSize(24).allSatisfy(request -> {
            assertThat(request.status()).isEqualTo(403);
            assertThat(request.fault()).isNull();
        });
    }

    @Test
    void aRefusedPageChangesNothing() throws Exception {
        restart(CloudJobsEmulator.builder().allowOrigin(PAGE));
        HeldJob held = emulator.print().holdJob();

        assertThat(send(
                        EmulatedService.PRINT,
                        "POST",
                        abort(held),
                        "Host: localhost\r\nOrigin: http://localhost:3001\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(send(
                        EmulatedService.PRINT,
                        "POST",
                        abort(held),
                        "Host: localhost\r\nOrigin: " + PAGE + "\r\nOrigin: https://evil.example\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(send(EmulatedService.PRINT, "POST", abort(held), "Host: evil.example\r\nOrigin: " + PAGE + "\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(send(EmulatedService.PRINT, "POST", abort(held), "Host: localhost\r\n"))
                .startsWith("HTTP/1.1 204");
    }

    @Test
    void aPageThatIsAllowedIsAnswered() throws Exception {
        restart(CloudJobsEmulator.builder().allowOrigin("https://other.example").allowOrigin(PAGE));
        HeldJob held = emulator.print().holdJob();
        String page = "Host: localhost\r\nOrigin: " + PAGE + "\r\n";
        emulator.addFault(EmulatedService.PRINT, FaultRule.of(Fault.status(503)).times(1));

        String preflight = send(
                EmulatedService.PRINT,
                "OPTIONS",
                abort(held),
                page
                        + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization,x-own\r\n");
        assertThat(preflight)
                .startsWith("HTTP/1.1 204 No Content\r\n")
                .contains(
                        "Access-control-allow-origin: " + PAGE + "\r\n",
                        "Access-control-allow-methods: GET, POST, PUT, PATCH, DELETE\r\n",
                        "Access-control-allow-headers: authorization,x-own\r\n",
                        "Vary: Origin\r\n");

        assertThat(send(EmulatedService.PRINT, "POST", abort(held), page))
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains("Access-control-allow-origin: " + PAGE + "\r\n", "Access-control-expose-headers: *\r\n");
        assertThat(send(EmulatedService.PRINT, "POST", abort(held), page))
                .startsWith("HTTP/1.1 204 No Content\r\n")
                .contains("Access-control-allow-origin: " + PAGE + "\r\n");
        assertThat(send(EmulatedService.PRINT, "OPTIONS", abort(held), page)).startsWith("HTTP/1.1 405");
        assertThat(send(EmulatedService.PRINT, "POST", abort(held), "Host: localhost\r\n"))
                .startsWith("HTTP/1.1 409")
                .doesNotContain("ccess-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:80",
                "Host: localhost.evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost\r\nHost: evil.example",
                "Host: 10.0.0.1",
                "Host: [::2]",
                "Host: localhost@evil.example",
                "Host: ",
                "Host: [::1"
            })
    void aNameThatIsNotOursIs403(String header) throws Exception {
        assertThat(send(EmulatedService.GES, "GET", "/", header + "\r\n")).startsWith("HTTP/1.1 403 Forbidden\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: LocalHost:1",
                "Host: 127.0.0.1:65535",
                "Host: 127.1.2.3",
                "Host: [::1]:7801",
                "Host: [::1]",
                "Host: print.test:7801",
                "X-Own: none"
            })
    void loopbackAndTheConfiguredHostAreOurs(String header) throws Exception {
        restart(CloudJobsEmulator.builder().host("Print.test"));
        try (var connection = new RawConnection(
                "http://127.0.0.1:" + emulator.origin(EmulatedService.GES).split(":")[2])) {
            connection.send("GET / HTTP/1.1\r\n" + header + "\r\n\r\n");
            assertThat(connection.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void onAnotherAddressAnyNameIsOurs() throws Exception {
        restart(CloudJobsEmulator.builder().address(InetAddress.getByName("0.0.0.0")));

        assertThat(send(EmulatedService.GES, "GET", "/", "Host: emulator.test\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(send(EmulatedService.GES, "GET", "/", "Host: emulator.test\r\nOrigin: http://emulator.test\r\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "null",
                "localhost",
                "http://",
                "http://h/",
                "http://h/x",
                "HTTP://h",
                "http://H",
                "ftp://h",
                "http://u@h",
                "http://h?",
                "http://h\r\nX: y"
            })
    void anOriginHasASchemeAndAHost(String origin) {
        assertThatThrownBy(() -> CloudJobsEmulator.builder().allowOrigin(origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("origin must have the format ");
    }
}
