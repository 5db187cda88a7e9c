package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

class RequestLogTest {
    private static final String SECRET = "canary7f3d0c1eThatMustNeverBeSeen";
    private static final String ENCODED = "%63%61nary7f3d0c1eThatMustNeverBeSeen";
    private static final String ESCAPED = "\\u0063anary7f3d0c1e\\u0054hatMustNeverBeSeen";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

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

    private EmulatedRequest last() {
        List<EmulatedRequest> log = emulator.requestLog();
        return log.get(log.size() - 1);
    }

    @Test
    void anEntryHasTheWholeExchange() {
        HeldJob held = print.holdJob();
        String path = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
        emulator.addFault(EmulatedService.PRINT, FaultRule.of(Fault.slowResponse(1_000_000)));
        Reply reply = Reply.to(
                "PATCH",
                print.endpoint() + path + "?x=1",
                "{\"configuration\": {\"copies\": 2}}",
                "Authorization",
                "Bearer " + print.token(),
                "X-Own",
                "own");

        EmulatedRequest entry = last();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(entry.number()).isEqualTo(1);
        assertThat(entry.service()).isEqualTo(EmulatedService.PRINT);
        assertThat(entry.method()).isEqualTo("PATCH");
        assertThat(entry.target()).isEqualTo("/v1.0" + path + "?x=1");
        assertThat(entry.operation()).isEqualTo("PATCH /v1.0/print/printers/{printerId}/jobs/{jobId}");
        assertThat(entry.requestHeaders())
                .containsEntry("Authorization", List.of("[secret]"))
                .containsEntry("X-own", List.of("own"));
        assertThat(entry.requestBody()).isEqualTo("{\"configuration\":{\"copies\":2}}");
        assertThat(entry.requestBytes()).isEqualTo(32);
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.responseHeaders()).containsEntry("Request-id", List.of(reply.header("request-id")));
        assertThat(entry.responseBody()).isEqualTo(reply.text());
        assertThat(entry.responseBytes()).isEqualTo(reply.text().length());
        assertThat(entry.fault()).isEqualTo("response at 1000000 B/s");
        assertThat(entry).hasToString("1 PRINT PATCH /v1.0/print/printers/{printerId}/jobs/{jobId} 200");
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
    void noSecretIsInTheLogWhereverItStands() throws IOException {
        var sent = new ArrayList<EmulatedRequest>();
        var kept = new EnumMap<EmulatedService, RawConnection>(EmulatedService.class);
        for (Object[] place : (Iterable<Object[]>) places().map(Arguments::get)::iterator) {
            for (EmulatedService service : List.of(EmulatedService.PRINT, EmulatedService.ENTRA, EmulatedService.IAM)) {
                String path = service == EmulatedService.ENTRA
                        ? "/t/oauth2/v2.0/token"
                        : service == EmulatedService.IAM ? "/v3/auth/tokens" : "/v1.0/subscriptions";
                if (!kept.containsKey(service)) {
                    kept.put(service, new RawConnection(emulator.origin(service)));
                }
                RawConnection connection = kept.get(service);
                String type = place[3].equals("") ? "" : "Content-Type: " + place[3] + "\r\n";
                String body = (String) place[4];
                connection.send("POST " + path + "?" + place[2] + " HTTP/1.1\r\nHost: localhost\r\n" + place[0] + ": "
                        + place[1] + "\r\n" + type + "Content-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n" + body);
                try {
                    connection.readUntil("\r\n0\r\n\r\n");
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("URISyntaxException"); // the JDK has refused the escape
                    kept.remove(service).close();
                }
            }
            if (emulator.requestLog().size() > 900) {
                sent.addAll(emulator.requestLog());
                emulator.reset();
            }
        }
        sent.addAll(emulator.requestLog());
        for (RawConnection connection : kept.values()) {
            connection.close();
        }

        assertThat(sent).hasSizeGreaterThan(3000);
        assertThat(sent.stream()
                        .map(RequestLogTest::whole)
                        .filter(RequestLogTest::shows)
                        .limit(10))
                .isEmpty();
    }

    private static boolean shows(String text) {
        return text.contains("7f3d0c1e") || text.contains("NeverBeSeen");
    }

    private static String whole(EmulatedRequest entry) {
        return entry.target()
                + entry.requestHeaders()
                + entry.requestBody()
                + entry.responseHeaders()
                + entry.responseBody();
    }

    @Test
    void theSecretsOfTheEmulatorAreNotInTheLog() {
        String form = "grant_type=client_credentials&scope=a%2F.default&client_id="
                + emulator.entra().clientId() + "&client_secret="
                + URLEncoder.encode(emulator.entra().clientSecret(), StandardCharsets.UTF_8);
        Reply token = Reply.to(
                "POST",
                emulator.entra().endpoint() + "/" + emulator.entra().tenantId() + "/oauth2/v2.0/token",
                form,
                "Content-Type",
                FORM);
        assertThat(token.status()).isEqualTo(200);
        assertThat(last().requestBody()).endsWith("&client_secret=[secret]");
        assertThat(last().responseBody())
                .endsWith("\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"[secret]\"}");

        IamEmulator iam = emulator.iam();
        String login = "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\""
                + iam.userName()
                + "\",\"password\":\"" + iam.password() + "\",\"domain\":{\"name\":\"" + iam.domainName()
                + "\"}}}},\"scope\":{\"project\":{\"id\":\"" + emulator.ges().projectId() + "\"}}}}";
        assertThat(Reply.to("POST", iam.endpoint() + "/v3/auth/tokens", login).status())
                .isEqualTo(201);
        assertThat(last().requestBody()).isEqualTo(login.replace(iam.password(), "[secret]"));
        assertThat(last().responseHeaders()).containsEntry("X-subject-token", List.of("[secret]"));
        assertThat(last().responseBody()).contains("\"methods\":[\"password\"]", "\"expires_at\":\"2");
    }

    @Test
    void linksOfDocumentsAreShownWithoutTheirTokens() throws Exception {
        HeldJob held = print.holdJob();
        String job = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
        String id = Reply.toPrint(print, "GET", job + "?$expand=documents", "")
                .json()
                .at("/documents/0/id")
                .textValue();
        Reply redirect = Reply.toPrint(print, "GET", job + "/documents/" + id + "/$value", "");
        String location = redirect.header("Location");
        assertThat(last().responseHeaders().get("Location")).containsExactly(location.replaceAll("=.*", "=[secret]"));

        assertThat(Reply.to("GET", location, "").text()).startsWith("%PDF");
        Eventually.await(() -> last().service() == EmulatedService.DOCUMENTS);
        assertThat(last().target()).startsWith("/downloads/").endsWith("?tempauthtoken=[secret]");
        assertThat(last().responseBody()).isNull();
        Eventually.await(() -> last().responseBytes() == 276_604);
        assertThat(last().responseBytes()).isEqualTo(276_604);
        assertThat(last().responseHeaders()).containsEntry("Content-type", List.of("application/pdf"));
    }

    @Test
    void aLongBodyIsCut() {
        Reply.toPrint(print, "POST", "/subscriptions", "{\"a\":1,\"b\":\"" + "x".repeat(100_000) + "\"}");

        assertThat(last().requestBody()).isEqualTo("{\"a\":1,\"b\"…");
        assertThat(last().requestBytes()).isEqualTo(100_014);
    }

    @Test
    void theLogIsBoundedInNumberAndSize() {
        for (int i = 0; i < 1010; i++) {
            Reply.to("GET", emulator.ges().endpoint() + "/", "");
        }
        assertThat(emulator.requestLog()).hasSize(1000);
        assertThat(emulator.requestLog().get(999).number()).isEqualTo(1010);

        emulator.clearRequestLog();
        assertThat(emulator.requestLog()).isEmpty();
        String body = "{\"a\":\"" + "x".repeat(15_000) + "\"}";
        for (int i = 0; i < 300; i++) {
            Reply.to("POST", emulator.ges().endpoint() + "/", body);
        }
        assertThat(emulator.requestLog().get(emulator.requestLog().size() - 1).number())
                .isEqualTo(1310);
        assertThat(emulator.requestLog()).hasSizeBetween(200, 4_200_000 / 15_000);
    }

    @Test
    void listenersGetEachRequestInOrderAndHurtNobody() {
        List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        emulator.onRequest(request -> {
            throw new IllegalStateException("thrown");
        });
        emulator.onRequest(request -> {
            numbers.add(request.number());
            throw new IllegalStateException("thrown");
        });

        for (int i = 0; i < 20; i++) {
            Reply.to("GET", emulator.ges().endpoint() + "/", "");
        }

        Eventually.await(() -> numbers.size() == 20);
        assertThat(numbers).isSorted().hasSize(20).startsWith(1L).endsWith(20L);
        assertThat(emulator.requestLog()).hasSize(20);
    }
}
