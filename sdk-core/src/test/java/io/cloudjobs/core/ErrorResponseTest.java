package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorResponseTest {
    private static ErrorResponse.Builder full() {
        return ErrorResponse.builder(429)
                .code("TooManyRequests")
                .message("Slow down.")
                .requestId("8c1f")
                .retryAfter(Duration.ofMillis(2_128))
                .body("{\"error\":{}}");
    }

    @Test
    void itGivesWhatItWasBuiltOf() {
        ErrorResponse error = full().build();

        assertThat(error.status()).isEqualTo(429);
        assertThat(error.code()).isEqualTo("TooManyRequests");
        assertThat(error.message()).isEqualTo("Slow down.");
        assertThat(error.requestId()).isEqualTo("8c1f");
        assertThat(error.retryAfter()).isEqualTo(Duration.ofMillis(2_128));
        assertThat(error.body()).isEqualTo("{\"error\":{}}");
    }

    @Test
    void onlyTheStatusIsRequired() {
        ErrorResponse error = ErrorResponse.builder(503).build();

        assertThat(error)
                .extracting(
                        ErrorResponse::code,
                        ErrorResponse::message,
                        ErrorResponse::requestId,
                        ErrorResponse::retryAfter,
                        ErrorResponse::body)
                .containsOnlyNulls();
    }

    @Test
    void aBuilderMayGoOnAfterItHasBuilt() {
        ErrorResponse.Builder builder = full();
        ErrorResponse before = builder.build();
        builder.code("other").message(null).body(null);

        assertThat(before).isEqualTo(full().build());
    }

    @Test
    void aHeaderIsFoundInAnyCaseAndDoesNotCountForEquality() throws Exception {
        ErrorResponse error = full().header("WWW-Authenticate", "Bearer").build();

        assertThat(error.header("www-authenticate")).isEqualTo("Bearer");
        assertThat(error.header("WWW-AUTHENTICATE")).isEqualTo("Bearer");
        assertThat(error.header("Date")).isNull();
        assertThat(error).isEqualTo(full().build()).hasSameHashCodeAs(full().build());
        assertThat(error.toString()).doesNotContain("Bearer");
        assertThat(((ErrorResponse) Serialized.copyOf(error)).header("WWW-Authenticate"))
                .isEqualTo("Bearer");
    }

    static Stream<UnaryOperator<ErrorResponse.Builder>> changes() {
        return Stream.of(
                b -> b.code("toomanyrequests"),
                b -> b.code(null),
                b -> b.message(""),
                b -> b.requestId("8c20"),
                b -> b.retryAfter(Duration.ZERO),
                b -> b.body(null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyPartCountsForEquality(UnaryOperator<ErrorResponse.Builder> change) {
        ErrorResponse error = full().build();
        ErrorResponse other = change.apply(full()).build();

        assertThat(error).isEqualTo(full().build()).hasSameHashCodeAs(full().build());
        assertThat(other).isNotEqualTo(error).isEqualTo(change.apply(full()).build());
    }

    @Test
    void anotherStatusIsAnotherError() {
        assertThat(ErrorResponse.builder(500).build())
                .isNotEqualTo(ErrorResponse.builder(503).build())
                .isNotEqualTo(null)
                .isNotEqualTo("HTTP 500 Internal Server Error");
    }

    @Test
    void toStringIsOneLineWithoutTheBody() {
        assertThat(full().body("secret").build())
                .hasToString("HTTP 429 Too Many Requests, TooManyRequests: Slow down. (request id 8c1f)");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "8191, 8191", "8192, 8192", "8193, 8190", "52000000, 8190"})
    void theBodyIsCutAtEightKibibytes(int length, int kept) {
        String body = full().body("x".repeat(length)).build().body();

        assertThat(body).hasSize(kept);
        assertThat(body.endsWith("…")).isEqualTo(kept < length);
    }

    @Test
    void itSurvivesSerialization() throws Exception {
        ErrorResponse bare = ErrorResponse.builder(503).build();

        assertThat(Serialized.copyOf(full().build())).isEqualTo(full().build());
        assertThat(Serialized.copyOf(bare)).isEqualTo(bare);
    }
}
