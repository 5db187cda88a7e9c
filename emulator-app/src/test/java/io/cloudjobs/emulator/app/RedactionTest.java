package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedService;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.emulator.IamEmulator;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The page and the control API show requests without their secrets. */
class RedactionTest {
    private static final String SECRET = "canary7f3d0c1eThatMustNeverBeSeen";
    private static final String ENCODED = "%63%61nary7f3d0c1eThatMustNeverBeSeen";
    private static final String ESCAPED = "\\u0063anary7f3d0c1e\\u0054hatMustNeverBeSeen";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private String send(EmulatedService service, String request, String headers, String body) {
        URI origin = URI.create(emulator.origin(service));
        try (var socket = new Socket(origin.getHost(), origin.getPort())) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String all = request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers
                    + "Content-Length: " + bytes.length + "\r\n\r\n" + body;
            socket.getOutputStream().write(all.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String authorization() {
        return "Authorization: Bearer " + emulator.print().token() + "\r\n";
    }

    private List<JsonNode> shown() {
        return emulator.requestLog().stream().<JsonNode>map(RequestsApi::json).toList();
    }

    private JsonNode last() {
        List<JsonNode> all = shown();
        return all.get(all.size() - 1);
    }

    /** Header, query and body of a request, each with the secret. */
    static Stream<Arguments> places() {
        var places = new ArrayList<Arguments>();
        for (String name : List.of(
                "Authorization",
                "X-Auth-Token",
                "x-subject-token",
                "PROXY-AUTHORIZATION",
                "Cookie",
                "X-Client-Secret",
                "Ocp-ApiKey")) {
            for (String value : List.of(SECRET, "Bearer " + SECRET, "bearer  " + SECRET, "Basic " + SECRET)) {
                places.add(arguments(name, value, "", "", ""));
            }
        }
        for (String value : List.of(
                "https://h/x?tempauthtoken=" + SECRET,
                "https://h/x?a=b&TempAuthToken=" + SECRET + "#f",
                "https://h/x?temp%61uthtoken=" + SECRET,
                "https://h/x?sig=" + SECRET,
                "https://user:" + SECRET + "@h/x",
                "https%3A%2F%2Fh%2Fx%3Ftempauthtoken%3D" + SECRET,
                "Bearer " + SECRET,
                "sent password: " + SECRET,
                "{\"password\":\"" + SECRET + "\"}",
                "{\"password\":\"" + SECRET,
                "was {\"password\" : \"" + SECRET + "\"}",
                "[{\"a\":{\"client_secret\":[\"" + SECRET + "\"]}}]")) {
            places.add(arguments("Referer", value, "", "", ""));
        }
        for (String name : List.of(
                "tempauthtoken",
                "TEMPAUTHTOKEN",
                "temp%61uthtoken",
                "validationToken",
                "access_token",
                "refresh_token",
                "id_token",
                "client_secret",
                "client%5Fsecret",
                "Client-Secret",
                "clientState",
                "code",
                "sig",
                "password",
                "assertion",
                "client_assertion")) {
            for (String value :
                    List.of(SECRET, ENCODED, SECRET + "%zz", "%" + SECRET, "a=" + SECRET, SECRET + ";" + SECRET)) {
                places.add(arguments("X-Own", "own", "a=b&" + name + "=" + value + "&c", "", ""));
                places.add(arguments("X-Own", "own", "", FORM, "a=b&" + name + "=" + value + "&c"));
                places.add(arguments("X-Own", "own", "", FORM, name + "=x&" + name + "=" + value));
                places.add(
                        arguments("X-Own", "own", "", FORM, "x".repeat(16_300) + "&" + name + "=" + value.repeat(20)));
            }
            String url = URLEncoder.encode("https://h/?" + name + "=" + SECRET, StandardCharsets.UTF_8);
            places.add(arguments("X-Own", "own", "u=" + url, "", ""));
            places.add(arguments("X-Own", "own", "u=" + URLEncoder.encode(url, StandardCharsets.UTF_8), "", ""));
            places.add(arguments("X-Own", "own", "", FORM, "u=" + url));
        }
        for (String name : List.of(
                "password",
                "PassWord",
                "p\\u0061ssword",
                "passcode",
                "client_secret",
                "clientSecret",
                "client_assertion",
                "access_token",
                "refresh_token",
                "clientState",
                "client\\u0053tate",
                "validationToken",
                "X-Subject-Token",
                "secretKey",
                "accessKey")) {
            for (String value : List.of(
                    "\"" + SECRET + "\"",
                    "\"" + ESCAPED + "\"",
                    "\"" + SECRET,
                    "[\"" + SECRET + "\"]",
                    "[[\"" + SECRET + "\"")) {
                String member = "\"" + name + "\" : " + value;
                for (String type : List.of(JSON, "application/problem+json; charset=utf-8", "text/plain", "")) {
                    places.add(arguments("X-Own", "own", "", type, "{" + member + "}"));
                }
                places.add(arguments("X-Own", "own", "", JSON, "{\"" + name + "\":\"x\"," + member + "}"));
                places.add(arguments("X-Own", "own", "", JSON, "{\"echo\":\"my " + SECRET + "!\"," + member + "}"));
                places.add(arguments("X-Own", "own", "", JSON, "[{\"a\":[{" + member + "}]}]"));
                places.add(arguments("X-Own", "own", "", JSON, "{" + member + "} garbage " + SECRET));
                places.add(
                        arguments("X-Own", "own", "", JSON, "{\"a\":\"" + "x".repeat(16_340) + "\"," + member + "}"));
                String nested = "{" + member.replace("\\", "\\\\").replace("\"", "\\\"") + "}";
                places.add(arguments("X-Own", "own", "", JSON, "{\"a\":\"" + nested + "\"}"));
                places.add(arguments("X-Own", "own", "", JSON, "{\"a\":\"said: " + nested + "\"}"));
            }
        }
        for (String body : List.of(
                "{\"auth\":{\"identity\":{\"password\":{\"user\":{\"name\":\"n\",\"password\":\"" + SECRET + "\"}}}}}",
                "{\"auth\":{\"identity\":{\"password\":{\"user\":\"" + SECRET + "\"}}}}",
                "{\"auth\":{\"identity\":{\"password\":\"" + SECRET + "\"}}}",
                "{\"auth\":{\"identity\":{\"token\":{\"id_token\":\"" + SECRET + "\"}}}}",
                "{\"client_secret\":{\"value\":\"" + SECRET + "\"}}",
                "{\"notificationUrl\":\"https://h/api?code=" + SECRET + "&x=1\"}",
                "{\"notificationUrl\":\"https://u:" + SECRET + "@h/api\"}",
                "{\"uploadUrl\":\"https:\\/\\/h\\/x?tempauthtoken=" + ESCAPED + "\"}",
                "{\"a\":\"Authorization: Bearer " + SECRET + "\"}",
                "\uFEFF{\"password\":\"" + SECRET + "\"}")) {
            places.add(arguments("X-Own", "own", "", JSON, body));
        }
        places.add(arguments("X-Own", "own", "", "text/plain", SECRET));
        places.add(arguments("X-Own", "own", "", "multipart/form-data; boundary=b", "--b\r\n\r\n" + SECRET));
        places.add(arguments("Authorization", "Bearer " + SECRET, "a=" + SECRET + "&" + ENCODED, "", ""));
        places.add(arguments("Authorization", "Bearer " + SECRET, "", JSON, "{\"" + SECRET + "\":\"" + SECRET + "\"}"));
        places.add(arguments("Authorization", "Bearer " + SECRET, "", FORM, SECRET + "=1&x=" + SECRET));
        return places.stream();
    }

    /** One emulator for all: the whole log is searched at the end. */
    @Test
    void noSecretIsShownWhereverItStands() {
        var sent = new ArrayList<JsonNode>();
        for (Object[] place : (Iterable<Object[]>) places().map(Arguments::get)::iterator) {
            for (EmulatedService service : List.of(EmulatedService.PRINT, EmulatedService.ENTRA, EmulatedService.IAM)) {
                String path = service == EmulatedService.ENTRA
                        ? "/t/oauth2/v2.0/token"
                        : service == EmulatedService.IAM ? "/v3/auth/tokens" : "/v1.0/subscriptions";
                String type = place[3].equals("") ? "" : "Content-Type: " + place[3] + "\r\n";
                send(service, "POST " + path + "?" + place[2], place[0] + ": " + place[1] + "\r\n" + type, (String)
                        place[4]);
            }
            if (emulator.requestLog().size() > 900) {
                sent.addAll(shown());
                emulator.reset();
            }
        }
        sent.addAll(shown());

        assertThat(sent).hasSizeGreaterThan(3000);
        assertThat(sent.stream()
                        .map(JsonNode::toString)
                        .filter(RedactionTest::shows)
                        .limit(10))
                .isEmpty();
    }

    private static boolean shows(String text) {
        return text.contains("7f3d0c1e") || text.contains("NeverBeSeen");
    }

    @Test
    void theSecretsOfTheEmulatorAreNotShown() {
        String form = "grant_type=client_credentials&scope=a%2F.default&client_id="
                + emulator.entra().clientId() + "&client_secret="
                + URLEncoder.encode(emulator.entra().clientSecret(), StandardCharsets.UTF_8);
        String token = send(
                EmulatedService.ENTRA,
                "POST /" + emulator.entra().tenantId() + "/oauth2/v2.0/token",
                "Content-Type: " + FORM + "\r\n",
                form);
        assertThat(token).startsWith("HTTP/1.1 200 ");
        assertThat(last().get("requestBody").textValue()).endsWith("&client_secret=[secret]");
        assertThat(last().get("responseBody").textValue())
                .endsWith("\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"[secret]\"}");

        IamEmulator iam = emulator.iam();
        String login = "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\""
                + iam.userName()
                + "\",\"password\":\"" + iam.password() + "\",\"domain\":{\"name\":\"" + iam.domainName()
                + "\"}}}},\"scope\":{\"project\":{\"id\":\"" + emulator.ges().projectId() + "\"}}}}";
        assertThat(send(EmulatedService.IAM, "POST /v3/auth/tokens", "", login)).startsWith("HTTP/1.1 201 ");
        assertThat(last().get("requestBody").textValue()).isEqualTo(login.replace(iam.password(), "[secret]"));
        assertThat(last().at("/responseHeaders/X-subject-token/0").textValue()).isEqualTo("[secret]");
        assertThat(last().get("responseBody").textValue()).contains("\"methods\":[\"password\"]", "\"expires_at\":\"2");
    }

    @Test
    void linksOfDocumentsAreShownWithoutTheirTokens() {
        HeldJob held = emulator.print().holdJob();
        String job = "/v1.0/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
        String expanded = send(EmulatedService.PRINT, "GET " + job + "?$expand=documents", authorization(), "");
        String id = expanded.replaceAll("(?s).*\"documents\":\\[\\{\"id\":\"([^\"]+).*", "$1");
        String redirect =
                send(EmulatedService.PRINT, "GET " + job + "/documents/" + id + "/$value", authorization(), "");
        String location = redirect.replaceAll("(?s).*\r\nLocation: (\\S+)\r\n.*", "$1");
        assertThat(last().at("/responseHeaders/Location/0").textValue())
                .isEqualTo(location.replaceAll("=.*", "=[secret]"));

        assertThat(send(EmulatedService.DOCUMENTS, "GET " + location.replaceAll("http://[^/]*", ""), "", ""))
                .contains("%PDF");
        Eventually.await(() -> emulator.requestLog().size() == 3);
        assertThat(last().get("target").textValue()).startsWith("/downloads/").endsWith("?tempauthtoken=[secret]");
        assertThat(last().get("responseBody").isNull()).isTrue();
        assertThat(last().get("responseBytes").longValue()).isEqualTo(276_604);
        assertThat(last().at("/responseHeaders/Content-type/0").textValue()).isEqualTo("application/pdf");
    }

    @Test
    void aLongBodyIsShownUpToItsLastCompleteValue() {
        String body = "{\"a\":1,\"b\":\"" + "x".repeat(100_000) + "\"}";
        send(EmulatedService.PRINT, "POST /v1.0/subscriptions", authorization(), body);

        assertThat(last().get("requestBody").textValue()).isEqualTo("{\"a\":1,\"b\"…");
        assertThat(last().get("requestBytes").longValue()).isEqualTo(100_014);
    }

    @Test
    void aLongTargetIsCut() {
        String query = IntStream.range(0, 10_000).mapToObj(i -> "p" + i + "=v").collect(Collectors.joining("&"));
        send(EmulatedService.PRINT, "GET /v1.0/print/taskDefinitions?" + query, authorization(), "");

        assertThat(last().get("target").textValue()).hasSize(4097).endsWith("…");
    }
}
