package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String BAD = "a token with a blank, a line break or a character that is not ASCII";

    @ParameterizedTest
    @ValueSource(strings = {"t", "eyJ0eXAi.eyJhdWQi.s1g-_", "MIIE+/==", "!\"#$%&'()*,:;<=>?@[\\]^`{|}~"})
    void aWordOfVisibleAsciiCanBeSent(String token) {
        assertThat(Secrets.problemOf(token)).isNull();
    }

    static Stream<Arguments> unusableTokens() {
        return Stream.of(
                argumentSet("null", null, "null"),
                argumentSet("empty", "", "an empty token"),
                argumentSet("blank", "  ", "an empty token"),
                argumentSet("line breaks only", "\r\n", "an empty token"),
                argumentSet("blank inside", "s3cr3t t0k3n", BAD),
                argumentSet("blank at the end", "s3cr3t ", BAD),
                argumentSet("with its scheme", "Bearer s3cr3t", BAD),
                argumentSet("line feed at the end", "s3cr3t\n", BAD),
                argumentSet("header injection", "s3cr3t\r\nX-Evil: 1", BAD),
                argumentSet("tab", "s3cr3t\t1", BAD),
                argumentSet("NUL", "s3cr3t\u0000", BAD),
                argumentSet("delete", "s3cr3t\u007F", BAD),
                argumentSet("next line", "s3cr3t\u0085", BAD),
                argumentSet("umlaut", "s3cr3t\u00FC", BAD),
                argumentSet("no-break space", "s3cr3t\u00A0", BAD),
                argumentSet("right-to-left mark", "s3cr3t\u200F", BAD),
                argumentSet("line feed after a cast to a byte", "s3cr3t\u560A", BAD),
                argumentSet("lone surrogate", "s3cr3t\uD83D", BAD),
                argumentSet("emoji", "s3cr3t\uD83D\uDDA8", BAD));
    }

    @ParameterizedTest
    @MethodSource("unusableTokens")
    void anUnusableTokenIsNamedButNotShown(@Nullable String token, String problem) {
        assertThat(Secrets.problemOf(token)).isEqualTo(problem).doesNotContain("s3cr3t");
    }

    @Test
    void secretsAreTakenOutOfAText() {
        Secrets secrets = Secrets.NONE.and("s3cr3t").and(".*").and("a\"b/c d").and("");

        assertThat(secrets.hide("s3cr3t is no good, s3cr3t is old")).isEqualTo("[secret] is no good, [secret] is old");
        assertThat(secrets.hide("(.*) $1")).isEqualTo("([secret]) $1");
        assertThat(secrets.hide(null)).isNull();
        assertThat(Secrets.NONE.hide("s3cr3t")).isEqualTo("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pa&ss<w+or'd>\"\\/ ~\t\u00FC\uD83D\uDE00=1",
                "Pa&amp;ss&lt;w+or&#39;d&gt;&quot;\\/ ~&#9;&#252;&#128512;=1",
                "Pa&#38;ss&#x3C;w&#x2b;or&apos;d&#062;&#34;&#x5c;&#47;&#32;~&#x09;&#xFC;&#x1F600;=1",
                "Pa&ss<w+or'd>\\\"\\\\/ ~\\t\u00FC\uD83D\uDE00=1",
                "Pa\\u0026ss\\u003cw\\u002Bor\\u0027d\\u003E\\u0022\\u005c\\/ ~\\u0009\\u00fc\\ud83d\\uDE00\\u003d1",
                "Pa%26ss%3Cw%2Bor%27d%3E%22%5C%2F+~%09%C3%BC%F0%9F%98%80%3D1",
                "Pa%26ss%3cw%2bor%27d%3e%22%5c%2f%20~%09%c3%bc%f0%9f%98%80%3d1"
            })
    void aSecretIsTakenOutHoweverItIsSpelt(String spelt) {
        Secrets secrets = Secrets.NONE.and("Pa&ss<w+or'd>\"\\/ ~\t\u00FC\uD83D\uDE00=1");

        assertThat(secrets.hide("no <" + spelt + "> here")).isEqualTo("no <[secret]> here");
    }
}
