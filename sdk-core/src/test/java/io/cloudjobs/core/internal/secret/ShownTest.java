package io.cloudjobs.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
    private record Inner(String value) {
        @Override
        public String toString() {
            return Shown.record("Inner", "value", value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "plain, plain",
        "été 打印 🖨, été 打印 🖨",
        "'a\nb', a\\nb",
        "'a\r\nb', a\\r\\nb",
        "'a\tb', a\\tb",
        "a\u001B[31mb, a\\u001b[31mb",
        "a\u009Bb, a\\u009bb",
        "a\u202Eb, a\\u202eb",
        "a\u200Bb, a\\u200bb",
        "a\u2028b, a\\u2028b",
        "a\uDB40\uDC41b, a\\udb40\\udc41b",
        "a\uD83Db, a\\ud83db",
        "a\uDDA8b, a\\udda8b",
        "a\\nb, a\\\\nb"
    })
    void whatCannotBeSeenIsEscaped(String value, String shown) {
        assertThat(Shown.of(value)).isEqualTo(shown);
        assertThat(Shown.of(List.of(value, 1))).isEqualTo("[" + shown + ", 1]");
        assertThat(Shown.of(Map.of(value, List.of(value)))).isEqualTo("{" + shown + "=[" + shown + "]}");
        assertThat(Shown.of(new StringBuilder(value))).isEqualTo(shown);
    }

    @Test
    void aRecordWithinARecordIsEscapedOnce() {
        Inner inner = new Inner("a\nb\\");

        assertThat(Shown.record("Outer", "name", null, "inner", inner, "all", Arrays.asList(inner, null)))
                .isEqualTo("Outer[name=null, inner=Inner[value=a\\nb\\\\], all=[Inner[value=a\\nb\\\\], null]]");
        assertThat(Shown.record("Empty")).isEqualTo("Empty[]");
    }
}
