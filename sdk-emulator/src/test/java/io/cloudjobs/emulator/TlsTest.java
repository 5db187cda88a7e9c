package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All services over HTTPS. */
class TlsTest {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(LoopbackTls.handshake().sslContext())
            .build();
    private CloudJobsEmulator emulator = CloudJobsEmulator.builder()
            .tls(LoopbackTls.handshake().sslContext())
            .start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private HttpResponse<String> send(String method, String url, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .headers(headers);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> print(String method, String path, String body) throws Exception {
        PrintEmulator print = emulator.print();
        return send(method, print.endpoint() + path, body, "Authorization", "Bearer " + print.userToken());
    }

    private JsonNode json(String method, String path, String body) throws Exception {
        return Reply.json(print(method, path, body).body());
    }

    @Test
    void everyServiceSpeaksHttpsOnly() throws Exception {
        for (EmulatedService service : EmulatedService.values()) {
            String origin = emulator.origin(service);
            assertThat(origin).startsWith("https://127.0.0.1:");
            assertThat(send("GET", origin + "/x", "", "X-Own", "own").statusCode())
                    .isBetween(400, 404);
            try (var plain = new RawConnection(origin)) {
                plain.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(plain.isClosed()).isTrue();
            }
        }
        IamEmulator iam = emulator.iam();
        assertThat(iam.endpoint()).startsWith("https:");
        assertThat(emulator.ges().endpoint()).startsWith("https:");
        EntraEmulator entra = emulator.entra();
        assertThat(send(
                                "POST",
                                entra.endpoint() + "/" + entra.tenantId() + "/oauth2/v2.0/token",
                                "grant_type=client_credentials&scope=a%2F.default&client_id=" + entra.clientId()
                                        + "&client_secret="
                                        + URLEncoder.encode(entra.clientSecret(), StandardCharsets.UTF_8),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void documentsAreUploadedAndDownloaded() throws Exception {
        PrintEmulator print = emulator.print();
        JsonNode job = json("POST", "/print/shares/" + print.shareId() + "/jobs", "{\"configuration\":{}}");
        String path =
                "/print/shares/" + print.shareId() + "/jobs/" + job.get("id").textValue();
        String document = "/documents/" + job.at("/documents/0/id").textValue();
        String url = json(
                        "POST",
                        path + document + "/createUploadSession",
                        "{\"properties\":{\"documentName\":\"d\",\"contentType\":\"text/plain\",\"size\":10}}")
                .get("uploadUrl")
                .textValue();
        assertThat(url)
                .startsWith(emulator.origin(EmulatedService.DOCUMENTS) + "/")
                .startsWith("https://");

        assertThat(send("PUT", url, "0123456789", "Content-Range", "bytes 0-9/10")
                        .statusCode())
                .isEqualTo(201);
        assertThat(print("POST", path + "/start", "").statusCode()).isEqualTo(200);

        assertThat(print.document(print.printerId(), job.get("id").textValue()))
                .isEqualTo("0123456789".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> redirect = send(
                "GET",
                print.endpoint() + "/print/printers/" + print.printerId() + "/jobs/"
                        + job.get("id").textValue() + document + "/$value",
                "",
                "Authorization",
                "Bearer " + print.token());
        String location = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("https://");
        assertThat(send("GET", location, "", "X-Own", "own").body()).isEqualTo("0123456789");
    }

    @Test
    void linksToTheNextPageHaveHttps() throws Exception {
        PrintEmulator print = emulator.print();
        print.pageSize(1);
        print.addPrinter("p", "s");

        String next = json("GET", "/print/printers", "").get("@odata.nextLink").textValue();

        assertThat(next).startsWith(print.endpoint() + "/print/printers?").startsWith("https://");
        assertThat(print("GET", next.substring(print.endpoint().length()), "").statusCode())
                .isEqualTo(200);
    }

    /** The handshake is a part of the request. */
    @Test
    void aHandshakeThatStopsHalfwayIsCut() throws Exception {
        emulator.close();
        emulator = CloudJobsEmulator.builder()
                .tls(LoopbackTls.handshake().sslContext())
                .requestTimeout(Duration.ofSeconds(3))
                .start();
        try (var slow = new RawConnection(emulator.origin(EmulatedService.GES))) {
            slow.send("\u0016\u0003\u0001");
            assertThat(slow.isClosed()).isTrue();
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        assertThat(send("GET", emulator.ges().endpoint() + "/x", "", "X-Own", "own")
                        .statusCode())
                .isEqualTo(400);
    }
}
