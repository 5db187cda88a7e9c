package io.cloudjobs.ges.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.Credential;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.testkit.CannedAnswer;
import io.cloudjobs.testkit.FailureText;
import io.cloudjobs.testkit.ManualTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that echoes the password and the passcode in every place that there is, and nobody who shows them. */
@Timeout(60)
class IamSecretsTest {
    private static final String PASSWORD = "canary\"pass\\word/1";
    private static final String IN_JSON = "canary\\\"pass\\\\word/1";
    private static final String PASSCODE = "27182818";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final List<String> seen = new ArrayList<>();

    private IamTokenProvider tokens() {
        return Iam.login(server, time)
                .projectId("0ae1")
                .password(PASSWORD)
                .mfa("u1", () -> PASSCODE)
                .listener(new CallListener() {
                    @Override
                    public void attemptEnded(AttemptEvent event) {
                        seen.add(event + " " + event.requestId());
                        seen.add(FailureText.of(event.failure()));
                    }

                    @Override
                    public void operationEnded(OperationEvent event) {
                        seen.add(event.toString());
                        seen.add(FailureText.of(event.failure()));
                    }
                })
                .build();
    }

    static Stream<Arguments> echoes() {
        return Stream.of(
                echo("status line", secret -> new MockResponse.Builder().status("HTTP/1.1 401 " + secret)),
                echo("broken status line", secret -> new MockResponse.Builder().status("HTTP/1.1 x" + secret)),
                echo("request id", secret -> answer(401).setHeader("X-Request-Id", secret)),
                echo("retry-after", secret -> answer(401).setHeader("Retry-After", secret)),
                echo("redirect", secret -> answer(307).setHeader("Location", "/" + secret)),
                echo("text", secret -> answer(401).body("no: " + secret)),
                echo(
                        "message",
                        secret -> answer(401)
                                .body("{\"error\":{\"code\":401,\"message\":\"" + secret + "\",\"title\":\"T\"}}")),
                echo("code", secret -> answer(400).body("{\"error_code\":\"" + secret + "\",\"error_msg\":\"m\"}")),
                echo(
                        "body's request id",
                        secret -> answer(403)
                                .body("{\"error_code\":\"c\",\"error_msg\":\"m\",\"request_id\":\"" + secret + "\"}")),
                echo(
                        "whole request",
                        secret -> answer(400)
                                .body("{\"auth\":{\"identity\":{\"password\":{\"user\":{\"password\":\"" + secret
                                        + "\"}}}}}")),
                echo(
                        "success",
                        secret -> answer(201)
                                .setHeader("X-Subject-Token", secret)
                                .body("{\"token\":{\"expires_at\":\"" + secret + "\"}}")),
                echo("success that is text", secret -> answer(201).body(secret)));
    }

    private static MockResponse.Builder answer(int status) {
        return new MockResponse.Builder().code(status);
    }

    private static Arguments echo(String place, Function<String, MockResponse.Builder> answer) {
        return arguments(place, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("echoes")
    void whatTheServerRepeatsIsNotShown(String place, Function<String, MockResponse.Builder> answer) {
        for (String secret : List.of(PASSWORD, IN_JSON, PASSCODE)) {
            server.setDispatcher(new CannedAnswer(answer.apply(secret).build()));
            IamTokenProvider tokens = tokens();

            seen.add(FailureText.of(catchThrowable(tokens::token)));
            seen.add(FailureText.of(
                    catchThrowable(() -> client(tokens).graph("movie").job("1").cancel())));
            seen.add(tokens.toString());
        }

        assertThat(server.getRequestCount()).isGreaterThanOrEqualTo(3);
        assertThat(seen).allSatisfy(text -> assertThat(text).doesNotContain(PASSWORD, IN_JSON, PASSCODE, "canary"));
    }

    private static GesJobClient client(TokenProvider tokens) {
        return GesJobClient.builder()
                .endpoint("https://10.0.0.7")
                .projectId("0ae1")
                .tokenProvider(tokens)
                .build();
    }

    @Test
    void noToStringShowsOne() {
        server.enqueue(Iam.token("canary-token"));
        IamTokenProvider.Builder builder =
                Iam.login(server, time).projectName("n").password(PASSWORD);
        IamTokenProvider tokens = builder.build();
        assertThat(tokens.token()).isEqualTo("canary-token");

        assertThat(builder.toString()).doesNotContain("canary");
        assertThat(tokens).hasToString("IamTokenProvider[" + server.url("/") + "]");
        assertThat(new IamLogin.User("d", "u", Credential.fixed("password", PASSWORD, any -> {})))
                .hasToString("User[name=u]");
        LoginResponse answer = new LoginResponse(
                new LoginResponse.Token(OffsetDateTime.MAX, null, new LoginResponse.Project("p")), "canary-token");
        assertThat(answer.toString()).doesNotContain("canary");
    }
}
