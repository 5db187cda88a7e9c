package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.Fixture;
import io.cloudjobs.print.GraphCloud;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors of Entra ID: their messages and retries. */
@Timeout(60)
class EntraExceptionTest {
    private static final String TRACE = "255d1aef-8c98-452f-ac51-23d051240864";
    private static final String CORRELATION = "fb3d2015-bc17-4bb9-bb85-30c5cf1aaaa7";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private ClientCredentialsTokenProvider provider() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> -1; // the longest waits
        return ClientCredentialsTokenProvider.builder(settings)
                .cloud(GraphCloud.GLOBAL)
                .endpoint(server.url("/").toString())
                .httpClient(http)
                .tenantId("contoso.onmicrosoft.com")
                .clientId("815f204f-c791-4ee6-9098-614ecdb003f6")
                .clientSecret("client-secret")
                .build();
    }

    private EntraException failure() {
        EntraException failure =
                catchThrowableOfType(EntraException.class, () -> provider().token());
        assertThat(failure).isExactlyInstanceOf(EntraException.class);
        assertThat(failure.operation()).isEqualTo("entra.token");
        assertThat(failure.attempts()).isEqualTo(server.getRequestCount());
        assertThat(failure.getMessage())
                .startsWith("entra.token of /contoso.onmicrosoft.com/oauth2/v2.0/token failed: HTTP "
                        + failure.statusCode())
                .doesNotContain("\n", "\r", "client-secret");
        assertThat(failure.getMessage().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        return failure;
    }

    private void answer(int times, int status, String body) {
        for (int i = 0; i < times; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .setHeader("x-ms-request-id", "from-header")
                    .body(body)
                    .build());
        }
    }

    /** An error in the format of Entra ID, with ids and line breaks in its description. */
    private static String error(String error, int code) {
        return """
                {"error":"%s","error_description":"AADSTS%d: What happened.\\r\\nTrace ID: %s\\r\\nCorrelation ID: %s\
                \\r\\nTimestamp: 2026-11-22 12:00:00Z","error_codes":[%d],"timestamp":"2026-11-22 12:00:00Z",\
                "trace_id":"%s","correlation_id":"%s","error_uri":"https://login.microsoftonline.com/error?code=%d"}""".formatted(error, code, TRACE, CORRELATION, code, TRACE, CORRELATION, code);
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "7000215 | 401 | invalid_client | the client secret is wrong: use the value, not the id, of a secret",
                "70002   | 401 | invalid_client | the client secret is wrong: use the value, not the id, of a secret",
                "7000222 | 401 | invalid_client | the client secret has expired: create a new one",
                "700016  | 400 | unauthorized_client | the tenant has no such application, or it is disabled",
                "700011  | 400 | unauthorized_client | the tenant has no such application, or it is disabled",
                "70001   | 400 | unauthorized_client | the tenant has no such application, or it is disabled",
                "90002   | 400 | invalid_request | the cloud has no such tenant: check tenantId and cloud()",
                "90038   | 400 | invalid_request | the tenant is in another cloud: set cloud()",
                "900432  | 400 | invalid_request | the tenant is in another cloud: set cloud()",
                "700027  | 401 | invalid_client | the certificate is not accepted: register it with this application",
                "700030  | 401 | invalid_client | the certificate is not accepted: register it with this application",
                "50013   | 400 | invalid_grant | the certificate is not accepted: register it with this application",
                "700024  | 401 | invalid_client | the assertion is valid for 5 minutes only: correct the clock of this machine",
                "70011   | 400 | invalid_scope | the scope is invalid: set cloud() instead of scope()",
                "1002012 | 400 | invalid_scope | the scope is invalid: set cloud() instead of scope()",
                "900144  | 400 | invalid_request | the request is invalid: check tenantId, clientId and scope",
                "9002313 | 400 | invalid_request | the request is invalid: check tenantId, clientId and scope",
                "90014   | 400 | invalid_request | the request is invalid: check tenantId, clientId and scope",
                "65001   | 400 | invalid_grant | an administrator must consent to the permissions",
                "650052  | 400 | invalid_client | an administrator must consent to the permissions",
                "650056  | 400 | invalid_client | an administrator must consent to the permissions",
                "53003   | 400 | invalid_grant | a conditional access policy blocks this application: ask an administrator",
                "50196   | 400 | invalid_grant | the same request was sent too often: create one provider and share it"
            })
    void aDocumentedErrorIsFinalAndSaysWhatToDo(int code, int status, String error, String hint) {
        answer(1, status, error(error, code));

        EntraException failure = failure();

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.errorCodes()).containsExactly(code);
        assertThat(failure.correlationId()).isEqualTo(CORRELATION);
        assertThat(failure.error().code()).isEqualTo(error);
        assertThat(failure.error().message()).isEqualTo("AADSTS" + code + ": What happened.");
        assertThat(failure.error().requestId()).isEqualTo(TRACE);
        assertThat(failure.error().body()).isEqualTo(error(error, code));
        assertThat(failure.mayHaveReachedService()).isFalse();
        String reason = status == 400 ? "400 Bad Request" : "401 Unauthorized";
        assertThat(failure)
                .hasMessageStartingWith("entra.token of /contoso.onmicrosoft.com/oauth2/v2.0/token failed: HTTP "
                        + reason + ", " + error + ": AADSTS" + code + ": What happened. (request id " + TRACE
                        + ", attempt 1); " + hint);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "token-error-invalid-client, 401, invalid_client, 7000215, use the value",
        "token-error-invalid-scope,  400, invalid_scope,  70011,   set cloud()"
    })
    void theExamplesOfTheDocumentationAreRead(String fixture, int status, String error, int code, String hint) {
        String body = Fixture.text(fixture + ".json");
        answer(1, status, body);

        EntraException failure = failure();

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.error().code()).isEqualTo(error);
        assertThat(failure.error().message()).startsWith("AADSTS" + code + ": ").doesNotContain("Trace ID");
        assertThat(failure.errorCodes()).containsExactly(code);
        assertThat(failure.correlationId()).isEqualTo(CORRELATION);
        assertThat(failure.error().requestId()).isEqualTo(TRACE);
        assertThat(failure.error().body()).isEqualTo(body);
        assertThat(failure).hasMessageContaining(hint);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 90055,   1000, 2000",
        "401, 90055,   1000, 2000",
        "429, 90055,   1000, 2000",
        "429, 7000215, 1000, 2000",
        "400, 90006,    200,  400",
        "400, 90012,    200,  400",
        "400, 90024,    200,  400",
        "400, 90033,    200,  400",
        "400, 90090,    200,  400",
        "401, 90033,    200,  400",
        "503, 90033,    200,  400",
        "408, 0,        200,  400",
        "500, 0,        200,  400",
        "502, 0,        200,  400",
        "503, 0,        200,  400",
        "504, 0,        200,  400"
    })
    void whatPassesIsRepeatedTwiceWhateverStatusItComesWith(int status, int code, long first, long second) {
        answer(3, status, error("temporarily_unavailable", code));

        EntraException failure = failure();

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.errorCodes()).containsExactly(code);
        assertThat(failure).hasMessageContaining("attempt 3)");
        assertThat(server.getRequestCount()).isEqualTo(3);
        assertThat(time.sleeps())
                .extracting(sleep -> Math.round(sleep.toNanos() / 1e6))
                .containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 405, 409, 410, 413})
    void anyOtherStatusIsFinal(int status) {
        answer(1, status, error("server_error", 99999));

        EntraException failure = failure();

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure).hasMessageEndingWith("(request id " + TRACE + ", attempt 1)"); // no hint
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, 90033", "401, 90055", "429, 0", "503, 0"})
    void theWaitThatEntraAsksForIsKeptAndThenAllIsWell(int status, int code) throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Retry-After", "7")
                .body(error("temporarily_unavailable", code))
                .build());
        answer(1, 200, "{\"access_token\":\"t-1\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");

        assertThat(provider().token()).isEqualTo("t-1");

        RecordedRequest first = server.takeRequest();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getHeaders()).isEqualTo(first.getHeaders());
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void aWaitBeyondTheTimeoutIsNotBegun() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .setHeader("Retry-After", "300")
                .body(error("temporarily_unavailable", 90055))
                .build());

        assertThat(failure().error().retryAfter()).isEqualTo(Duration.ofMinutes(5));
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 |                                                    |                 |",
                "502 | <html><h1>Bad Gateway</h1></html>                |                 |",
                "400 | null                                               |                 |",
                "400 | []                                                 |                 |",
                "400 | \"invalid_client\"                                 |                 |",
                "400 | {\"error\":null}                                   |                 |",
                "400 | {\"error\":{\"code\":\"a\",\"message\":\"b\"}}     |                 |",
                "400 | {\"error\":\" \"}                                  |                 |",
                "400 | {\"error\":\"invalid_request\"}                    | invalid_request |",
                "400 | {\"error\":\" a \",\"error_description\":7}        | a               |",
                "400 | {\"error\":\"a\",\"error_description\":\"\"}       | a               |",
                "400 | {\"error\":\"a\",\"error_description\":\"\\r\\n\"} | a               |",
                "400 | {\"error\":\"a\",\"error_description\":\" b \\r\"} | a               | b",
                "400 | {\"error\":\"a\",\"error_description\":\"\\nb\"}   | a               | b",
                "400 | {\"error\":\"a\",\"error_codes\":{\"b\":\"c\"}}    | a               |",
                "400 | {\"error\":\"a\",\"trace_id\":7,\"correlation_id\":[]} | a           |"
            })
    void anyOtherBodyLeavesTheStatus(
            int status, @Nullable String body, @Nullable String code, @Nullable String message) {
        answer(status == 502 ? 3 : 1, status, body == null ? "" : body);

        EntraException failure = failure();

        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.error().code()).isEqualTo(code);
        assertThat(failure.error().message()).isEqualTo(message);
        assertThat(failure.error().requestId()).isEqualTo("from-header");
        assertThat(failure.error().body()).isEqualTo(body);
        assertThat(failure.errorCodes()).isEmpty();
        assertThat(failure.correlationId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[50196,7000222]            | 50196,7000222 | the same request was sent too often",
                "[1,7000222]                | 1,7000222     | the client secret has expired",
                "[7000222,\"50196\",null,[],{}] | 7000222,50196 | the client secret has expired",
                "\"7000222\"                  | 7000222       | the client secret has expired",
                "7000222                    | 7000222       | the client secret has expired",
                "[7000222,99999999999999]   | 7000222       | the client secret has expired"
            })
    void theCodesAreTheNumbersWhateverTheyAreWrittenAs(String codes, String expected, String hint) {
        answer(1, 400, "{\"error\":\"invalid_client\",\"error_codes\":" + codes + "}");

        EntraException failure = failure();

        assertThat(failure.errorCodes())
                .containsExactlyElementsOf(
                        Arrays.stream(expected.split(",")).map(Integer::valueOf).toList());
        assertThat(failure).hasMessageContaining("; " + hint);
    }

    @ParameterizedTest
    @CsvSource({"7000222, 1", "90055, 3"})
    void aDescriptionThatLeavesNoRoomForTheCodesNamesOneItself(int code, int requests) {
        String description = "AADSTS" + code + ": " + "x".repeat(10_000);
        answer(
                requests,
                400,
                "{\"error\":\"invalid_client\",\"error_description\":\"" + description + "\",\"error_codes\":[" + code
                        + "]}");

        assertThat(failure().errorCodes()).containsExactly(code);
        assertThat(server.getRequestCount()).isEqualTo(requests);
    }

    @Test
    void anErrorInsideA200IsAnError() {
        answer(1, 200, error("invalid_client", 7000222));

        EntraException failure = failure();

        assertThat(failure.statusCode()).isEqualTo(200);
        assertThat(failure.errorCodes()).containsExactly(7000222);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aDescriptionWithoutEndIsCutInTheMessageAndTheHintStays() {
        String text = "\u20AC \u0007\u2028".repeat(400);
        answer(
                1,
                401,
                "{\"error\":\"%s\",\"trace_id\":\"%s\",\"error_codes\":[7000215],\"error_description\":\"%s\"}"
                        .formatted("e".repeat(300), "t".repeat(300), text.replace("\u0007", "\\u0007")));

        assertThat(failure()).hasMessageEndingWith("use the value, not the id, of a secret of this application");
    }

    @Test
    void anEmptyListOfCodesHasNoHint() {
        answer(1, 401, "{\"error\":\"invalid_client\",\"error_codes\":[]}");

        assertThat(failure())
                .hasMessage(
                        "entra.token of /contoso.onmicrosoft.com/oauth2/v2.0/token failed: HTTP 401 Unauthorized, invalid_client (request id from-header,"
                                + " attempt 1)");
    }

    @Test
    void testsOfUsersCanMakeOne() {
        ErrorResponse error = ErrorResponse.builder(401)
                .code("invalid_client")
                .message("AADSTS7000222: expired")
                .requestId("t")
                .body("{\"error\":\"invalid_client\",\"error_codes\":[7000222],\"correlation_id\":\"c\"}")
                .build();

        EntraException failure =
                new EntraException("entra.token", "/contoso.onmicrosoft.com/oauth2/v2.0/token", 1, false, error);

        assertThat(failure.errorCodes()).isEqualTo(List.of(7000222));
        assertThat(failure.correlationId()).isEqualTo("c");
        assertThat(failure)
                .hasMessage(
                        "entra.token of /contoso.onmicrosoft.com/oauth2/v2.0/token failed: HTTP 401 Unauthorized, invalid_client: AADSTS7000222: expired"
                                + " (request id t, attempt 1); the client secret has expired: create a new one");
        assertThat(new EntraException(
                                "entra.token",
                                "/contoso.onmicrosoft.com/oauth2/v2.0/token",
                                1,
                                false,
                                ErrorResponse.builder(401).build())
                        .errorCodes())
                .isEmpty();
    }
}
