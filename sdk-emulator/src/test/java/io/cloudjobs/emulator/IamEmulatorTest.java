package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.testkit.ManualTime;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IamEmulatorTest {
    private static final String BY_NAME = "iam/token-by-project-name-request";
    private static final String BY_ID = "iam/token-by-project-id-request";
    private static final String BY_DOMAIN = "iam/token-by-domain-request";

    private final ManualTime time = new ManualTime();
    private CloudJobsEmulator emulator;
    private IamEmulator iam;
    private GesEmulator ges;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        iam = emulator.iam();
        ges = emulator.ges();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    /** The documented request, with the names of the emulator. */
    private String request(String name) {
        return documented(name)
                .replace("IAMDomain", iam.domainName())
                .replace("IAMUser", iam.userName())
                .replace("IAMPassword", iam.password())
                .replace("cn-north-1", iam.projectName())
                .replace("aa2d97d7e62c4b7da3ffdfc11551f...", ges.projectId());
    }

    private Reply login(String body) {
        return Reply.to(
                "POST",
                iam.endpoint() + "/v3/auth/tokens?nocatalog=true",
                body,
                "Content-Type",
                "application/json;charset=utf8");
    }

    private Reply loginWith(String password) {
        return login(request(BY_NAME).replace(iam.password(), password));
    }

    private boolean gesAccepts(String token) {
        String url = ges.endpoint() + "/ges/v1.0/" + ges.projectId() + "/graphs/movie/jobs/"
                + ges.submitJob("movie", GesJobKind.ALGORITHM);
        return Reply.to("DELETE", url, "", "X-Auth-Token", token).status() == 200;
    }

    private static void isError(Reply reply, int status, String message, String title) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json()).isEqualTo(error(status, message, title));
        assertThat(reply.header("X-Subject-Token")).isEmpty();
    }

    private static JsonNode error(int status, String message, String title) {
        var body = JsonTrees.object();
        body.putObject("error").put("code", status).put("message", message).put("title", title);
        return body;
    }

    private static void isWrong(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json()).isEqualTo(json(documented("iam/error-401-password")));
    }

    private static void isLocked(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).isEqualTo("{\"error_msg\":\"The account is locked.\",\"error_code\":\"IAM.0061\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_NAME, BY_ID})
    void theDocumentedLoginGivesTheTokenThatTheGraphEngineAccepts(String name) {
        Reply reply = login(request(name));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.header("X-Subject-Token")).isEqualTo(ges.token());
        assertThat(gesAccepts(reply.header("X-Subject-Token"))).isTrue();
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("iam/token-by-project-name"))));
        JsonNode token = reply.json().get("token");
        assertThat(token.at("/issued_at").textValue()).isEqualTo("2026-11-22T12:00:00.000000Z");
        assertThat(token.at("/expires_at").textValue()).isEqualTo("2026-11-23T12:00:00.000000Z");
        assertThat(token.at("/methods").toString()).isEqualTo("[\"password\"]");
        assertThat(token.at("/project/id").textValue()).isEqualTo(ges.projectId());
        assertThat(token.at("/project/name").textValue()).isEqualTo("cn-north-4");
        assertThat(token.at("/project/domain")).isEqualTo(token.at("/user/domain"));
        assertThat(token.at("/user/domain/name").textValue()).isEqualTo(iam.domainName());
        assertThat(token.at("/user/name").textValue()).isEqualTo(iam.userName());
        assertThat(token.at("/user/password_expires_at").textValue()).isEmpty();
        assertThat(iam.requests()).isEqualTo(1);
        assertThat(ges.requests()).isEqualTo(1);
    }

    @Test
    void theTimesOfATokenHaveSixDigits() {
        time.advance(Duration.ofNanos(701_000_900));

        JsonNode token = login(request(BY_NAME)).json().get("token");

        assertThat(token.get("issued_at").textValue()).isEqualTo("2026-11-22T12:00:00.701000Z");
        assertThat(token.get("expires_at").textValue()).isEqualTo("2026-11-23T12:00:00.701000Z");
    }

    @Test
    void aTokenOfTheDomainIsNotForTheGraphEngine() {
        Reply reply = login(request(BY_DOMAIN));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("iam/token-by-domain"))));
        assertThat(reply.json().at("/token/domain/name").textValue()).isEqualTo(iam.domainName());
        assertThat(reply.header("X-Subject-Token")).isNotEmpty();
        assertThat(gesAccepts(reply.header("X-Subject-Token"))).isFalse();
    }

    @Test
    void withProjectAndDomainTheProjectWins() {
        var body = (ObjectNode) json(request(BY_ID));
        body.withObject("/auth/scope/domain").put("name", iam.domainName());

        assertThat(login(body.toString()).header("X-Subject-Token")).isEqualTo(ges.token());
    }

    @ParameterizedTest
    @CsvSource({"name, 201", "id, 401"})
    void ofTheIdAndTheNameOfAProjectTheIdCounts(String wrong, int status) {
        var body = (ObjectNode) json(request(BY_ID));
        body.withObject("/auth/scope/project").put("name", iam.projectName()).put(wrong, "another");

        assertThat(login(body.toString()).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?nocatalog=true"})
    void theCatalogIsAlwaysEmpty(String query) {
        Reply reply = Reply.to("POST", iam.endpoint() + "/v3/auth/tokens" + query, request(BY_NAME));

        assertThat(reply.json().at("/token/catalog").toString()).isEqualTo("[]");
    }

    @Test
    void aTokenOutlivesTheExpiryThatIsSaid() {
        String token = login(request(BY_NAME)).header("X-Subject-Token");

        time.advance(Duration.ofDays(365));

        assertThat(gesAccepts(token)).isTrue();
    }

    @Test
    void afterARotationALoginGivesTheNewToken() {
        String old = login(request(BY_NAME)).header("X-Subject-Token");
        ges.rotateToken();

        String renewed = login(request(BY_NAME)).header("X-Subject-Token");

        assertThat(renewed).isEqualTo(ges.token()).isNotEqualTo(old);
        assertThat(gesAccepts(old)).isFalse();
        assertThat(gesAccepts(renewed)).isTrue();
        assertThat(iam.requests()).isEqualTo(2);
    }

    @Test
    void aPasscodeMustBeThereWhenItIsSaidToBeButMayBeAny() {
        var body = (ObjectNode) json(request(BY_NAME));
        ((ArrayNode) body.at("/auth/identity/methods")).add("totp");
        Reply without = login(body.toString());
        body.withObject("/auth/identity/totp/user").put("id", "7116d09f88fa41908676fdd4b039e...");
        Reply half = login(body.toString());
        body.withObject("/auth/identity/totp/user").put("passcode", "987654");
        Reply with = login(body.toString());

        isError(without, 400, "The request body is invalid", "Bad Request");
        isError(half, 400, "The request body is invalid", "Bad Request");
        assertThat(with.status()).isEqualTo(201);
        assertThat(with.json().at("/token/methods").toString()).isEqualTo("[\"password\",\"totp\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "/auth/identity/password/user/domain, name",
        "/auth/identity/password/user, name",
        "/auth/identity/password/user, password"
    })
    void whoeverIsNotTheUserIsToldTheSame(String object, String member) {
        var body = (ObjectNode) json(request(BY_NAME));
        body.withObject(object).put(member, "another");

        isWrong(login(body.toString()));
        assertThat(iam.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', auth",
        "/auth, identity",
        "/auth, scope",
        "/auth/scope, project",
        "/auth/scope/project, name",
        "/auth/identity, methods",
        "/auth/identity, password",
        "/auth/identity/password, user",
        "/auth/identity/password/user, domain",
        "/auth/identity/password/user/domain, name",
        "/auth/identity/password/user, name",
        "/auth/identity/password/user, password"
    })
    void aRequestThatLacksSomethingIs400(String object, String member) {
        JsonNode body = json(request(BY_NAME));
        ((ObjectNode) body.at(object)).remove(member);

        Reply reply = login(body.toString());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json()).isEqualTo(json(documented("iam/error-400")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"auth\":1}", "{\"auth\":{\"identity\":{\"methods\":[\"token\"]}}}"})
    void aBodyThatIsNoLoginIs400(String body) {
        isError(login(body), 400, "The request body is invalid", "Bad Request");
    }

    @ParameterizedTest
    @CsvSource({
        BY_NAME + ",/auth/scope/project,name",
        BY_ID + ",/auth/scope/project,id",
        BY_DOMAIN + ",/auth/scope/domain,name"
    })
    void anUnknownScopeIs401AsInKeystone(String name, String object, String member) {
        var body = (ObjectNode) json(request(name));
        body.withObject(object).put(member, "another");

        isError(login(body.toString()), 401, "The request you have made requires authentication.", "Unauthorized");
    }

    @Test
    void fiveWrongPasswordsLockTheAccountForFifteenMinutes() {
        for (int i = 0; i < 5; i++) {
            isWrong(loginWith("wrong"));
        }
        isLocked(loginWith("wrong"));
        isLocked(loginWith(iam.password()));

        time.advance(Duration.ofMinutes(15).minusMillis(1));
        isLocked(loginWith(iam.password()));

        time.advance(Duration.ofMillis(1));
        assertThat(loginWith(iam.password()).status()).isEqualTo(201);
        assertThat(iam.requests()).isEqualTo(9);
    }

    @Test
    void theRightPasswordEndsTheRowOfWrongOnes() {
        for (int row = 0; row < 2; row++) {
            for (int i = 0; i < 4; i++) {
                isWrong(loginWith("wrong"));
            }
            assertThat(loginWith(iam.password()).status()).isEqualTo(201);
        }
    }

    @Test
    void afterALockTheRowBeginsAnew() {
        for (int i = 0; i < 5; i++) {
            loginWith("wrong");
        }
        time.advance(Duration.ofMinutes(14));
        for (int i = 0; i < 4; i++) {
            isLocked(loginWith("wrong"));
        }
        time.advance(Duration.ofMinutes(1));

        for (int i = 0; i < 4; i++) {
            isWrong(loginWith("wrong"));
        }
        assertThat(loginWith(iam.password()).status()).isEqualTo(201);
    }

    @Test
    void aWrongPasswordCountsAlsoWhenTheResponseIsLost() {
        iam.failNext(5, Fault.lostResponse());
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> loginWith("wrong")).isInstanceOf(UncheckedIOException.class);
        }

        isLocked(loginWith(iam.password()));
        assertThat(iam.requests()).isEqualTo(6);
    }

    @Test
    void aFaultIsNoWrongPassword() {
        iam.failNext(5, Fault.unavailable());
        for (int i = 0; i < 5; i++) {
            assertThat(loginWith("wrong").status()).isEqualTo(503);
        }

        assertThat(loginWith(iam.password()).status()).isEqualTo(201);
        assertThat(iam.requests()).isEqualTo(6);
    }

    @Test
    void itThrottlesInTheFlatEnvelope() {
        iam.failNext(1, Fault.throttled(Duration.ofSeconds(10)));

        Reply reply = login(request(BY_NAME));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("10");
        assertThat(shape(reply.json())).isEqualTo(shape(json(documented("iam/error-429"))));
        assertThat(reply.json().get("error_code").textValue()).isEqualTo("IAM.0012");
        assertThat(login(request(BY_NAME)).status()).isEqualTo(201);
        assertThat(iam.requests()).isEqualTo(2);
        assertThat(ges.requests()).isZero();
    }

    @Test
    void itIsUnavailableWithoutABody() {
        iam.failNext(1, Fault.unavailable());

        Reply reply = login(request(BY_NAME));

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void anotherPathIs404AndAnotherMethod405() {
        isError(
                Reply.to("POST", iam.endpoint() + "/v3/tokens", "{}"),
                404,
                "The path '/v3/tokens' does not exist.",
                "Not Found");
        Reply get = Reply.to("GET", iam.endpoint() + "/v3/auth/tokens", "");
        isError(get, 405, "Specified HTTP method is not allowed for the request target.", "Method Not Allowed");
        assertThat(get.header("Allow")).isEqualTo("POST");
    }

    @Test
    void everyResponseHasATraceId() {
        iam.failNext(1, Fault.unavailable());

        assertThat(login("").header("X-IAM-Trace-Id")).hasSize(36);
        assertThat(login("").header("X-IAM-Trace-Id")).hasSize(36);
        assertThat(login(request(BY_NAME)).header("X-IAM-Trace-Id")).hasSize(36);
    }
}
