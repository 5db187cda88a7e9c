package io.cloudjobs.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextTest {
    private static final String PRINTER = "\uD83D\uDDA8";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # status | code         | message   | request id | attempt | line
            403      | UnknownError | No scope. | 8c1f       | 1       | 'HTTP 403 Forbidden, UnknownError: No scope. (request id 8c1f, attempt 1)'
            403      | UnknownError | No scope. | 8c1f       | -       | 'HTTP 403 Forbidden, UnknownError: No scope. (request id 8c1f)'
            403      | UnknownError | No scope. | -          | 3       | 'HTTP 403 Forbidden, UnknownError: No scope. (attempt 3)'
            403      | UnknownError | No scope. | -          | -       | 'HTTP 403 Forbidden, UnknownError: No scope.'
            400      | GES.8303     | -         | -          | 1       | 'HTTP 400 Bad Request, GES.8303 (attempt 1)'
            503      | -            | Busy      | -          | 1       | 'HTTP 503 Service Unavailable: Busy (attempt 1)'
            503      | -            | -         | -          | -       | 'HTTP 503 Service Unavailable'
            503      | ''           | ''        | ''         | 1       | 'HTTP 503 Service Unavailable (attempt 1)'
            503      | ' '          | ' '       | ' '        | -       | 'HTTP 503 Service Unavailable'
            999      | -            | -         | 8c1f       | 1       | 'HTTP 999 (request id 8c1f, attempt 1)'
            200      | GES.0001     | -         | -          | -       | 'HTTP 200 OK, GES.0001'
            """)
    void anErrorIsOneLine(
            int status,
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId,
            @Nullable Integer attempt,
            String line) {
        ErrorResponse error = ErrorResponse.builder(status)
                .code(code)
                .message(message)
                .requestId(requestId)
                .body("not shown")
                .build();

        assertThat(line(error, attempt, null)).isEqualTo(line);
        assertThat(line(error, attempt, "read the job")).isEqualTo(line + "; read the job");
    }

    @ParameterizedTest
    @CsvSource({
        "200, ' OK'",
        "204, ' No Content'",
        "302, ' Found'",
        "400, ' Bad Request'",
        "401, ' Unauthorized'",
        "403, ' Forbidden'",
        "404, ' Not Found'",
        "408, ' Request Timeout'",
        "409, ' Conflict'",
        "429, ' Too Many Requests'",
        "500, ' Internal Server Error'",
        "502, ' Bad Gateway'",
        "503, ' Service Unavailable'",
        "504, ' Gateway Timeout'",
        "0, ''",
        "-1, ''",
        "299, ''",
        "418, ''",
        "499, ''",
        "600, ''",
        "999, ''",
    })
    void aStatusHasTheNameOfItsStandardOrNone(int status, String reason) {
        assertThat(HttpStatus.reason(status)).isEqualTo(reason);
    }

    static Stream<Arguments> longTexts() {
        return Stream.of(
                argumentSet("letters", "x"),
                argumentSet("blanks", " y"),
                argumentSet("line breaks", "\r\n"),
                argumentSet("NUL", "\u0000"),
                argumentSet("surrogate pairs", PRINTER),
                argumentSet("lone surrogates", "\uD83D"),
                argumentSet("right-to-left", "\u202E\u0627"));
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void theRequestIdIsKeptBehindALongMessage(String part) {
        String text = part.repeat(2 * 1024 * 1024 / part.length());
        ErrorResponse error = ErrorResponse.builder(Integer.MIN_VALUE)
                .code(text)
                .message(text)
                .requestId("8c1f-2e0b")
                .build();

        assertThat(line(error, Integer.MAX_VALUE, null))
                .matches(message -> bytes(message) <= Text.MAX_MESSAGE)
                .endsWith(" (request id 8c1f-2e0b, attempt 2147483647)")
                .satisfies(TextTest::isOneLine);
        assertThat(new ApiException("printJob.abort", null, 3, false, error).getMessage())
                .matches(message -> bytes(message) <= 1024)
                .startsWith("printJob.abort failed: HTTP ")
                .endsWith(" (request id 8c1f-2e0b, attempt 3)");
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void nothingMakesAMessageLongerThanOneKibibyte(String part) {
        String text = part.repeat(2_000);
        ErrorResponse error = ErrorResponse.builder(403)
                .code(text)
                .message(text)
                .requestId(text)
                .body(text)
                .build();

        assertThat(error.toString()).hasSizeLessThanOrEqualTo(1_024).satisfies(TextTest::isOneLine);
        assertThat(new ApiException(text, null, 3, false, error).getMessage())
                .matches(message -> bytes(message) <= 1024)
                .satisfies(TextTest::isOneLine);
    }

    static Stream<Arguments> unseenCharacters() {
        return Stream.of(
                argumentSet("NUL", "\u0000"),
                argumentSet("tab", "\t"),
                argumentSet("line feed", "\n"),
                argumentSet("carriage return", "\r"),
                argumentSet("vertical tab", "\u000B"),
                argumentSet("escape", "\u001B"),
                argumentSet("delete", "\u007F"),
                argumentSet("next line", "\u0085"),
                argumentSet("control sequence introducer", "\u009B"),
                argumentSet("soft hyphen", "\u00AD"),
                argumentSet("arabic letter mark", "\u061C"),
                argumentSet("zero width space", "\u200B"),
                argumentSet("left-to-right mark", "\u200E"),
                argumentSet("right-to-left mark", "\u200F"),
                argumentSet("line separator", "\u2028"),
                argumentSet("paragraph separator", "\u2029"),
                argumentSet("left-to-right embedding", "\u202A"),
                argumentSet("right-to-left override", "\u202E"),
                argumentSet("left-to-right isolate", "\u2066"),
                argumentSet("pop directional isolate", "\u2069"),
                argumentSet("byte order mark", "\uFEFF"),
                argumentSet("tag, beyond 16 bits", "\uDB40\uDC41"),
                argumentSet("lone high surrogate", "\uD83D"),
                argumentSet("lone low surrogate", "\uDDA8"));
    }

    @ParameterizedTest
    @MethodSource("unseenCharacters")
    void whatCannotBeSeenBecomesABlank(String unseen) {
        String forged = "ok" + unseen + "forged";
        ErrorResponse error = ErrorResponse.builder(400)
                .code(forged)
                .message(forged)
                .requestId(forged)
                .build();

        assertThat(Text.oneLine(forged, 100)).isEqualTo("ok forged");
        assertThat(error).hasToString("HTTP 400 Bad Request, ok forged: ok forged (request id ok forged)");
        assertThat(new ApiException(forged, null, 1, false, error).getMessage())
                .startsWith("ok forged failed: HTTP 400");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4, ''",
        "abc, 4, abc",
        "abcd, 4, abcd",
        "abcde, 4, a…",
        "ab" + PRINTER + ", 6, ab" + PRINTER,
        "ab" + PRINTER + "c, 6, ab…",
        "a" + PRINTER + "bcde, 8, a" + PRINTER + "…",
        "ééé, 6, ééé",
        "éééé, 7, éé…",
        "abcde, 3, …",
    })
    void aLongTextIsCutBetweenCharactersAndMarked(String text, int max, String cut) {
        assertThat(Text.cut(text, max)).isEqualTo(cut);
        assertThat(Text.oneLine(text, max)).isEqualTo(cut);
    }

    private static String line(ErrorResponse error, @Nullable Integer attempt, @Nullable String hint) {
        String attempts = attempt == null ? null : "attempt " + attempt;
        return Text.describe(error.status(), error.code(), error.message(), error.requestId(), attempts, hint);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void isOneLine(String text) {
        assertThat(text.chars().filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT))
                .isEmpty();
    }
}
