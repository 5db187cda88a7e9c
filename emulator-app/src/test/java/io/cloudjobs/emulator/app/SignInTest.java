package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedService;
import io.cloudjobs.emulator.EntraEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.FaultRule;
import io.cloudjobs.emulator.PrintEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users sign in as with the libraries of Microsoft. */
class SignInTest {
    private static final String GRAPH = "https://graph.microsoft.com/";
    private static final String ADA = "ada@contoso.com";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A response of a service. */
    private record Received(int status, String text) {
        JsonNode json() {
            return Json.tree(text);
        }
    }

    private CloudJobsEmulator emulator;
    private EntraEmulator entra;
    private PrintEmulator print;
    private final Map<String, String> form = new LinkedHashMap<>();

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        emulator.clock().freeze();
        SignIn.addTo(emulator);
        entra = emulator.entra();
        print = emulator.print();
        entra.addUser(ADA, "p&ss=wörd %41+", "Printer Administrator");
        form.put("client_id", entra.clientId());
        form.put("grant_type", "password");
        form.put("scope", GRAPH + "PrinterShare.ReadBasic.All");
        form.put("username", ADA);
        form.put("password", "p&ss=wörd %41+");
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Received ask() {
        return ask("/oauth2/v2.0/token");
    }

    private Received ask(String path) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(entra.endpoint() + "/" + entra.tenantId() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Received get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private static Received send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Received(response.statusCode(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private int print(String token, String path) {
        return send(HttpRequest.newBuilder(URI.create(print.endpoint() + path))
                        .header("Authorization", "Bearer " + token))
                .status();
    }

    private static String member(Received reply, String name) {
        assertThat(reply.status()).isEqualTo(200);
        return reply.json().get(name).textValue();
    }

    private static void isError(Received reply, String error, int code) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("error").textValue()).isEqualTo(error);
        assertThat(reply.json().get("error_codes").toString()).isEqualTo("[" + code + "]");
    }

    @Test
    void aPasswordGivesTheRequestedScopesAndNoMore() {
        Received reply = ask();

        assertThat(reply.status()).isEqualTo(200);
        String token = member(reply, "access_token");
        assertThat(reply.text())
                .isEqualTo("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"scope\":\"" + GRAPH
                        + "PrinterShare.ReadBasic.All\",\"access_token\":\"" + token + "\"}");
        assertThat(token).isNotIn(print.token(), print.userToken());
        assertThat(print(token, "/print/shares")).isEqualTo(200);
        assertThat(print(token, "/print/printers")).isEqualTo(403);
        assertThat(entra.requests()).isEqualTo(1);
        assertThat(print.requests()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "https://graph.microsoft.com/.default, 200, 200",
        ".default, 200, 200",
        "Printer.Read.All, 403, 200",
        "printer.read.ALL, 403, 200",
        "Printer.Read.All openid profile email offline_access, 403, 200",
        "' Printer.Read.All  PrinterShare.Read.All ', 200, 200",
        "https://graph.microsoft.us/Printer.Read.All, 403, 200",
        "openid, 403, 403",
        "' ', 403, 403",
        "Anything.Else, 403, 403",
    })
    void theScopesAreGrantedAsRequested(String scope, int shares, int printers) {
        form.put("scope", scope);

        String token = member(ask(), "access_token");

        assertThat(print(token, "/print/shares")).isEqualTo(shares);
        assertThat(print(token, "/print/printers")).isEqualTo(printers);
    }

    @Test
    void theRolesOfTheUserCount() {
        entra.addUser(ADA, "p&ss=wörd %41+");
        form.put("scope", ".default");
        form.put("username", "ADA@Contoso.com");

        assertThat(print(member(ask(), "access_token"), "/print/printers")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "password,   wrong,                             invalid_grant,   50126",
        "username,   unknown@contoso.com,               invalid_grant,   50034",
        "username,   ' ',                               invalid_grant,   50034",
        "username,   '',                                invalid_request, 900144",
        "password,   '',                                invalid_request, 900144",
        "scope,      '',                                invalid_request, 900144",
        "scope,      https://graph.microsoft.com/,      invalid_scope,   70011",
        "scope,      .default Printer.Read.All,         invalid_scope,   70011",
        "client_id,  another,                           unauthorized_client, 700016",
        "grant_type, authorization_code,                unsupported_grant_type, 70003",
    })
    void aWrongFieldIsRefused(String field, String value, String error, int code) {
        form.put(field, value);

        Received reply = ask();

        isError(reply, error, code);
        assertThat(reply.text()).doesNotContain("p&ss");
        assertThat(entra.requests()).isEqualTo(1);
    }

    @Test
    void aClientNeedsNoSecretButNotAWrongOne() {
        form.put("client_secret", entra.clientSecret());
        assertThat(ask().status()).isEqualTo(200);
        form.put("client_secret", "wrong");

        Received reply = ask();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().get("error_codes").toString()).isEqualTo("[7000215]");
    }

    @Test
    void aTokenOfAUserExpiresAndIsRefreshed() {
        form.put("scope", GRAPH + "PrinterShare.ReadBasic.All offline_access");
        Received first = ask();
        emulator.clock().advance(Duration.ofSeconds(3599));
        assertThat(print(member(first, "access_token"), "/print/shares")).isEqualTo(401);
        refresh(member(first, "refresh_token"));

        Received second = ask();

        assertThat(print(member(second, "access_token"), "/print/shares")).isEqualTo(200);
        assertThat(print(member(second, "access_token"), "/print/printers")).isEqualTo(403);
        assertThat(member(second, "refresh_token")).isNotEqualTo(member(first, "refresh_token"));
        form.put("scope", "Printer.Read.All");
        assertThat(print(member(ask(), "access_token"), "/print/printers")).isEqualTo(200);
        emulator.clock().advance(Duration.ofDays(90));
        isError(ask(), "invalid_grant", 70000);
        refresh("unknown");
        isError(ask(), "invalid_grant", 70000);
    }

    private void refresh(String refreshToken) {
        form.clear();
        form.put("client_id", entra.clientId());
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
    }

    @Test
    void aRefreshTokenOutlivesARotation() {
        form.put("scope", ".default offline_access");
        Received reply = ask();
        print.rotateToken();

        assertThat(print(member(reply, "access_token"), "/print/shares")).isEqualTo(401);
        refresh(member(reply, "refresh_token"));
        assertThat(print(member(ask(), "access_token"), "/print/shares")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {DEVICE, "device_code"})
    void aDeviceCodeIsApprovedAtOnceAndUsedOnce(String grantType) {
        form.keySet().retainAll(List.of("client_id", "scope"));
        JsonNode code = ask("/oauth2/v2.0/devicecode").json();
        assertThat(code.get("expires_in").intValue()).isEqualTo(900);
        assertThat(code.get("interval").intValue()).isEqualTo(1);
        assertThat(code.get("verification_uri").textValue()).isEqualTo(entra.endpoint());
        assertThat(code.get("message").textValue())
                .contains(code.get("user_code").textValue());
        form.clear();
        form.put("client_id", entra.clientId());
        form.put("grant_type", grantType);
        form.put("device_code", code.get("device_code").textValue());

        String token = member(ask(), "access_token");

        assertThat(print(token, "/print/shares")).isEqualTo(200);
        assertThat(print(token, "/print/printers")).isEqualTo(403);
        isError(ask(), "expired_token", 70019);
    }

    @Test
    void aDeviceCodeExpires() {
        String code = member(ask("/oauth2/v2.0/devicecode"), "device_code");
        form.put("grant_type", DEVICE);
        form.put("device_code", code);
        emulator.clock().advance(Duration.ofMinutes(15));

        isError(ask(), "expired_token", 70019);
    }

    @Test
    void anIdTokenNamesTheUser() {
        form.put("scope", "Printer.Read.All openid profile");
        form.put("client_info", "1");

        JsonNode reply = ask().json();

        String[] parts = reply.get("id_token").textValue().split("\\.", -1);
        assertThat(parts).hasSize(3);
        JsonNode claims = decoded(parts[1]);
        assertThat(decoded(parts[0])).isEqualTo(Json.tree("{\"typ\":\"JWT\",\"alg\":\"none\"}"));
        assertThat(claims.get("aud").textValue()).isEqualTo(entra.clientId());
        assertThat(claims.get("iss").textValue()).isEqualTo(entra.endpoint() + "/" + entra.tenantId() + "/v2.0");
        assertThat(claims.get("preferred_username").textValue()).isEqualTo(ADA);
        assertThat(claims.get("exp").longValue())
                .isEqualTo(emulator.clock().now().getEpochSecond() + 3599);
        JsonNode info = decoded(reply.get("client_info").textValue());
        assertThat(info.get("uid")).isEqualTo(claims.get("oid"));
        assertThat(info.get("utid").textValue()).isEqualTo(entra.tenantId());
    }

    private static JsonNode decoded(String part) {
        return Json.tree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    @Test
    void theConfigurationNamesTheEndpoints() {
        String tenant = entra.endpoint() + "/" + entra.tenantId();

        Received reply = get(tenant + "/v2.0/.well-known/openid-configuration");

        assertThat(reply.status()).isEqualTo(200);
        JsonNode configuration = reply.json();
        assertThat(configuration.get("issuer").textValue()).isEqualTo(tenant + "/v2.0");
        assertThat(configuration.get("token_endpoint").textValue()).isEqualTo(tenant + "/oauth2/v2.0/token");
        assertThat(configuration.get("device_authorization_endpoint").textValue())
                .isEqualTo(tenant + "/oauth2/v2.0/devicecode");
        assertThat(configuration.get("authorization_endpoint").textValue()).startsWith(tenant);
        assertThat(get(configuration.get("jwks_uri").textValue()).json()).isEqualTo(Json.tree("{\"keys\":[]}"));
        isError(get(entra.endpoint() + "/common/v2.0/.well-known/openid-configuration"), "invalid_request", 90002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@contoso.com", "unknown@contoso.com", "@contoso.com", "contoso.com"})
    void noUserIsFederated(String name) {
        Received reply = get(entra.endpoint() + "/common/userrealm/" + name + "?api-version=1.0");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("account_type").textValue()).isEqualTo("Managed");
        assertThat(reply.json().get("domain_name").textValue()).isEqualTo("contoso.com");
    }

    @Test
    void someUsersExistFromTheStart() {
        form.put("scope", ".default");
        form.put("username", print.userPrincipalName());
        form.put("password", entra.userPassword());
        String token = member(ask(), "access_token");
        assertThat(print(token, "/print/shares")).isEqualTo(200);
        assertThat(print(token, "/print/printers")).isEqualTo(200);

        try (CloudJobsEmulator wellKnown =
                CloudJobsEmulator.builder().wellKnownIds().start()) {
            assertThat(wellKnown.entra().userPassword()).isEqualTo("emulated-user-password");
            assertThat(Json.tree(wellKnown.state()).at("/print/users").findValuesAsText("userPrincipalName"))
                    .containsExactly("john.smith@contoso.com", "ada@contoso.com", "ben@contoso.com");
        }
    }

    @Test
    void faultsApplyAndTheLogHasTheOperation() {
        emulator.addFault(
                EmulatedService.ENTRA,
                FaultRule.of(Fault.status(503)).operation("*/devicecode").times(1));
        assertThat(ask("/oauth2/v2.0/devicecode").status()).isEqualTo(503);
        assertThat(ask().status()).isEqualTo(200);

        assertThat(emulator.requestLog())
                .extracting(request -> request.operation() + " " + request.status())
                .containsExactly(
                        "POST /{tenantId}/oauth2/v2.0/devicecode 503", "POST /{tenantId}/oauth2/v2.0/token 200");
        assertThat(emulator.operations(EmulatedService.ENTRA))
                .containsExactlyInAnyOrder(
                        "POST /{tenantId}/oauth2/v2.0/token",
                        "POST /{tenantId}/oauth2/v2.0/devicecode",
                        "GET /{tenantId}/v2.0/.well-known/openid-configuration",
                        "GET /{tenantId}/discovery/v2.0/keys",
                        "GET /common/userrealm/{userPrincipalName}");
    }

    @Test
    void aClientCredentialStillGivesTheApplicationToken() {
        form.clear();
        form.put("client_id", entra.clientId());
        form.put("client_secret", entra.clientSecret());
        form.put("grant_type", "client_credentials");
        form.put("scope", GRAPH + ".default");

        assertThat(member(ask(), "access_token")).isEqualTo(print.token());
    }

    /** As azure-identity for Java requests a device code. */
    @Test
    void aBodyWithoutATypeIsAForm() {
        String body = "client_id=" + entra.clientId() + "&scope=https%3A%2F%2Fgraph.microsoft.com%2FPrintJob.Read";

        Received reply = send(HttpRequest.newBuilder(
                        URI.create(entra.endpoint() + "/" + entra.tenantId() + "/oauth2/v2.0/devicecode"))
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(member(reply, "device_code")).isNotBlank();
    }
}
