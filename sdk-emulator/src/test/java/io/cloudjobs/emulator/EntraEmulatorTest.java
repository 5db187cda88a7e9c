package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.testkit.ManualTime;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraEmulatorTest {
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final ManualTime time = new ManualTime();
    private CloudJobsEmulator emulator;
    private EntraEmulator entra;
    private PrintEmulator print;
    private final Map<String, String> form = new LinkedHashMap<>();

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        entra = emulator.entra();
        print = emulator.print();
        form.put("client_id", entra.clientId());
        form.put("scope", "https://graph.microsoft.com/.default");
        form.put("client_secret", entra.clientSecret());
        form.put("grant_type", "client_credentials");
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private String url() {
        return entra.endpoint() + "/" + entra.tenantId() + "/oauth2/v2.0/token";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Reply ask() {
        return ask(url());
    }

    private Reply ask(String url, String... headers) {
        return post(
                url,
                form.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")),
                headers);
    }

    private static Reply post(String url, String body, String... headers) {
        var all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/x-www-form-urlencoded";
        return Reply.to("POST", url, body, all);
    }

    private void assertion(String jwt) {
        form.remove("client_secret");
        form.put("client_assertion_type", JWT_BEARER);
        form.put("client_assertion", jwt);
    }

    private static String jwt(String issuer, String subject, long expiry) {
        return base64("{\"alg\":\"PS256\",\"typ\":\"JWT\"}") + "."
                + base64("{\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"exp\":" + expiry + "}")
                + ".c2lnbmF0dXJl";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private long now() {
        return time.now().getEpochSecond();
    }

    private boolean printAccepts(String token) {
        HeldJob held = print.holdJob();
        String url = print.endpoint() + "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
        return Reply.to("GET", url, "", "Authorization", "Bearer " + token).status() == 200;
    }

    /** Compares the whole error in the format of Entra. */
    private static void isError(Reply reply, int status, String error, int code) {
        assertThat(reply.status()).isEqualTo(status);
        JsonNode body = reply.json();
        assertThat(shape(body)).isEqualTo(shape(json(documented("entra/token-error-invalid-client"))));
        assertThat(body.get("error").textValue()).isEqualTo(error);
        assertThat(body.get("error_codes").toString()).isEqualTo("[" + code + "]");
        assertThat(body.get("timestamp").textValue()).isEqualTo("2026-11-22 12:00:00Z");
        assertThat(body.get("trace_id").textValue()).isEqualTo(reply.header("x-ms-request-id"));
        assertThat(body.get("error_description").textValue())
                .matches("AADSTS" + code + ": [^\r\n]+\r\n"
                        + "Trace ID: " + body.get("trace_id").textValue() + "\r\n"
                        + "Correlation ID: " + body.get("correlation_id").textValue() + "\r\n"
                        + "Timestamp: 2026-11-22 12:00:00Z");
    }

    @Test
    void theSecretGivesTheTokenThatThePrintServiceAccepts() {
        Reply reply = ask();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("entra/token"))));
        assertThat(reply.text())
                .isEqualTo("{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\""
                        + print.token() + "\"}");
        assertThat(printAccepts(reply.json().get("access_token").textValue())).isTrue();
        assertThat(entra.requests()).isEqualTo(1);
        assertThat(print.requests()).isEqualTo(1);
    }

    @Test
    void afterARotationTheNewTokenIsGiven() {
        String old = ask().json().get("access_token").textValue();
        print.rotateToken();

        String renewed = ask().json().get("access_token").textValue();

        assertThat(renewed).isEqualTo(print.token()).isNotEqualTo(old);
        assertThat(printAccepts(old)).isFalse();
        assertThat(printAccepts(renewed)).isTrue();
        assertThat(entra.requests()).isEqualTo(2);
    }

    @Test
    void aTokenOutlivesTheExpiryThatIsSaid() {
        String token = ask().json().get("access_token").textValue();

        time.advance(Duration.ofDays(365));

        assertThat(printAccepts(token)).isTrue();
    }

    @Test
    void credentialsInABasicHeaderAreNotRead() {
        form.remove("client_secret");
        String credentials = encode(entra.clientId()) + ":" + encode(entra.clientSecret());
        String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));

        isError(ask(url(), "Authorization", "Basic " + basic), 401, "invalid_client", 7000216);
    }

    @Test
    void theFirstMistakeCountsInTheOrderTenantGrantClientScopeCredential() {
        Map<String, String> right = Map.copyOf(form);
        form.replaceAll((field, value) -> "wrong");

        isError(ask(entra.endpoint() + "/common/oauth2/v2.0/token"), 400, "invalid_request", 90002);
        isError(ask(), 400, "unsupported_grant_type", 70003);
        form.put("grant_type", right.get("grant_type"));
        isError(ask(), 400, "unauthorized_client", 700016);
        form.put("client_id", right.get("client_id"));
        isError(ask(), 400, "invalid_scope", 1002012);
        form.put("scope", right.get("scope"));
        isError(ask(), 401, "invalid_client", 7000215);
    }

    @Test
    void anAssertionOfTheClientIsAsGoodAsItsSecret() {
        assertion(jwt(entra.clientId(), entra.clientId(), now() + 1));

        Reply reply = ask();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("access_token").textValue()).isEqualTo(print.token());
    }

    @Test
    void anAssertionEndsAtItsExpiry() {
        assertion(jwt(entra.clientId(), entra.clientId(), now() + 300));
        time.advance(Duration.ofSeconds(299));
        assertThat(ask().status()).isEqualTo(200);
        time.advance(Duration.ofSeconds(1));

        Reply reply = ask();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().get("error_codes").toString()).isEqualTo("[700024]");
        assertThat(entra.requests()).isEqualTo(2);
    }

    @Test
    void anAssertionOfAnotherIsRefused() {
        assertion(jwt("another", entra.clientId(), now() + 1));
        isError(ask(), 401, "invalid_client", 700021);
        assertion(jwt(entra.clientId(), "another", now() + 1));
        isError(ask(), 401, "invalid_client", 700021);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "a.b", "a.b.c.d", "a.!.c", "a.YWJj.c"})
    void whatIsNoJwtIsRefused(String assertion) {
        assertion(assertion);

        isError(ask(), 400, "invalid_request", 50027);
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret, wrong, 401, invalid_client, 7000215",
        "client_secret, '', 401, invalid_client, 7000216",
        "client_id, another, 400, unauthorized_client, 700016",
        "client_id, '', 400, invalid_request, 900144",
        "scope, https://graph.microsoft.com/PrintJob.ReadWrite.All, 400, invalid_scope, 1002012",
        "scope, https://graph.microsoft.com/.default PrintJob.Read.All, 400, invalid_scope, 1002012",
        "scope, https%3A%2F%2Fgraph.microsoft.com%2F.default, 400, invalid_scope, 1002012",
        "scope, openid profile, 400, invalid_scope, 1002012",
        "scope, '', 400, invalid_request, 900144",
        "grant_type, implicit, 400, unsupported_grant_type, 70003",
        "grant_type, '', 400, invalid_request, 900144",
        "client_assertion, a.b.c, 400, invalid_request, 900144"
    })
    void aWrongFieldIsRefused(String field, String value, int status, String error, int code) {
        form.put(field, value);

        isError(ask(), status, error, code);
        assertThat(entra.requests()).isEqualTo(1);
    }

    @Test
    void aSecretIsNeverInAResponse() {
        form.put("client_secret", "mistyped-secret");

        assertThat(ask().text()).contains(entra.clientId()).doesNotContain("mistyped-secret", entra.clientSecret());
    }

    @Test
    void anotherTypeOfAssertionIsRefused() {
        assertion(jwt(entra.clientId(), entra.clientId(), now() + 1));
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");

        isError(ask(), 400, "invalid_request", 90011);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://graph.microsoft.us/.default",
                "https://dod-graph.microsoft.us/.default",
                "https://graph.microsoft.com/.default openid profile offline_access",
            })
    void everyResourceHasADefaultScope(String scope) {
        form.put("scope", scope);

        assertThat(ask().status()).isEqualTo(200);
    }

    @Test
    void anUnknownTenantIsRefused() {
        isError(ask(entra.endpoint() + "/common/oauth2/v2.0/token"), 400, "invalid_request", 90002);
    }

    @ParameterizedTest
    @CsvSource({"grant_type=%zz, 400", "grant_type=a&grant_type=b, 400"})
    void aFormThatCannotBeReadIsRefused(String body, int status) {
        isError(post(url(), body), status, "invalid_request", 9002313);
    }

    @Test
    void aBodyThatIsNoFormHasNoFields() {
        isError(
                Reply.to("POST", url(), "{\"grant_type\":\"client_credentials\"}", "Content-Type", "application/json"),
                400,
                "invalid_request",
                900144);
    }

    @Test
    void aBodyWithoutATypeIsAForm() {
        String body = "grant_type=client_credentials&scope=a%2F.default&client_id=" + entra.clientId()
                + "&client_secret=" + encode(entra.clientSecret());

        assertThat(Reply.to("POST", url(), body).json().get("access_token").textValue())
                .isEqualTo(print.token());
    }

    @Test
    void anAddedOperationReplacesOneAndCanPassOn() {
        entra.addOperation("POST", "/{tenantId}/oauth2/v2.0/token", parameters -> {
            assertThat(parameters)
                    .containsEntry("tenantId", entra.tenantId())
                    .containsEntry("client_id", entra.clientId());
            return parameters.get("grant_type").equals("own") ? "{\"access_token\":\"own\"}" : null;
        });
        entra.addOperation("GET", "/{name}/keys", parameters -> "{\"of\":\"" + parameters.get("name") + "\"}");

        assertThat(ask().json().get("access_token").textValue()).isEqualTo(print.token());
        form.put("grant_type", "own");
        assertThat(ask().text()).isEqualTo("{\"access_token\":\"own\"}");
        form.put("client_secret", "wrong");
        isError(ask(), 401, "invalid_client", 7000215);
        form.put("client_id", "wrong");
        isError(ask(), 400, "unauthorized_client", 700016);
        assertThat(Reply.to("GET", entra.endpoint() + "/a%20b/keys", "").text()).isEqualTo("{\"of\":\"a b\"}");
        assertThat(emulator.operations(EmulatedService.ENTRA))
                .containsExactly("POST /{tenantId}/oauth2/v2.0/token", "GET /{name}/keys");
    }

    @Test
    void usersHavePasswordsAndIds() {
        entra.addUser("Eve@contoso.com", "own");
        assertThat(entra.userPassword("eve@Contoso.com")).isEqualTo("own");
        assertThat(entra.userPassword(print.userPrincipalName())).isEqualTo(entra.userPassword());
        assertThat(entra.userPassword("unknown@contoso.com")).isEmpty();
        assertThat(entra.userId(print.userPrincipalName())).isEqualTo(PrintUser.SIGNED_IN.id());
        assertThat(entra.userId("EVE@contoso.com")).isEqualTo(entra.userId("eve@contoso.com"));
        try (CloudJobsEmulator wellKnown =
                CloudJobsEmulator.builder().wellKnownIds().start()) {
            assertThat(wellKnown.entra().userPassword()).isEqualTo("emulated-user-password");
            assertThat(JsonTrees.parse(wellKnown.state()).at("/print/users").findValuesAsText("userPrincipalName"))
                    .containsExactly("john.smith@contoso.com", "ada@contoso.com", "ben@contoso.com");
        }
    }

    @Test
    void anotherPathIs404AndAnotherMethod405() {
        isError(ask(entra.endpoint() + "/" + entra.tenantId() + "/oauth2/token"), 404, "invalid_request", 9002313);
        Reply get = Reply.to("GET", url(), "");
        isError(get, 405, "invalid_request", 9002313);
        assertThat(get.header("Allow")).isEqualTo("POST");
    }

    @Test
    void aClientsRequestIdIsTheCorrelationId() {
        form.remove("client_secret");
        String sent = "fb3d2015-bc17-4bb9-bb85-30c5cf1aaaa7";

        Reply with = ask(url(), "client-request-id", sent);
        Reply without = ask();

        assertThat(with.json().get("correlation_id").textValue()).isEqualTo(sent);
        isError(with, 401, "invalid_client", 7000216);
        assertThat(with.header("client-request-id")).isEqualTo(sent);
        assertThat(without.header("client-request-id")).isEmpty();
        assertThat(without.json().get("correlation_id").textValue()).hasSize(36).isNotEqualTo(sent);
    }

    @Test
    void faultsComeFirstInEntrasEnvelope() {
        entra.failNext(1, Fault.throttled(Duration.ofSeconds(10)));
        entra.failNext(1, Fault.unavailable());

        Reply throttled = ask(entra.endpoint() + "/common/oauth2/v2.0/token");
        Reply unavailable = ask();

        isError(throttled, 429, "temporarily_unavailable", 90055);
        assertThat(throttled.header("Retry-After")).isEqualTo("10");
        isError(unavailable, 503, "temporarily_unavailable", 90033);
        assertThat(ask().status()).isEqualTo(200);
        assertThat(entra.requests()).isEqualTo(3);
        assertThat(print.requests()).isZero();
    }

    @Test
    void everyResponseHasARequestId() {
        assertThat(ask().header("x-ms-request-id")).hasSize(36);
        form.clear();
        assertThat(ask().header("x-ms-request-id")).hasSize(36);
    }

    @Test
    void theDocumentedScopeErrorHasTheSameShape() {
        form.put("scope", "https://foo.microsoft.com/user.read");

        assertThat(shape(ask().json())).isEqualTo(shape(json(documented("entra/token-error-invalid-scope"))));
    }

    @Test
    void aResponseIsLost() {
        entra.failNext(1, Fault.lostResponse());

        assertThatThrownBy(this::ask).isInstanceOf(UncheckedIOException.class);

        assertThat(ask().status()).isEqualTo(200);
        assertThat(entra.requests()).isEqualTo(2);
    }
}
