package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameter {@code claims} of a {@code WWW-Authenticate} header, in any spelling. */
class ClaimsChallengeTest {
    private static final String CLAIMS =
            "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1702682181~\u00FF\"}}}";
    private static final String BASE64 = Base64.getEncoder().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8));
    private static final String URL_BASE64 =
            Base64.getUrlEncoder().withoutPadding().encodeToString(CLAIMS.getBytes(StandardCharsets.UTF_8));

    static Stream<Arguments> challenges() {
        String graph =
                "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
                        + " client_id=\"00000003-0000-0000-c000-000000000000\", errorDescription=\"Continuous access evaluation resulted"
                        + " in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp\","
                        + " error=\"insufficient_claims\", claims=\"";
        return Stream.of(
                argumentSet("as Microsoft Graph sends it", graph + BASE64 + "\""),
                argumentSet("in Base64 for URLs", graph + URL_BASE64 + "\""),
                argumentSet("first", "Bearer claims=\"" + BASE64 + "\", realm=\"\""),
                argumentSet("without quotes", "Bearer claims=" + URL_BASE64 + ", realm=\"\""),
                argumentSet("in capitals, with spaces", "BEARER Claims \t= \"" + BASE64 + "\""),
                argumentSet(
                        "behind another challenge",
                        "Negotiate YWJj==, PoP realm=\"x\", Bearer claims=\"" + BASE64 + "\""),
                argumentSet(
                        "behind a challenge whose claims cannot be read",
                        "PoP claims=\"[secret]\", Bearer claims=\"\", Bearer claims=\"" + BASE64 + "\""),
                argumentSet("with spaces around the Base64", "Bearer claims=\" " + BASE64 + " \""),
                argumentSet(
                        "behind a text that speaks of claims",
                        "Bearer error_description=\"say \\\"claims=\\\\ \", claims=\"" + BASE64 + "\""),
                argumentSet("with whitespace around the JSON", "Bearer claims=\"" + base64(" " + CLAIMS + "\n") + "\""),
                argumentSet("without a closing quote", "Bearer claims=\"" + BASE64));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("challenges")
    void theClaimsAreFound(String header) {
        assertThat(ClaimsChallenge.claims(header)).isEqualTo(CLAIMS);
    }

    static Stream<String> noChallenges() {
        return Stream.of(
                null,
                "",
                "Bearer",
                "Bearer realm=\"\"",
                "Bearer claims",
                "Bearer claims=",
                "Bearer claims=\"\"",
                "Bearer claims=\"[secret]\"",
                "Bearer claims=\"{}\"",
                "Bearer claims=\"" + base64("[1]") + "\"",
                "Bearer claims=\"" + base64("{\"a\":") + "\"",
                "Bearer claims=\"" + base64("text") + "\"",
                "Bearer xclaims=\"" + BASE64 + "\"",
                "Bearer realm=\"claims=" + BASE64 + "\"",
                "Bearer realm=\"claims=" + BASE64);
    }

    @ParameterizedTest
    @MethodSource("noChallenges")
    void withoutClaimsThatCanBeReadThereAreNone(String header) {
        assertThat(ClaimsChallenge.claims(header)).isNull();
    }

    @Test
    void noTextMakesItFail() {
        Random random = new Random(15);
        String signs = "claims=\"\\, \te{}AQ==-_\u00FC";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder("Bearer ");
            for (int length = random.nextInt(40); length > 0; length--) {
                header.append(random.nextInt(4) == 0 ? "claims=\"" : signs.charAt(random.nextInt(signs.length())));
            }
            ClaimsChallenge.claims(header.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"claims", "claims=", "\"", "\\", "a=\"", " ", "a =", "\\\""})
    @Timeout(60)
    void aLongHeaderTakesNoLongTime(String piece) {
        ClaimsChallenge.claims("Bearer " + piece.repeat(2_000_000 / piece.length()));
    }
}
