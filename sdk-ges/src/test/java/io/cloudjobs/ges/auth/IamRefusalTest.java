package io.cloudjobs.ges.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.Fixture;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused logins: the responses of IAM, the exceptions, and the time of the next login. */
@Timeout(60)
class IamRefusalTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private IamTokenProvider tokens() {
        return login().build();
    }

    private IamTokenProvider.Builder login() {
        return Iam.login(server, time).httpClient(http).projectId("0ae1");
    }

    private static IamException refusalBy(IamTokenProvider tokens) {
        return catchThrowableOfType(IamException.class, tokens::token);
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                example("error-iam-400", IamRefusal.REQUEST_INVALID),
                example("error-iam-401-password", IamRefusal.PASSWORD_WRONG),
                example("error-iam-401-locked", IamRefusal.ACCOUNT_LOCKED),
                example("error-iam-401-mfa", IamRefusal.MFA_REQUIRED),
                example("error-empty-body-401", IamRefusal.NOT_AUTHENTICATED),
                example("error-apigw-0301-token", IamRefusal.NOT_AUTHENTICATED),
                example("error-empty-body-403", IamRefusal.NOT_ALLOWED),
                example("error-empty-body-404", IamRefusal.NOT_FOUND),
                example("error-apigw-0101-no-such-api", IamRefusal.NOT_FOUND),
                keystone(401, "The request you have made requires authentication.", IamRefusal.NOT_AUTHENTICATED),
                keystone(410, "Gone", IamRefusal.MOVED),
                keystone(409, "Conflict", null),
                keystone(307, "The account is locked.", null),
                code(400, "IAM.0007", "Request parameter x is invalid.", IamRefusal.REQUEST_INVALID),
                code(400, "IAM.0011", "Request body is invalid.", IamRefusal.REQUEST_INVALID),
                code(400, "IAM.1061", "Invalid TOTP passcode.", IamRefusal.MFA_REQUIRED),
                code(400, "IAM.1109", "The project information cannot be found.", IamRefusal.NOT_FOUND),
                code(401, "IAM.0001", "The request you have made requires...", IamRefusal.NOT_AUTHENTICATED),
                code(401, "IAM.0061", "Account locked.", IamRefusal.ACCOUNT_LOCKED),
                code(401, "IAM.0062", "Incorrect password.", IamRefusal.PASSWORD_WRONG),
                code(401, "IAM.0065", "HUAWEI IDs registered in...", IamRefusal.HUAWEI_ID),
                code(403, "IAM.0002", "You are not authorized to...", IamRefusal.NOT_ALLOWED),
                code(403, "IAM.0003", "Policy doesn't allow x.", IamRefusal.NOT_ALLOWED),
                code(403, "IAM.0080", "The user x with access key...", IamRefusal.USER_DISABLED),
                code(403, "IAM.0081", "This user only supports console...", IamRefusal.CONSOLE_ONLY),
                code(403, "IAM.0082", "The user x is disabled.", IamRefusal.USER_DISABLED),
                code(403, "IAM.0083", "You do not have permission to...", IamRefusal.REGION_PRIVATE),
                code(404, "IAM.0004", "Could not find project: x.", IamRefusal.NOT_FOUND),
                code(410, "IAM.0020", "Original auth failover to other...", IamRefusal.MOVED),
                // Codes decide before words, and whatever their spelling.
                code(401, "IAM.0062", "The account is locked.", IamRefusal.PASSWORD_WRONG),
                code(401, "IAM.9999", "The account is locked.", IamRefusal.NOT_AUTHENTICATED),
                code(401, " iam.0061 ", "mfa totp code verify fail", IamRefusal.ACCOUNT_LOCKED));
    }

    private static Arguments example(String name, IamRefusal expected) {
        return arguments(name, Fixture.answer(name), expected);
    }

    private static Arguments keystone(int status, String message, IamRefusal expected) {
        String body = "{\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\",\"title\":\"T\"}}";
        return arguments(status + " " + message, Iam.answer(status, body), expected);
    }

    private static Arguments code(int status, String code, String message, IamRefusal expected) {
        return arguments(code + " " + message, Iam.refusal(status, code, message), expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalIsFinalAndSaysWhatToDo(String name, MockResponse answer, IamRefusal expected) {
        server.enqueue(answer);

        IamException failure = refusalBy(tokens());

        assertThat(failure.isAccountLocked()).isEqualTo(expected == IamRefusal.ACCOUNT_LOCKED);
        assertThat(failure.isPasswordWrong()).isEqualTo(expected == IamRefusal.PASSWORD_WRONG);
        assertThat(failure.isMfaRequired()).isEqualTo(expected == IamRefusal.MFA_REQUIRED);
        assertThat(failure).hasMessageStartingWith("iam.token of /v3/auth/tokens failed: HTTP " + failure.statusCode());
        assertThat(failure).hasMessageEndingWith(expected == null ? "attempt 1)" : "; " + expected.hint());
        assertThat(failure.operation()).isEqualTo("iam.token");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void theMessageSaysAllOfIt() {
        server.enqueue(Fixture.answer("error-iam-401-password")
                .newBuilder()
                .setHeader("X-IAM-Trace-Id", "trace-1")
                .build());

        assertThat(refusalBy(tokens()))
                .hasMessage(
                        "iam.token of /v3/auth/tokens failed: HTTP 401 Unauthorized, 401: The username or password is wrong."
                                + " (request id trace-1, attempt 1); check password, userName and domainName; for a HUAWEI ID"
                                + " or a federated user, use an IAM user instead; for a user with virtual MFA, set mfa()");
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                arguments("throttled", Fixture.answer("error-iam-flat-429"), IamRefusal.THROTTLED),
                arguments("408", Iam.answer(408, ""), null),
                arguments("500", Iam.refusal(500, "IAM.0006", "An unexpected error..."), null),
                arguments("502", Fixture.answer("error-html-502"), null),
                arguments("503", Fixture.answer("error-empty-body-503"), null),
                arguments("504", Iam.answer(504, ""), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatPassesIsRepeated(String name, MockResponse answer, IamRefusal expected) {
        server.enqueue(answer);
        server.enqueue(answer);
        server.enqueue(Iam.token("t1"));

        assertThat(tokens().token()).isEqualTo("t1");

        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatDoesNotPassInTimeIsAnException(String name, MockResponse answer, IamRefusal expected) {
        server.enqueue(answer);
        server.enqueue(answer);
        IamTokenProvider tokens = login().retryPolicy(RetryPolicy.none()).build();

        IamException failure = refusalBy(tokens);

        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(IamRefusal.of(failure.error())).isEqualTo(expected);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(refusalBy(tokens).attempts()).as("no pause").isEqualTo(1);
    }

    @Test
    void aLostAnswerIsAskedForAgain() {
        server.enqueue(lost());
        server.enqueue(Iam.token("t1"));

        assertThat(tokens().token()).isEqualTo("t1");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aPasscodeThatMayHaveBeenUsedIsNotSentAgain() {
        server.enqueue(lost());
        server.enqueue(Fixture.answer("error-iam-flat-429"));
        server.enqueue(Iam.token("t1"));
        IamTokenProvider tokens = login().mfa("u1", () -> "111111").build();

        assertThatThrownBy(tokens::token).isInstanceOf(TransportException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);

        // When it was not looked at, it is.
        assertThat(tokens.token()).isEqualTo("t1");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    private static MockResponse lost() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    @Test
    void forFiveMinutesAfterA401NoLoginIsSent() {
        server.enqueue(Fixture.answer("error-iam-401-password"));
        server.enqueue(Fixture.answer("error-iam-401-locked"));
        server.enqueue(Iam.token("t1"));
        IamTokenProvider tokens = tokens();
        time.advance(Duration.ofMillis(1_500));
        IamException first = refusalBy(tokens);
        assertThat(first.attempts()).isEqualTo(1);

        for (Duration later :
                new Duration[] {Duration.ZERO, Duration.ofMinutes(5).minusNanos(1)}) {
            time.advance(later);
            IamException again = refusalBy(tokens);
            assertThat(again.isPasswordWrong()).isTrue();
            assertThat(again.error()).isSameAs(first.error());
            assertThat(again.attempts()).isZero();
            assertThat(again.mayHaveReachedService()).isFalse();
            assertThat(again)
                    .hasMessage(
                            "iam.token of /v3/auth/tokens failed: HTTP 401 Unauthorized, 401: The username or password is wrong."
                                    + " (attempt 0); not sent: IAM refused a login at 2026-11-22T12:00:01Z, and another refusal may"
                                    + " lock the account, so the provider sends no login before 2026-11-22T12:05:01Z; "
                                    + IamRefusal.PASSWORD_WRONG.hint());
        }
        assertThat(server.getRequestCount()).isEqualTo(1);

        time.advance(Duration.ofNanos(1));
        assertThat(refusalBy(tokens).isAccountLocked()).isTrue();
        assertThat(refusalBy(tokens).isAccountLocked()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);

        time.advance(Duration.ofMinutes(15).minusNanos(1)); // that long it stays locked
        assertThat(refusalBy(tokens).isAccountLocked()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(2);
        time.advance(Duration.ofNanos(1));
        assertThat(tokens.token()).isEqualTo("t1");
        tokens.invalidate("t1");
        server.enqueue(Iam.token("t2"));
        assertThat(tokens.token()).isEqualTo("t2");
    }

    @ParameterizedTest
    @CsvSource({"400, IAM.0061", "403, IAM.0061", "429, IAM.0061", "503, IAM.0061", "200, IAM.0061", "500, IAM.0062"})
    void theSameGoesForItsCodesWithAnyStatus(int status, String code) {
        server.enqueue(Iam.refusal(status, code, "No."));
        IamTokenProvider tokens = tokens();

        assertThat(refusalBy(tokens).error().code()).isEqualTo(code);
        assertThat(refusalBy(tokens).attempts()).isZero();

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void theSameGoesForAPasscodeThatWasRefused() {
        server.enqueue(Iam.refusal(400, "IAM.1061", "Invalid TOTP passcode."));
        int[] asked = {0};
        IamTokenProvider tokens = login().mfa("u1", () -> "11111" + asked[0]++).build();

        assertThat(refusalBy(tokens).isMfaRequired()).isTrue();
        assertThat(refusalBy(tokens).isMfaRequired()).isTrue();

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(asked[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410})
    void anyOtherRefusalIsAskedForAgainByTheNextCaller(int status) {
        server.enqueue(Iam.answer(status, ""));
        server.enqueue(Iam.token("t1"));
        IamTokenProvider tokens = tokens();

        assertThat(refusalBy(tokens).statusCode()).isEqualTo(status);
        assertThat(tokens.token()).isEqualTo("t1");
    }

    @Test
    void anotherPasswordMayLogInAtOnceAndTheRefusedOneMayNot() throws Exception {
        server.enqueue(Fixture.answer("error-iam-401-password"));
        server.enqueue(Iam.token("t1"));
        List<String> password = new ArrayList<>(List.of("yesterday's"));
        IamTokenProvider tokens = login().password(() -> password.get(0)).build();
        assertThat(refusalBy(tokens).attempts()).isEqualTo(1);
        assertThat(refusalBy(tokens).attempts()).isZero();

        password.set(0, "today's");
        assertThat(tokens.token()).isEqualTo("t1");
        tokens.invalidate("t1");
        password.set(0, "yesterday's");
        assertThat(refusalBy(tokens).attempts()).isZero();

        assertThat(server.getRequestCount()).isEqualTo(2);
        for (String sent : List.of("yesterday's", "today's")) {
            assertThat(Fixture.json(server.takeRequest().getBody().utf8())
                            .at("/auth/identity/password/user/password")
                            .asText())
                    .isEqualTo(sent);
        }
    }

    @Test
    void aLockedAccountTakesNoOtherPassword() {
        server.enqueue(Fixture.answer("error-iam-401-locked"));
        int[] asked = {0};
        IamTokenProvider tokens = login().password(() -> "pass-" + asked[0]++).build();

        assertThat(refusalBy(tokens).attempts()).isEqualTo(1);
        assertThat(refusalBy(tokens).attempts()).isZero();

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aSourceOfWrongPasswordsDoesNotLockTheAccount() {
        for (int i = 0; i < 5; i++) {
            server.enqueue(Fixture.answer("error-iam-401-password"));
        }
        int[] asked = {0};
        IamTokenProvider tokens = login().password(() -> "pass-" + asked[0]++).build();

        for (int i = 0; i < 10; i++) {
            assertThat(refusalBy(tokens).isPasswordWrong()).isTrue();
        }
        assertThat(server.getRequestCount()).isEqualTo(4);
        time.advance(Duration.ofMinutes(15).minusNanos(1));
        refusalBy(tokens);
        assertThat(server.getRequestCount()).isEqualTo(4);
        time.advance(Duration.ofNanos(1));
        refusalBy(tokens);
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void anotherProviderMayLogInAtOnce() {
        server.enqueue(Fixture.answer("error-iam-401-password"));
        server.enqueue(Iam.token("t1"));
        assertThat(refusalBy(tokens())).isNotNull();

        assertThat(login().password("the right one").build().token()).isEqualTo("t1");
    }

    @Test
    void aTokenThatIsStillValidIsUsedWhileTheLoginIsRefused() {
        server.enqueue(Iam.token("t1"));
        server.enqueue(Fixture.answer("error-iam-401-password"));
        IamTokenProvider tokens = tokens();
        tokens.token();

        time.advance(Duration.ofHours(24).minusMinutes(5));
        assertThat(tokens.token()).isEqualTo("t1");
        time.advance(Duration.ofMinutes(4));
        assertThat(tokens.token()).isEqualTo("t1");

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aClientSaysWhatIamSaid() throws Exception {
        server.enqueue(Fixture.answer("error-iam-401-password"));
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        try (GesJobClient client = GesClients.builder(settings)
                .endpoint("https://10.0.0.7")
                .projectId("0ae1")
                .tokenProvider(tokens())
                .build()) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client.graph("movie").job("1").cancel())
                        .isInstanceOf(TokenException.class)
                        .hasMessageStartingWith(
                                "job.cancel of /ges/v1.0/0ae1/graphs/movie/jobs/1 failed: the token provider failed: iam.token of /v3/auth/tokens failed: HTTP 401")
                        .hasCauseInstanceOf(IamException.class);
            }
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, The username or password is wrong., true",
        ", The username or password is wrong., true",
        ",, false"
    })
    void usersMakeOneInTheirTests(String code, String message, boolean isPasswordWrong) throws Exception {
        IamException made = new IamException(
                "iam.token",
                null,
                2,
                true,
                ErrorResponse.builder(401).code(code).message(message).build());

        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(made);
        }
        IamException copy;
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            copy = (IamException) in.readObject();
        }

        for (IamException failure : new IamException[] {made, copy}) {
            assertThat(failure.isPasswordWrong()).isEqualTo(isPasswordWrong);
            assertThat(failure.isAccountLocked()).isFalse();
            assertThat(failure.isMfaRequired()).isFalse();
            assertThat(failure.attempts()).isEqualTo(2);
            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(failure).hasMessage(made.getMessage());
        }
    }
}
