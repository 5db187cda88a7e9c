package io.cloudjobs.ges.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.Fixture;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.WaitingTime;
import java.net.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins on the wire, and what becomes of their tokens. */
@Timeout(60)
class IamTokenProviderTest {
    private static final String JOB = "4448c9fb-0b16-4a78-8d89-2a137c53454a001679122";

    @StartStop
    final MockWebServer server = new MockWebServer();

    @StartStop
    final MockWebServer ges = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();

    private IamTokenProvider.Builder login() {
        return Iam.login(server, time).httpClient(http);
    }

    private GesJobClient client(IamTokenProvider tokens) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return GesClients.builder(settings)
                .endpoint(ges.url("/").toString())
                .httpClient(http)
                .projectId(tokens.projectId())
                .tokenProvider(tokens)
                .build();
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    static Stream<Arguments> logins() {
        return Stream.of(
                login("iam-token-by-project-id", builder -> builder.projectId(Iam.PROJECT_ID)),
                login("iam-token-by-project-name", builder -> builder.projectName("cn-north-1")),
                login(
                        "iam-token-with-mfa",
                        builder -> builder.projectName("cn-north-1")
                                .mfa("7116d09f88fa41908676fdd4b039e030", () -> "******")));
    }

    private static Arguments login(String example, Consumer<IamTokenProvider.Builder> settings) {
        return arguments(example, settings);
    }

    /** The graphs take a token of a project only, and a list of projects is no login. */
    @ParameterizedTest
    @CsvSource({
        "iam-token-domain-scope-not-for-ges, project is missing",
        "iam-projects-by-region-name, token is missing"
    })
    void anAnswerOfIamThatIsNoLoginToAProjectIsRefused(String example, String problem) {
        server.enqueue(Fixture.answer(example));

        assertThatThrownBy(() -> login().projectName("cn-north-4").build().token())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageStartingWith("iam.token of /v3/auth/tokens failed: ")
                .hasMessageContaining(problem);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("logins")
    void aLoginIsSentAndReadAsDocumented(String example, Consumer<IamTokenProvider.Builder> settings) throws Exception {
        server.enqueue(Fixture.answer(example));
        IamTokenProvider.Builder builder = login();
        settings.accept(builder);
        IamTokenProvider tokens = builder.build();
        assertThat(server.getRequestCount()).isZero();

        assertThat(tokens.token()).isEqualTo("MIIatAYJKoZIhvcNAQcCoIIapTCCGqECAQExDTALB...");

        assertThat(tokens.projectId()).isEqualTo(Iam.PROJECT_ID);
        assertThat(server.getRequestCount()).isEqualTo(1);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /v3/auth/tokens?nocatalog=true HTTP/1.1");
        assertThat(Fixture.json(request.getBody().utf8())).isEqualTo(Fixture.requestBody(example));
        assertThat(request.getHeaders().get("User-Agent")).matches("sdk-ges/\\S+ java/\\d+");
        assertThat(request.getHeaders()
                        .newBuilder()
                        .removeAll("Host")
                        .removeAll("User-Agent")
                        .removeAll("Content-Length")
                        .build())
                .extracting(header -> header.getFirst() + ": " + header.getSecond())
                .containsExactlyInAnyOrder(
                        "Accept: application/json",
                        "Content-Type: application/json",
                        "Connection: Keep-Alive",
                        "Accept-Encoding: gzip");
    }

    @Test
    void aProjectThatIsGivenByIdNeedsNoLoginToBeKnownAndStaysTheSameAfterOne() {
        server.enqueue(Iam.token("t1"));
        IamTokenProvider tokens = login().projectId("0ae1").build();

        assertThat(tokens.projectId()).isEqualTo("0ae1");
        assertThat(server.getRequestCount()).isZero();
        tokens.token();
        assertThat(tokens.projectId()).isEqualTo("0ae1");
    }

    @Test
    void aProjectThatIsGivenByNameIsFoundByTheFirstLogin() {
        server.enqueue(Iam.token("t1"));
        IamTokenProvider tokens = login().projectName("cn-north-1").build();

        assertThat(tokens.projectId()).isEqualTo(Iam.PROJECT_ID);
        assertThat(tokens.token()).isEqualTo("t1");
        time.advance(Duration.ofDays(2));
        assertThat(tokens.projectId()).isEqualTo(Iam.PROJECT_ID);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** The response is from the year 2020, the clock of the test is not: only the 24 hours between its dates count. */
    @Test
    void aTokenIsKeptUntilFiveMinutesBeforeItExpiresWhateverTheClockOfIamSays() {
        server.enqueue(Iam.token("t1"));
        server.enqueue(Iam.token("t2"));
        IamTokenProvider tokens = login().projectId("0ae1").build();
        assertThat(tokens.token()).isEqualTo("t1");

        time.advance(Duration.ofHours(24).minusMinutes(5).minusNanos(1));
        assertThat(tokens.token()).isEqualTo("t1");
        assertThat(server.getRequestCount()).isEqualTo(1);

        time.advance(Duration.ofNanos(1));
        assertThat(tokens.token()).isEqualTo("t2");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void withoutATimeOfIssueTheTimeOfExpiryCountsToTheMicrosecond() {
        Instant expiresAt = time.now().plus(Duration.ofDays(1)).plusNanos(123_456_000);
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .setHeader("x-subject-token", "t1")
                .body("{\"token\":{\"expires_at\":\"2026-11-23T12:00:00.123456Z\",\"project\":{\"id\":\"0ae1\"}}}")
                .build());
        server.enqueue(Iam.token("t2"));
        IamTokenProvider tokens = login().projectId("0ae1").build();
        assertThat(tokens.token()).isEqualTo("t1");

        time.advance(Duration.between(time.now(), expiresAt).minusMinutes(5).minusNanos(1));
        assertThat(tokens.token()).isEqualTo("t1");
        time.advance(Duration.ofNanos(1));
        assertThat(tokens.token()).isEqualTo("t2");
    }

    @ParameterizedTest
    @CsvSource({
        "+999999999-12-31T23:59:59.999999Z, -999999999-01-01T00:00:00.000000Z, 3650",
        "2026-11-24T12:00:00.000000Z,       2026-11-25T12:00:00.000000Z,       2",
        "2026-11-24T12:00:00.000000Z,       yesterday,                         2",
    })
    void datesThatMakeNoSenseDoNoHarm(String expiresAt, String issuedAt, int days) {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .setHeader("X-Subject-Token", "t1")
                .body("{\"token\":{\"expires_at\":\"" + expiresAt + "\",\"issued_at\":\"" + issuedAt
                        + "\",\"project\":{\"id\":\"0ae1\"}}}")
                .build());
        server.enqueue(Iam.token("t2"));
        IamTokenProvider tokens = login().projectId("0ae1").build();
        assertThat(tokens.token()).isEqualTo("t1");

        time.advance(Duration.ofDays(days).minusMinutes(6));
        assertThat(tokens.token()).isEqualTo("t1");
        time.advance(Duration.ofMinutes(2));
        assertThat(tokens.token()).isEqualTo("t2");
    }

    @Test
    void aTokenThatIsDeadOnArrivalIsNotGiven() {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .setHeader("X-Subject-Token", "t1")
                .body("{\"token\":{\"expires_at\":\"2026-11-22T11:59:59.000000Z\",\"project\":{\"id\":\"0ae1\"}}}")
                .build());

        assertThatThrownBy(() -> login().projectId("0ae1").build().token())
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("2026-11-22T11:59:59Z")
                .hasMessageNotContaining("t1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3cr3t | {'token':{'issued_at':'2020-01-03T09:05:22.701000Z','project':{'id':'1'}}} | expires_at is missing",
                "s3cr3t | {'token':{'expires_at':'tomorrow','project':{'id':'1'}}}                   | expires_at is missing",
                "s3cr3t | {'token':{'expires_at':'2026-11-23T12:00:00.000000Z'}}                     | project is missing",
                "s3cr3t | {'token':{'expires_at':'2026-11-23T12:00:00.000000Z','project':{}}}        | id is missing",
                "s3cr3t | {'token':{'expires_at':'2026-11-23T12:00:00.000000Z','project':{'id':''}}} | id is missing",
                "s3cr3t | {}                                                                         | token is missing",
                "s3cr3t | []                                                                         | unexpected structure",
                "s3cr3t | <html>please log in</html>                                                 | not JSON",
                "s3cr3t | ''                                                                         | the response is empty",
                "       | {'token':{'expires_at':'2026-11-23T12:00:00.000000Z','project':{'id':'1'}}} | X-Subject-Token is missing",
                "''     | {'token':{'expires_at':'2026-11-23T12:00:00.000000Z','project':{'id':'1'}}} | X-Subject-Token is missing",
            })
    void aSuccessWithoutTokenExpiryOrProjectIsNone(String header, String body, String problem) {
        MockResponse.Builder answer =
                new MockResponse.Builder().code(201).body(body == null ? "" : body.replace('\'', '"'));
        if (header != null) {
            answer.setHeader("X-Subject-Token", header);
        }
        server.enqueue(answer.build());

        InvalidResponseException failure = catchThrowableOfType(
                InvalidResponseException.class,
                () -> login().projectId("0ae1").build().token());

        assertThat(failure)
                .hasMessageStartingWith("iam.token of /v3/auth/tokens failed: ")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("s3cr3t");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void thePasscodeIsAskedForAtEveryLogin() throws Exception {
        server.enqueue(Iam.token("t1"));
        server.enqueue(Iam.token("t2"));
        List<String> passcodes = new ArrayList<>(List.of("111111", "222222"));
        IamTokenProvider tokens =
                login().projectId("0ae1").mfa("u1", () -> passcodes.remove(0)).build();

        tokens.token();
        tokens.invalidate("t1");
        tokens.token();

        for (String passcode : List.of("111111", "222222")) {
            assertThat(Fixture.json(server.takeRequest().getBody().utf8())
                            .at("/auth/identity/totp/user/passcode")
                            .asText())
                    .isEqualTo(passcode);
        }
    }

    /** IAM would refuse the passcode in the login of the next call, and then all calls would pause. */
    @Test
    void aLoginWithAPasscodeEndsAlthoughItsCallIsCancelled() throws Exception {
        Cancellation cancellation = Cancellation.create();
        MockResponse token = Iam.token("t1");
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                cancellation.cancel();
                return token;
            }
        });
        List<String> passcodes = new ArrayList<>(List.of("111111"));
        IamTokenProvider tokens = login().projectId(Iam.PROJECT_ID)
                .mfa("u1", () -> passcodes.remove(0))
                .build();
        GesJobClient client = client(tokens);
        ges.enqueue(Iam.answer(200, "{}"));

        CancelledCallException failure = catchThrowableOfType(
                CancelledCallException.class,
                () -> client.withOptions(options -> options.cancellation(cancellation))
                        .graph("movie")
                        .job("j1")
                        .cancel());
        client.graph("movie").job("j1").cancel();

        assertThat(failure.attempts()).isZero();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(ges.getRequestCount()).isEqualTo(1);
        assertThat(ges.takeRequest().getHeaders().get("X-Auth-Token")).isEqualTo("t1");
    }

    @Test
    void thePasswordIsAskedForAtEveryLogin() throws Exception {
        server.enqueue(Iam.token("t1"));
        server.enqueue(Iam.token("t2"));
        List<String> passwords = new ArrayList<>(List.of("yesterday's", " today's "));
        IamTokenProvider tokens =
                login().projectId("0ae1").password(() -> passwords.remove(0)).build();

        tokens.token();
        tokens.token();
        tokens.invalidate("t1");
        assertThat(tokens.token()).isEqualTo("t2");

        for (String password : List.of("yesterday's", " today's ")) {
            assertThat(Fixture.json(server.takeRequest().getBody().utf8())
                            .at("/auth/identity/password/user/password")
                            .asText())
                    .isEqualTo(password);
        }
    }

    @Test
    void theNewestPasswordIsHidden() {
        server.enqueue(Iam.refusal(400, "IAM.0011", "pass-2-pass-2 is no password"));
        IamTokenProvider tokens =
                login().projectId("0ae1").password(() -> "pass-2-pass-2").build();

        assertThatThrownBy(tokens::token).hasMessageContaining("[secret] is no password");
    }

    static Stream<Arguments> failingSources() {
        RuntimeException cause = new IllegalStateException("hush");
        Supplier<String> throwing = () -> {
            throw cause;
        };
        return Stream.of(
                source(b -> b.password(throwing), "password failed with IllegalStateException", cause),
                source(b -> b.password(() -> null), "password returned null", null),
                source(
                        b -> b.password(() -> ""),
                        "password returned an unusable value: password must not be empty",
                        null),
                source(
                        b -> b.password(() -> "hush\n"),
                        "password returned an unusable value: password must not contain a line break: remove it;"
                                + " text from a file often ends with one",
                        null),
                source(b -> b.mfa("u1", throwing), "passcode failed with IllegalStateException", cause),
                source(b -> b.mfa("u1", () -> null), "passcode returned null", null),
                source(
                        b -> b.mfa("u1", () -> " 111111"),
                        "passcode returned an unusable value: passcode must not begin or end with whitespace:"
                                + " remove it",
                        null));
    }

    private static Arguments source(Consumer<IamTokenProvider.Builder> source, String problem, Throwable cause) {
        return arguments(source, problem, cause);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("failingSources")
    void aSourceThatFailsIsATokenExceptionAndNothingIsSent(
            Consumer<IamTokenProvider.Builder> source, String problem, Throwable cause) {
        IamTokenProvider.Builder builder = login().projectId("0ae1");
        source.accept(builder);
        IamTokenProvider tokens = builder.build();

        assertThatThrownBy(tokens::token)
                .isExactlyInstanceOf(TokenException.class)
                .hasMessage("iam.token failed: the supplier of " + problem)
                .hasCause(cause);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void theArrayOfThePasswordMayBeWipedAndTheBuilderBeUsedAgain() throws Exception {
        server.enqueue(Iam.token("t1"));
        server.enqueue(Iam.token("t2"));
        char[] password = "p w\u00f6rd".toCharArray();
        IamTokenProvider.Builder builder = login().projectId("0ae1").password(password);
        Arrays.fill(password, '0');

        IamTokenProvider first = builder.build();
        IamTokenProvider second = builder.password("other").build();
        first.token();
        second.token();

        for (String sent : List.of("p w\u00f6rd", "other")) {
            assertThat(Fixture.json(server.takeRequest().getBody().utf8())
                            .at("/auth/identity/password/user/password")
                            .asText())
                    .isEqualTo(sent);
        }
    }

    @Test
    void theOkHttpClientOfTheUserIsUsedWithItsProxy() throws Exception {
        server.enqueue(Iam.token("t1"));
        OkHttpClient proxied = http.newBuilder().proxy(server.getProxyAddress()).build();
        assertThat(proxied.proxy().type()).isEqualTo(Proxy.Type.HTTP);

        IamTokenProvider tokens = login().endpoint("http://iam.example")
                .allowInsecureHttp()
                .httpClient(proxied)
                .projectId("0ae1")
                .build();

        assertThat(tokens.token()).isEqualTo("t1");
        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("POST http://iam.example/v3/auth/tokens?nocatalog=true HTTP/1.1");
    }

    @Test
    void aClientLogsInOnceForAllItsCalls() throws Exception {
        server.enqueue(Iam.token("t1"));
        ges.enqueue(Fixture.answer("cancel-ok"));
        ges.enqueue(Fixture.answer("cancel-ok"));
        GesJobClient client = client(login().projectName("cn-north-1").build());

        client.graph("movie").job(JOB).cancel();
        client.graph("movie").job(JOB).cancel();

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(ges.getRequestCount()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            RecordedRequest request = ges.takeRequest();
            assertThat(request.getRequestLine())
                    .isEqualTo("DELETE /ges/v1.0/" + Iam.PROJECT_ID + "/graphs/movie/jobs/" + JOB + " HTTP/1.1");
            assertThat(request.getHeaders().get("X-Auth-Token")).isEqualTo("t1");
        }
    }

    @Test
    void aTokenThatGesRefusesIsReplacedByOneLogin() throws Exception {
        server.enqueue(Iam.token("t1"));
        server.enqueue(Iam.token("t2"));
        ges.enqueue(Fixture.answer("error-service-plane-token-invalid"));
        ges.enqueue(Fixture.answer("cancel-ok"));

        client(login().projectId("0ae1").build()).graph("movie").job(JOB).cancel();

        assertThat(ges.takeRequest().getHeaders().get("X-Auth-Token")).isEqualTo("t1");
        assertThat(ges.takeRequest().getHeaders().get("X-Auth-Token")).isEqualTo("t2");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void tokensThatGesAlwaysRefusesAreReplacedOnceACall() {
        server.enqueue(Iam.token("t1"));
        server.enqueue(Iam.token("t2"));
        ges.enqueue(Fixture.answer("error-service-plane-token-invalid"));
        ges.enqueue(Fixture.answer("error-service-plane-token-invalid"));
        GesJobClient client = client(login().projectId("0ae1").build());

        assertThatThrownBy(() -> client.graph("movie").job(JOB).cancel()).isInstanceOf(UnauthorizedException.class);

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(ges.getRequestCount()).isEqualTo(2);
    }

    @Test
    void twoHundredThreadsLogInOnceColdAndOnceWhenTheTokenHasExpired() throws Exception {
        CountDownLatch[] allAsk = {new CountDownLatch(200), new CountDownLatch(200)};
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                int login = server.getRequestCount();
                assertThat(allAsk[login - 1].await(30, TimeUnit.SECONDS)).isTrue();
                return Iam.token("t" + login);
            }
        });
        IamTokenProvider tokens = Iam.login(server, new WaitingTime(time))
                .httpClient(http)
                .projectId("0ae1")
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            for (int round = 1; round <= 2; round++) {
                CountDownLatch asks = allAsk[round - 1];
                List<Future<String>> given = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    given.add(threads.submit(() -> {
                        asks.countDown();
                        return tokens.token();
                    }));
                }
                for (Future<String> token : given) {
                    assertThat(token.get(30, TimeUnit.SECONDS)).isEqualTo("t" + round);
                }
                assertThat(server.getRequestCount()).isEqualTo(round);
                time.advance(Duration.ofHours(24));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    static Stream<Arguments> mistakes() {
        Class<?> argument = IllegalArgumentException.class;
        Class<?> state = IllegalStateException.class;
        return Stream.of(
                mistake(b -> b.domainName(" "), argument, "domainName must not be blank"),
                mistake(b -> b.userName(""), argument, "userName must not be blank"),
                mistake(b -> b.password(""), argument, "password must not be empty"),
                mistake(b -> b.password(new char[0]), argument, "password must not be empty"),
                mistake(b -> b.projectId(""), argument, "projectId must not be blank"),
                mistake(b -> b.projectId("cn-north-4"), argument, "projectId must be 1 to 64 letters and digits"),
                mistake(b -> b.projectId("a".repeat(65)), argument, "projectId must be 1 to 64 letters and digits"),
                mistake(b -> b.projectName(" "), argument, "projectName must not be blank"),
                mistake(b -> b.mfa("", () -> "1"), argument, "userId must not be blank"),
                mistake(b -> b.domainName("d\n"), argument, "domainName must not contain a line break: remove it"),
                mistake(b -> b.userName("u "), argument, "userName must not begin or end with whitespace: remove it"),
                mistake(b -> b.projectName("\tn"), argument, "projectName must not begin or end with whitespace"),
                mistake(b -> b.mfa("u\r\n", () -> "1"), argument, "userId must not contain a line break"),
                mistake(b -> b.password(Iam.PASSWORD + "\n"), argument, "password must not contain a line break"),
                mistake(
                        b -> b.password((Iam.PASSWORD + "\r\n").toCharArray()),
                        argument,
                        "password must not contain a line break"),
                mistake(b -> b.endpoint("http://10.0.0.1").projectId("1").build(), argument, "endpoint must be https"),
                mistake(
                        b -> b.endpoint("https://u:p@iam").projectId("1").build(),
                        argument,
                        "endpoint must not contain"),
                mistake(b -> b.build(), state, "projectId or projectName is required: set it"),
                mistake(
                        b -> b.projectId("1").projectName("n").build(),
                        state,
                        "projectId and projectName are both set: set only one of them"),
                mistake(b -> IamTokenProvider.builder().build(), state, "domainName is required: set it"),
                mistake(b -> IamTokenProvider.builder().domainName("d").build(), state, "userName is required: set it"),
                mistake(
                        b -> IamTokenProvider.builder()
                                .domainName("d")
                                .userName("u")
                                .build(),
                        state,
                        "password is required: set it"),
                mistake(b -> b.domainName(null), NullPointerException.class, "domainName"),
                mistake(b -> b.password((Supplier<String>) null), NullPointerException.class, "password"),
                mistake(
                        b -> b.password((char[]) null),
                        NullPointerException.class,
                        "password must not be null: is the environment variable set?"),
                mistake(b -> b.projectId(null), NullPointerException.class, "projectId"),
                mistake(b -> b.mfa("u", null), NullPointerException.class, "passcode"));
    }

    private static Arguments mistake(Consumer<IamTokenProvider.Builder> mistake, Class<?> type, String message) {
        return arguments(mistake, type, message);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void aMistakeIsNamedBeforeAnythingIsSent(
            Consumer<IamTokenProvider.Builder> mistake, Class<?> type, String message) {
        assertThatThrownBy(() -> mistake.accept(login()))
                .isExactlyInstanceOf(type)
                .hasMessageContaining(message)
                .hasMessageNotContaining(Iam.PASSWORD);
        assertThat(server.getRequestCount()).isZero();
    }
}
