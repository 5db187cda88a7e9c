package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.internal.http.WireInterceptor;
import io.cloudjobs.core.internal.secret.Secrets;
import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The response headers that a user can read. */
class KeptHeadersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WWW-Authenticate",
                "Proxy-Authenticate",
                "Retry-After",
                "request-id",
                "client-request-id",
                "x-ms-ags-diagnostic",
                "x-ms-throttle-limit-percentage",
                "RateLimit-Remaining",
                "Date",
                "Server",
                "Content-Type"
            })
    void whatHelpsIsKept(String name) {
        KeptHeaders headers = KeptHeaders.of(Headers.of(name, "v"), Secrets.NONE);

        assertThat(headers.value(name)).isEqualTo("v");
        assertThat(headers.value(name.toUpperCase())).isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie",
                "set-cookie2",
                "Authorization",
                "Authentication-Info",
                "X-Auth-Token",
                "X-Subject-Token",
                "Location",
                "Content-Location",
                "Operation-Location",
                "Link",
                "Refresh",
                "x-api-key",
                "X-Amz-Security-Token",
                "X-Session-Id",
                "X-Client-Secret",
                "X-Signature"
            })
    void whatMayBeASecretIsNot(String name) {
        KeptHeaders headers = KeptHeaders.of(Headers.of(name, "hush-hush"), Secrets.NONE);

        assertThat(headers.value(name)).isNull();
        assertThat(headers.values()).isEmpty();
    }

    @Test
    void secretsAreHiddenAndNothingIsPrinted() {
        KeptHeaders headers = KeptHeaders.of(
                Headers.of("Server", "hush-hush is no token", "X-hush-hush", "1"), Secrets.NONE.and("hush-hush"));

        assertThat(headers.value("server")).isEqualTo("[secret] is no token");
        assertThat(headers.values()).containsOnlyKeys("server");
        assertThat(headers).hasToString("KeptHeaders[1]");
    }

    @Test
    void severalOfOneNameAreJoined() {
        KeptHeaders headers = KeptHeaders.of(
                Headers.of("WWW-Authenticate", "Negotiate", "www-authenticate", "Bearer realm=\"\""), Secrets.NONE);

        assertThat(headers.value("WWW-Authenticate")).isEqualTo("Negotiate, Bearer realm=\"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Security-Policy", "Set-Cookie"})
    void aChallengeIsKeptBehindALongHeader(String name) {
        KeptHeaders headers = KeptHeaders.of(
                Headers.of(name, "x".repeat(9_000), "WWW-Authenticate", "Bearer realm=\"\""), Secrets.NONE);

        assertThat(headers.value("WWW-Authenticate")).isEqualTo("Bearer realm=\"\"");
    }

    @Test
    void whatIsNotKeptDoesNotCountTowardsTheBound() {
        KeptHeaders headers = KeptHeaders.of(Headers.of("Set-Cookie", "x".repeat(9_000), "Server", "s"), Secrets.NONE);

        assertThat(headers.value("Server")).isEqualTo("s");
    }

    @Test
    void theRetryAfterOfA503HasItsOwnName() {
        KeptHeaders headers = KeptHeaders.of(Headers.of(WireInterceptor.RETRY_AFTER_OF_503, "7"), Secrets.NONE);

        assertThat(headers.value("Retry-After")).isEqualTo("7");
    }

    @Test
    void noMoreThanABoundIsKept() {
        Headers.Builder sent = new Headers.Builder().add("Server", "first");
        for (int i = 0; i < 1_000; i++) {
            sent.add("X-" + i, "x".repeat(100));
        }
        sent.add("Date", "last");

        KeptHeaders headers = KeptHeaders.of(sent.build(), Secrets.NONE);

        assertThat(headers.value("Server")).isEqualTo("first");
        assertThat(headers.value("Date")).isNull();
        assertThat(headers.values().toString().length()).isBetween(7_000, 9_000);
        assertThat(KeptHeaders.of(Headers.of("Server", "x".repeat(9_000)), Secrets.NONE)
                        .values())
                .isEmpty();
    }

    /** Joining them takes quadratic time, so even an empty header counts. */
    @Test
    void headersThatSayNothingAreBoundedToo() throws IOException {
        try (RawServer server = new RawServer();
                Response response = new OkHttpClient().newCall(empty(server)).execute()) {
            KeptHeaders headers = KeptHeaders.of(response.headers(), Secrets.NONE);

            assertThat(response.headers().size()).isGreaterThan(20_000);
            assertThat(headers.value("")).hasSizeBetween(1_000, 8_192);
        }
    }

    private static Request empty(RawServer server) {
        String none = ":\r\n".repeat(20_000);
        server.answer(Answer.of("HTTP/1.1 200 OK\r\n" + none + "Content-Length: 0\r\n\r\n", Then.KEEP));
        return new Request.Builder().url("http://127.0.0.1:" + server.port()).build();
    }
}
