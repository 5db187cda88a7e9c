package io.cloudjobs.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String BAD = "a token with a space, a line break or a non-ASCII character";

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
                argumentSet("space inside", "s3cr3t t0k3n", BAD),
                argumentSet("space at the end", "s3cr3t ", BAD),
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
        Secrets secrets =
                Secrets.NONE.and("s3cr3t-1").and(".*+?^$()[").and("a\"b/c def").and("");

        assertThat(secrets.hide("s3cr3t-1 is no good, s3cr3t-1 is old"))
                .isEqualTo("[secret] is no good, [secret] is old");
        assertThat(secrets.hide("(.*+?^$()[) $1")).isEqualTo("([secret]) $1");
        assertThat(secrets.hide(null)).isNull();
        assertThat(Secrets.NONE.hide("s3cr3t-1")).isEqualTo("s3cr3t-1");
    }

    /** A short secret protects nothing, and occurs in ordinary words. */
    @ParameterizedTest
    @ValueSource(strings = {"t", "any", "token", "secret1"})
    void whatIsShorterThanEightCharactersIsNotHidden(String secret) {
        String text = "invalidRequest: any token of the company, secret1";

        assertThat(Secrets.NONE.and(secret).hide(text)).isEqualTo(text);
    }

    /** A gateway quotes the beginning of a token, or the part that fits in a column of 40 characters. */
    @Test
    void aLongPieceOfASecretIsHidden() {
        String secret = random(500);
        Secrets secrets = Secrets.NONE.and(secret);

        for (int length = 16; length <= 500; length += 11) {
            for (int from = 0; from + length <= 500; from += 97) {
                String piece = secret.substring(from, from + length);
                assertThat(secrets.hide("<" + piece + "> was refused")).isEqualTo("<[secret]> was refused");
            }
        }
        String short15 = secret.substring(100, 115);
        assertThat(secrets.hide("<" + short15 + ">")).isEqualTo("<" + short15 + ">");
    }

    /** A gateway encodes the rejected header, with any text before and after it. */
    @Test
    void base64OfASecretIsHidden() {
        String secret = random(100);
        Secrets secrets = Secrets.NONE.and(secret).and("hunter-22x");

        for (String before : List.of("", "B", "Be", "Bea", "Bearer ")) {
            for (String of : List.of(secret, secret.substring(20, 60), "hunter-22x")) {
                byte[] text = (before + of + " end").getBytes(StandardCharsets.UTF_8);
                for (Base64.Encoder encoder : List.of(
                        Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding(), Base64.getMimeEncoder())) {
                    String encoded = encoder.encodeToString(text);
                    String start = encoded.substring(0, 4 * (before.length() / 3));
                    for (String word : List.of(encoded, "x/" + encoded, "a=" + encoded.replace("+", "%2B"))) {
                        String shown = secrets.hide("<" + word + ">");
                        assertThat(shown).contains("[secret]").contains(start);
                        assertThat(shown.length()).isLessThan(start.length() + 40);
                    }
                }
            }
        }
        assertThat(secrets.hide("8c1f0a3e-0afb-484f-96d3-0ef0a679e6c1"))
                .isEqualTo("8c1f0a3e-0afb-484f-96d3-0ef0a679e6c1");
    }

    /** Secrets of fewer than sixteen characters are hidden only as a whole. */
    @Test
    void aShortSecretHasNoPieces() {
        Secrets secrets = Secrets.NONE.and("hunter-22x");

        assertThat(secrets.hide("hunter-22x, hunter-22 and unter-22x")).isEqualTo("[secret], hunter-22 and unter-22x");
    }

    static Stream<Arguments> odd() {
        return Stream.of(
                argumentSet("3,000 exclamation marks", "!".repeat(3_000)),
                argumentSet("12 kB of base64", random(12_000)),
                argumentSet("a megabyte", random(1_000_000)),
                argumentSet("end of a quotation", "\\E(((((((((((((".repeat(100)),
                argumentSet("lone surrogates", "\uD83D".repeat(100)),
                argumentSet("entities", "&amp;&#38;&#x26;".repeat(100)),
                argumentSet("backslashes", "\\".repeat(5_000)),
                argumentSet("percents", "%".repeat(5_000)));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void aLongOrOddSecretIsHiddenOnASmallStack(String secret) throws Exception {
        String[] shown = new String[1];
        Thread thread = new Thread(
                null,
                () -> shown[0] = Secrets.NONE.and(secret).hide("the token <" + secret + "> is no good"),
                "small stack",
                64 * 1024);
        thread.start();
        thread.join();

        assertThat(shown[0]).isEqualTo("the token <[secret]> is no good");
    }

    @Test
    void manySecretsAreHiddenAtOnce() {
        Secrets secrets = Secrets.NONE;
        StringBuilder text = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            secrets = secrets.and("value-of-parameter-" + i);
            text.append("<value-of-parameter-").append(i).append('>');
            expected.append("<[secret]>");
        }

        assertThat(secrets.hide(text.toString())).isEqualTo(expected.toString());
    }

    /** Four times the input takes four times the work, not sixteen: counted by the method calls on a text. */
    @ParameterizedTest
    @ValueSource(strings = {"&", "&#", "&#0", "\\", "\\u00", "%", "%C", "%C3", "+", "a", "&amp", "%F0%9F"})
    void aLongTextThatIsNearlyAnEscapeIsNoWork(String nearly) {
        String text = nearly.repeat(500_000 / nearly.length());

        assertThat(Secrets.NONE.and("s3cr3t-and-more-of-it").hide(text)).isEqualTo(text);
    }

    private static String random(int length) {
        Random random = new Random(length);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
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
                "Pa%26ss%3cw%2bor%27d%3e%22%5c%2f%20~%09%c3%bc%f0%9f%98%80%3d1",
                // by several programs
                "Pa\\u0026ss&lt;w\\u002bor'd&gt;&quot;\\\\/ ~\\t\u00FC\uD83D\uDE00=1",
                "Pa%26ss%3Cw%2Bor'd%3E\\\"%5C\\/%20~%09\u00FC\uD83D\uDE00=1"
            })
    void aSecretIsTakenOutHoweverItIsSpelt(String spelt) {
        Secrets secrets = Secrets.NONE.and("Pa&ss<w+or'd>\"\\/ ~\t\u00FC\uD83D\uDE00=1");

        assertThat(secrets.hide("no <" + spelt + "> here")).isEqualTo("no <[secret]> here");
    }

    private static final UnaryOperator<String> PERCENT = text -> spelt(text, "%%%02X");
    private static final UnaryOperator<String> LOWER_PERCENT = text -> spelt(text, "%%%02x");
    private static final UnaryOperator<String> JSON = text ->
            text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/").replace("+", "\\u002B");
    private static final UnaryOperator<String> ALL_JSON = text -> spelt(text, "\\u%04x");
    private static final UnaryOperator<String> HTML =
            text -> text.replace("&", "&amp;").replace("\"", "&quot;").replace("+", "&#43;");

    private static String spelt(String text, String format) {
        StringBuilder spelt = new StringBuilder();
        text.chars().forEach(c -> spelt.append(isPlain(c) ? String.valueOf((char) c) : format.formatted(c)));
        return spelt.toString();
    }

    private static boolean isPlain(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    static Stream<Arguments> layers() {
        Map<String, UnaryOperator<String>> ways = new TreeMap<>(Map.of(
                "percent",
                PERCENT,
                "percent in small letters",
                LOWER_PERCENT,
                "JSON",
                JSON,
                "all JSON",
                ALL_JSON,
                "HTML",
                HTML));
        return ways.keySet().stream()
                .flatMap(inner -> ways.keySet().stream()
                        .map(outer -> argumentSet(inner + " in " + outer, ways.get(inner), ways.get(outer))));
    }

    /** For example JSON that quotes JSON, or a link in the query of a link. */
    @ParameterizedTest
    @MethodSource("layers")
    void aSecretIsTakenOutOfATextWithinAText(UnaryOperator<String> inner, UnaryOperator<String> outer) {
        String secret = "eyJ0+eXAi/OiJK=V1Qi\"LCJ\\hbG&ci/+OiJSUzI1NiJ9";
        Secrets secrets = Secrets.NONE.and(secret);

        for (String shown : List.of(secret, secret.substring(0, 30), secret.substring(10))) {
            String quoted = outer.apply(inner.apply(shown));
            assertThat(secrets.hide("no <" + quoted + "> here")).isEqualTo("no <[secret]> here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r\n  ", "\n\t", "\\n", "\\r\\n", "%0D%0A", "\\u000a", "&#10;", "\\\\n"})
    void aSecretIsTakenOutThoughItIsSplitOverLines(String lineBreak) {
        String secret = random(200);
        Secrets secrets = Secrets.NONE.and(secret);

        for (int width : new int[] {1, 7, 16, 64, 76}) {
            String split = secret.replaceAll("(.{" + width + "})(?=.)", "$1" + Matcher.quoteReplacement(lineBreak));
            assertThat(secrets.hide("no <" + split + "> here")).isEqualTo("no <[secret]> here");
        }
    }

    static Stream<Arguments> wide() {
        return Stream.of("UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE")
                .map(name -> argumentSet(name, Charset.forName(name)));
    }

    /** Like the kept body of a response in another encoding than UTF-8. */
    @ParameterizedTest
    @MethodSource("wide")
    void aSecretIsTakenOutThoughItIsInWideCharacters(Charset charset) {
        String secret = "eyJ0+eXAi/OiJK=V1Qi\"LCJ\\hbG&ci/+OiJSUzI1NiJ9";
        Secrets secrets = Secrets.NONE.and(secret);

        for (String spelt : List.of(secret, secret.substring(5), PERCENT.apply(secret), ALL_JSON.apply(secret))) {
            String read = new String(("no <" + spelt + "> here").getBytes(charset), StandardCharsets.UTF_8);
            assertThat(secrets.hide(read).replace("\0", "")).endsWith("no <[secret]> here");
        }
    }

    /** The two have the same hash if the polynomial is evaluated at a known point. */
    @Test
    void nobodyCanMakeATextThatIsHiddenForNothing() {
        assertThat(Secrets.NONE.and("JNOKHLMOLENRKLNN").hide("OKJNQNLKMUKGNMKL"))
                .isEqualTo("OKJNQNLKMUKGNMKL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%25", "\\\\", "&amp;", "%5C%75", "\\u0025", "%26\\u0026&+\n", "&amp;#x25;5C"})
    void aTextOfManyLayersIsReadInLinearTime(String layers) {
        String text = layers.repeat(64 * 1024 / layers.length());
        Secrets secrets = Secrets.NONE;
        for (int length = 8; length <= 16; length++) {
            secrets = secrets.and("s3cr3t-and-more-of-it".substring(0, length));
        }

        assertThat(secrets.hide(text)).isEqualTo(text);
    }
}
