package io.cloudjobs.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonBoundsTest {
    private static final long MIB = 1024 * 1024;

    private interface Check {
        void run(StreamReadConstraints bounds) throws StreamConstraintsException;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # maxResponseBytes, heap in MiB, tokens, characters of a text
            1,                  4096,         500000,    4194304
            1048576,            4096,         500000,    4194304
            16777216,           4096,         1048576,   4194304
            33554432,           4096,         2097152,   4194304
            67108864,           4096,         4194304,   8388608
            9223372036854775807, 4096,        22369621,  2147483647
            33554432,           64,           500000,    4194304
            33554432,           192,          1048576,   4194304
            33554432,           384,          2097152,   4194304
            """)
    void theBoundsFollowTheLimitAsFarAsTheHeapAllows(long maxResponseBytes, long heap, long tokens, int text) {
        JsonBounds bounds = JsonBounds.of(maxResponseBytes, heap * MIB);

        assertThat(bounds.getMaxTokenCount()).isEqualTo(tokens);
        assertThat(bounds.getMaxStringLength()).isEqualTo(text);
        assertThat(bounds.getMaxNestingDepth()).isEqualTo(200);
        assertThat(bounds.getMaxNumberLength()).isEqualTo(1_000);
        assertThat(bounds.getMaxNameLength()).isEqualTo(50_000);
        assertThat(bounds.hasMaxDocumentLength()).isFalse();
    }

    static Stream<Arguments> checks() {
        return Stream.of(
                arguments(
                        (Check) bounds -> bounds.validateTokenCount(bounds.getMaxTokenCount()),
                        (Check) bounds -> bounds.validateTokenCount(bounds.getMaxTokenCount() + 1),
                        "the response has more than 2097152 JSON tokens; raise maxResponseBytes(...), which allows one per"
                                + " 16 bytes"),
                arguments(
                        (Check) bounds -> bounds.validateStringLength(bounds.getMaxStringLength()),
                        (Check) bounds -> bounds.validateStringLength(bounds.getMaxStringLength() + 1),
                        "a string is longer than 4194304 characters; raise maxResponseBytes(...), which allows one"
                                + " character per 8 bytes"),
                arguments(
                        (Check) bounds -> bounds.validateNestingDepth(200),
                        (Check) bounds -> bounds.validateNestingDepth(201),
                        "the JSON is nested deeper than 200 levels"),
                arguments(
                        (Check) bounds -> bounds.validateIntegerLength(1_000),
                        (Check) bounds -> bounds.validateIntegerLength(1_001),
                        "a number is longer than 1000 characters"),
                arguments(
                        (Check) bounds -> bounds.validateFPLength(1_000),
                        (Check) bounds -> bounds.validateFPLength(1_001),
                        "a number is longer than 1000 characters"),
                arguments(
                        (Check) bounds -> bounds.validateNameLength(50_000),
                        (Check) bounds -> bounds.validateNameLength(50_001),
                        "a member name is longer than 50000 characters"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theMessagesAreOurs(Check atTheBound, Check beyond, String message) throws StreamConstraintsException {
        JsonBounds bounds = JsonBounds.of(32 * MIB, 4096 * MIB);

        atTheBound.run(bounds);

        assertThatThrownBy(() -> beyond.run(bounds))
                .isExactlyInstanceOf(StreamConstraintsException.class)
                .hasMessage(message);
    }

    @Test
    void aSmallHeapIsNamedWhenItIsWhatBounds() {
        JsonBounds bounds = JsonBounds.of(32 * MIB, 64 * MIB);

        assertThatThrownBy(() -> bounds.validateTokenCount(500_001))
                .hasMessage(
                        "the response has more than 500000 JSON tokens; raise the heap (-Xmx), which allows one per 192"
                                + " bytes");
    }
}
