package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.http.Attempt;
import io.cloudjobs.core.internal.http.EndlessResponseException;
import io.cloudjobs.core.internal.retry.Outcome;
import io.cloudjobs.core.internal.retry.Outcome.Kind;
import io.cloudjobs.core.internal.retry.Progress;
import io.cloudjobs.core.internal.secret.Secrets;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutcomesTest {
    private static final ApiRequest ACT = new ApiRequest("thing.act", "POST", ResourcePath.ROOT.resolve("/things"));
    private static final Progress FIRST = Progress.start(ACT, 1, true).withAttempt();
    private static final Attempt.Seen NOTHING = new Attempt.Seen(false, false, false, false, false, false, false, null);
    private static final Attempt.Seen SENT = new Attempt.Seen(true, false, false, true, false, false, false, null);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # status | code | may not be the service's response | outcome   | may have reached the service
            429      |      | false                             | THROTTLED | false
            429      |      | true                              | UNCLEAR   | true
            408      |      | false                             | UNCLEAR   | true
            503      |      | false                             | UNCLEAR   | true
            503      |      | true                              | UNCLEAR   | true
            501      |      | false                             | FINAL     | true
            409      |      | false                             | FINAL     | false
            401      |      | false                             | FINAL     | false
            401      |      | true                              | FINAL     | true
            303      |      | false                             | FINAL     | true
            200      | No   | false                             | FINAL     | false
            200      | ' '  | false                             | FINAL     | true
            200      |      | false                             | FINAL     | true
            """)
    void aRefusal(int status, @Nullable String code, boolean isDoubtful, Kind kind, boolean mayHaveReachedService) {
        ErrorResponse error = ErrorResponse.builder(status)
                .code(code)
                .retryAfter(Duration.ofSeconds(7))
                .build();

        Outcome<String> outcome = Outcomes.refused(new TestService(), ACT, error, isDoubtful, FIRST);

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(outcome.isDoubtful()).isEqualTo(isDoubtful);
        assertThat(outcome.lost()).isNull();
        assertThat(outcome.exception()).isInstanceOfSatisfying(ApiException.class, exception -> {
            assertThat(exception.error()).isSameAs(error);
            assertThat(exception.attempts()).isEqualTo(1);
            assertThat(exception.mayHaveReachedService()).isEqualTo(mayHaveReachedService);
        });
    }

    /** An earlier attempt may have deleted it. */
    @Test
    void whatIsGoneIsDeleted() {
        ApiRequest deletion = ACT.doneWhenGone();
        Progress delete = Progress.start(deletion, 1, true).withAttempt();
        ErrorResponse gone = ErrorResponse.builder(404).build();

        assertThat(Outcomes.refused(new TestService(), deletion, gone, false, delete.reaching(true)))
                .isEqualTo(Outcome.success(null));
        assertThat(Outcomes.refused(new TestService(), deletion, gone, false, delete)
                        .exception())
                .isExactlyInstanceOf(NotFoundException.class);
    }

    @Test
    void aSuccessThatCannotBeRead() {
        Outcome<String> outcome = Outcomes.unreadable("it is a web page", FIRST);

        assertThat(outcome.kind()).isEqualTo(Kind.FINAL);
        assertThat(outcome.exception())
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessage("thing.act of /things failed: it is a web page (attempt 1)");
        assertThat(outcome.exception().mayHaveReachedService()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # sent | declined | on a connection | refused | outcome
            false  | false    | false           | false   | UNREACHABLE
            false  | false    | true            | false   | NOT_PROCESSED
            false  | false    | true            | true    | REFUSED
            false  | true     | true            | false   | FINAL
            true   | false    | true            | false   | UNCLEAR
            true   | false    | false           | false   | UNCLEAR
            """)
    void aLostConnection(boolean isSent, boolean isDeclined, boolean hasGoneOut, boolean isRefused, Kind kind) {
        Attempt.Seen seen = new Attempt.Seen(isSent, isDeclined, false, hasGoneOut, isRefused, false, false, null);

        Outcome<String> outcome = failed(new IOException("reset"), null, seen);
        Outcome<String> late = failed(new IOException("timeout"), "no response within PT30S", seen);

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(late.kind()).isEqualTo(kind);
        assertThat(outcome.exception())
                .isExactlyInstanceOf(TransportException.class)
                .hasMessageContaining(
                        kind == Kind.REFUSED
                                ? "the server refused the request on this connection"
                                : "no response: IOException, reset")
                .hasMessageContaining(isSent ? "the service may have acted" : "nothing was processed");
        assertThat(late.exception()).hasMessageStartingWith("thing.act of /things failed: no response within PT30S (");
        assertThat(outcome.exception().mayHaveReachedService()).isEqualTo(isSent);
    }

    static Stream<Arguments> handshakes() {
        CertificateException expired = new CertificateExpiredException("NotAfter: 2020");
        return Stream.of(
                argumentSet("no TLS", new SSLException("Unsupported or unrecognized SSL message"), true),
                argumentSet("reset", new SocketException("Connection reset"), true),
                argumentSet("closed", new SSLHandshakeException("terminated").initCause(new EOFException()), true),
                argumentSet("an alert", new SSLHandshakeException("Received fatal alert: bad_certificate"), false),
                argumentSet("untrusted", new SSLHandshakeException("PKIX").initCause(expired), false),
                argumentSet("another host", new SSLPeerUnverifiedException("Hostname h not verified"), false),
                argumentSet("a defect", new IllegalStateException("no trust manager"), false));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void aFailedHandshakeNamesThePort(Throwable e, boolean mayBePlain) {
        Attempt.Seen handshake = new Attempt.Seen(false, false, true, false, false, false, false, null);
        String hint = "; the TLS handshake did not end: check that the endpoint's port speaks TLS (";

        assertThat(failed(e, null, handshake).exception().getMessage().contains(hint))
                .isEqualTo(mayBePlain);
        assertThat(failed(e, null, NOTHING).exception()).message().doesNotContain("handshake did");
        assertThat(failed(new IOException("timeout"), "no response within PT30S", handshake)
                        .exception())
                .hasMessageContaining("no response within PT30S" + hint);
    }

    @Test
    void whatWouldFailAgainIsFinal() {
        Throwable untrusted = new SSLHandshakeException("no path").initCause(new CertificateException("unknown"));

        assertThat(failed(untrusted, null, NOTHING).kind()).isEqualTo(Kind.FINAL);
        assertThat(failed(new IllegalStateException("an interceptor"), null, SENT)
                        .kind())
                .isEqualTo(Kind.FINAL);
        assertThat(failed(new NoClassDefFoundError("missing"), null, NOTHING).kind())
                .isEqualTo(Kind.FINAL);
    }

    @ParameterizedTest
    @CsvSource({"false, FINAL", "true, ENDLESS"})
    void aResponseWithoutEnd(boolean mayBeOfOthers, Kind kind) {
        Attempt.Seen seen = new Attempt.Seen(true, false, false, true, false, true, mayBeOfOthers, null);

        Outcome<String> outcome = failed(new IOException("closed"), null, seen);

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.exception())
                .isExactlyInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("the response has too much data outside its content");
        assertThat(failed(new EndlessResponseException("gzip"), null, SENT).exception())
                .isExactlyInstanceOf(InvalidResponseException.class);
    }

    @Test
    void aTimeoutIsOneEvenIfTooMuchCame() {
        Attempt.Seen seen = new Attempt.Seen(true, false, false, true, false, true, true, null);

        Outcome<String> outcome = failed(new IOException("closed"), "the timeout of PT1S has expired", seen);

        assertThat(outcome.kind()).isEqualTo(Kind.UNCLEAR);
        assertThat(outcome.exception()).isExactlyInstanceOf(TransportException.class);
    }

    @Test
    void whatAnEarlierAttemptMayHaveDoneIsNotForgotten() {
        Outcome<String> outcome =
                Outcomes.failed(new IOException("refused"), null, NOTHING, Secrets.NONE, FIRST.reaching(true));

        assertThat(outcome.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(outcome.exception().mayHaveReachedService()).isTrue();
    }

    private static Outcome<String> failed(Throwable e, @Nullable String outOfTime, Attempt.Seen seen) {
        return Outcomes.failed(e, outOfTime, seen, Secrets.NONE, FIRST);
    }
}
