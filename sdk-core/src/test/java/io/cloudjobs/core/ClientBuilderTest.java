package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.internal.ClientSettings;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientBuilderTest {
    private static final class Builder extends ClientBuilder<Builder> {
        Builder(ClientSettings settings) {
            super(settings);
        }
    }

    private final ClientSettings settings = new ClientSettings();
    private final Builder builder = new Builder(settings);

    @Test
    void theDefaultsAreThoseOfTheDesign() {
        assertThat(settings.timeout).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.attemptTimeout).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.retryPolicy).isSameAs(RetryPolicy.standard());
        assertThat(settings.maxResponseBytes).isEqualTo(32 * 1024 * 1024);
        assertThat(settings.allowInsecureHttp).isFalse();
    }

    @Test
    void everyKnobSetsItsOwnThing() {
        TokenProvider tokens = TokenProvider.of("t-1");
        OkHttpClient http = new OkHttpClient();
        Call.Factory calls = request -> http.newCall(request);
        CallListener listener = new CallListener() {};

        assertThat(builder.endpoint("https://host")
                        .tokenProvider(tokens)
                        .httpClient(http)
                        .callFactory(derived -> calls)
                        .retryPolicy(RetryPolicy.none())
                        .timeout(Duration.ofNanos(1))
                        .userAgent("badge-release/2.1")
                        .listener(listener)
                        .maxResponseBytes(1)
                        .allowInsecureHttp())
                .isSameAs(builder);

        assertThat(settings.endpoint).isEqualTo("https://host");
        assertThat(settings.tokenProvider).isSameAs(tokens);
        assertThat(settings.httpClient).isSameAs(http);
        assertThat(settings.callFactory.apply(http)).isSameAs(calls);
        assertThat(settings.retryPolicy.maxAttempts()).isEqualTo(1);
        assertThat(settings.timeout).isEqualTo(Duration.ofNanos(1));
        assertThat(settings.userAgent).isEqualTo("badge-release/2.1");
        assertThat(settings.listeners).containsExactly(listener);
        assertThat(settings.maxResponseBytes).isEqualTo(1);
        assertThat(settings.allowInsecureHttp).isTrue();
    }

    static Stream<Arguments> nulls() {
        return Stream.of(
                argumentSet("tokenProvider", "tokenProvider", (Consumer<Builder>) b -> b.tokenProvider(null)),
                argumentSet("httpClient", "httpClient", (Consumer<Builder>) b -> b.httpClient(null)),
                argumentSet("callFactory", "callFactory", (Consumer<Builder>) b -> b.callFactory(null)),
                argumentSet("retryPolicy", "retryPolicy", (Consumer<Builder>) b -> b.retryPolicy(null)),
                argumentSet("listener", "listener", (Consumer<Builder>) b -> b.listener(null)));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void nullIsRefusedByItsName(String name, Consumer<Builder> knob) {
        assertThatNullPointerException().isThrownBy(() -> knob.accept(builder)).withMessage(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-0.000000001S"})
    void aTimeoutIsMoreThanZero(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(timeout))
                .withMessage("timeout must be more than zero, but is " + timeout);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aBoundOfAnswersIsMoreThanZero(long maxResponseBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxResponseBytes(maxResponseBytes))
                .withMessage("maxResponseBytes must be more than zero, but is " + maxResponseBytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a\r\nX-Evil: 1", "a\nb", "a\tb", "a\u0000", "a\u007F", "f\u00FCr", "a\u560A", "\uD83D"
            })
    void aUserAgentIsPrintableAscii(String userAgent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.userAgent(userAgent))
                .withMessage("userAgent must be printable ASCII, and not blank");
        assertThat(settings.userAgent).isNull();
    }

    @Test
    void aCopyOfTheSettingsIsAnother() {
        ClientSettings copy = settings.copy();

        builder.timeout(Duration.ofSeconds(1)).retryPolicy(RetryPolicy.none());

        assertThat(copy.timeout).isEqualTo(Duration.ofSeconds(60));
        assertThat(copy.retryPolicy).isSameAs(RetryPolicy.standard());
    }
}
