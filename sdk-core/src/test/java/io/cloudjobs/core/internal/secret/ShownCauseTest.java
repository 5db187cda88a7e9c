package io.cloudjobs.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.OneLine;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShownCauseTest {
    private static final Secrets SECRETS = Secrets.NONE.and(Canary.SECRET);

    private static final String HOSTILE = "Unexpected status line: " + Canary.SECRET + OneLine.FORGED;

    private static Throwable shown(Throwable failure) {
        Throwable shown = ShownCause.of(failure, SECRETS);
        OneLine.check(shown);
        Canary.check(shown);
        return shown;
    }

    @Test
    void whatCanBeShownIsTheSameObject() {
        Throwable failure = new IOException("no route", new SocketException("C:\\a"));
        failure.addSuppressed(new IllegalStateException());

        assertThat(shown(failure)).isSameAs(failure);
        assertThat(failure.getCause()).isInstanceOf(SocketException.class);
    }

    /** OkHttp quotes a status line of any length. */
    @Test
    void aLongMessageIsCut() {
        Throwable failure =
                new IOException("broken", new ProtocolException("Unexpected status line: " + "x".repeat(250_000)));

        Throwable shown = shown(failure);

        assertThat(shown).isInstanceOf(IOException.class).hasMessage("broken");
        assertThat(shown.getCause()).isInstanceOf(ProtocolException.class);
        assertThat(shown.getCause().getMessage())
                .startsWith("Unexpected status line: xxx")
                .hasSizeLessThanOrEqualTo(8_192);
    }

    /** The remaining part of a secret at the end of a shortened text is hidden like any other part. */
    @Test
    void aSecretAtTheCutIsHidden() {
        String before = "x".repeat(8_192 - 3 - Canary.SECRET.length() + 2);

        assertThat(shown(new IOException(before + Canary.SECRET + "x".repeat(9_000))))
                .hasMessageContaining("[secret]");
    }

    static Stream<Arguments> ofTheTable() {
        return Stream.<Function<String, Throwable>>of(
                        IOException::new,
                        EOFException::new,
                        ProtocolException::new,
                        SocketException::new,
                        UnknownHostException::new,
                        SSLHandshakeException::new,
                        SSLPeerUnverifiedException::new,
                        CertificateException::new,
                        IllegalStateException::new,
                        Error::new)
                .map(type -> argumentSet(type.apply("").getClass().getSimpleName(), type));
    }

    @ParameterizedTest
    @MethodSource("ofTheTable")
    void aWellKnownTypeIsCopied(Function<String, Throwable> type) {
        Throwable failure = type.apply("a" + Canary.SECRET + "\n\u202Eb");

        Throwable copy = shown(failure);

        assertThat(copy).isExactlyInstanceOf(failure.getClass()).hasMessage("a[secret]\\n\\u202eb");
        assertThat(copy.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet("I/O", new ZipException("a\nb"), IOException.class, "java.util.zip.ZipException: a\\nb"),
                argumentSet(
                        "unchecked",
                        new UncheckedIOException("a\nb", new IOException()),
                        RuntimeException.class,
                        "java.io.UncheckedIOException: a\\nb"),
                argumentSet("error", new AssertionError("a\nb"), Error.class, "java.lang.AssertionError: a\\nb"),
                argumentSet(
                        "checked",
                        new TimeoutException("a\nb"),
                        Exception.class,
                        "java.util.concurrent.TimeoutException: a\\nb"),
                argumentSet("any", new Throwable("a\nb"), Throwable.class, "a\\nb"),
                argumentSet("text only", new Odd(), Exception.class, "odd\\n"));
    }

    private static final class Odd extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String toString() {
            return "odd\n";
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void anotherTypeIsNamedByACopyOfTheNearestOneAboveIt(Throwable failure, Class<?> type, String message) {
        assertThat(shown(failure)).isExactlyInstanceOf(type).hasMessage(message);
    }

    @Test
    void onlyWhatLeadsToAHostileTextIsCopied() {
        Exception harmless = new IllegalStateException("harmless");
        Exception suppressed = new IOException("suppressed");
        suppressed.addSuppressed(new ProtocolException(HOSTILE));
        Exception middle = new IOException("middle", harmless);
        middle.addSuppressed(suppressed);
        Exception failure = new IOException("top", middle);

        Throwable copy = shown(failure);

        assertThat(copy).isNotSameAs(failure).hasMessage("top");
        assertThat(copy.getCause()).hasMessage("middle");
        assertThat(copy.getCause().getCause()).isSameAs(harmless);
        assertThat(copy.getCause().getSuppressed()[0].getSuppressed()[0])
                .isExactlyInstanceOf(ProtocolException.class)
                .message()
                .startsWith("Unexpected status line: [secret]ok\\r\\n");
        assertThat(failure.getCause()).isSameAs(middle);
    }

    @Test
    void aCircleStaysACircle() {
        Exception one = new IOException(HOSTILE);
        Exception other = new IOException("other", one);
        one.initCause(other);
        one.addSuppressed(other);

        Throwable copy = shown(one);

        assertThat(copy.getCause()).hasMessage("other");
        assertThat(copy.getCause().getCause()).isSameAs(copy);
        assertThat(copy.getSuppressed()).containsExactly(copy.getCause());
    }

    @Test
    void aLongChainIsCut() {
        Exception failure = new IOException(HOSTILE);
        for (int i = 0; i < 100_000; i++) {
            failure = new IOException("" + i, failure);
        }

        int length = 0;
        for (Throwable one = shown(failure); one != null; one = one.getCause()) {
            length++;
        }

        assertThat(length).isEqualTo(100);
    }
}
