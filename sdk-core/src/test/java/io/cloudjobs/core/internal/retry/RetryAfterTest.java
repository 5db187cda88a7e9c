package io.cloudjobs.core.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    /** A hundred years, which exceeds any deadline. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # seconds
            0                                   | PT0S
            1                                   | PT1S
            120                                 | PT2M
            '  7  '                             | PT7S
            007                                 | PT7S
            0000000000000000000000000000000000000007 | PT7S
            # decimals, as Graph sends them
            0.5                                 | PT0.5S
            2.128                               | PT2.128S
            1.00000000000000000000              | PT1S
            # more than one value: the longest
            31,120                              | PT2M
            '120, 31'                           | PT2M
            '5, soon'                           | PT5S
            '-1,5'                              | PT5S
            # the three forms of a date
            'Sun, 22 Nov 2026 12:00:30 GMT'     | PT30S
            'Sunday, 22-Nov-26 12:00:30 GMT'    | PT30S
            'Sun Nov 22 12:00:30 2026'          | PT30S
            'Thu, 03 Dec 2026 12:00:00 GMT'     | PT264H
            'Thu, 3 Dec 2026 12:00:00 GMT'      | PT264H
            'Thursday, 03-Dec-26 12:00:00 GMT'  | PT264H
            'Thu Dec  3 12:00:00 2026'          | PT264H
            ' Sun, 22 Nov 2026 12:00:30 GMT '   | PT30S
            'Sun, 22 Nov 2026 12:00:00 GMT'     | PT0S
            """)
    void aUsableValueIsTheWait(String header, Duration wait) {
        assertThat(RetryAfter.parse(List.of(header), NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999",
                "99999999999999999999.5",
                "9999999999999999999999999999999999999999",
                "3153600001",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "Fri Dec 31 23:59:59 9999",
            })
    void aWaitThatNobodyLivesToSeeIsBounded(String header) {
        assertThat(RetryAfter.parse(List.of(header), NOW)).isEqualTo(FOREVER);
        assertThat(FOREVER.toNanos()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // not a valid number
                "",
                " ",
                ",",
                ",,,",
                "-1",
                "-0.5",
                "+5",
                "1e9",
                ".5",
                "5.",
                "1.2.3",
                "0x10",
                "5s",
                "5 seconds",
                "5;10",
                "1 000",
                "NaN",
                "Infinity",
                "-Infinity",
                "null",
                "soon",
                "\u0665",
                "\uFF15",
                // past dates, in all three formats
                "Sun, 22 Nov 2026 11:59:59 GMT",
                "Sunday, 22-Nov-26 11:59:59 GMT",
                "Sun Nov 22 11:59:59 2026",
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
                // invalid dates
                "Mon, 22 Nov 2026 12:00:30 GMT",
                "sun, 22 nov 2026 12:00:30 gmt",
                "Sun, 22 Nov 2026 12:00:30",
                "Sun, 22 Nov 2026 12:00:30 UTC",
                "Sun, 22 Nov 2026 13:00:30 +0100",
                "Sun, 22 Nov 2026 12:00:60 GMT",
                "Sun, 22 Nov 2026 25:00:00 GMT",
                "Sun, 32 Nov 2026 12:00:30 GMT",
                "Sun, 22 Nov 2026 12:00:30 GMT, 5",
                "22 Nov 2026 12:00:30 GMT",
                "Sunday, 22-Nov-2026 12:00:30 GMT",
                "Thu Dec 3 12:00:00 2026",
                "So, 22 Nov 2026 12:00:30 GMT",
                "2026-11-22T12:00:30Z",
                "1795348830000000000000000000000000000000000000000000",
            })
    void whatCannotBeUsedIsNoWait(String header) {
        assertThat(RetryAfter.parse(List.of(header), NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "x", ",", "0.", "Sun, ", "1,"})
    void tenKilobytesAreNoWait(String part) {
        assertThat(RetryAfter.parse(List.of(part.repeat(10_240 / part.length())), NOW))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5                             | 10                              | PT10S
            10                            | 5                               | PT10S
            soon                          | 5                               | PT5S
            5                             | Sun, 22 Nov 2026 12:00:30 GMT   | PT30S
            Sun, 22 Nov 2026 11:00:00 GMT | 5                               | PT5S
            -1                            | 1e9                             |
            """)
    void ofTwoHeadersTheLongerWaitCounts(String first, String second, @Nullable Duration wait) {
        assertThat(RetryAfter.parse(List.of(first, second), NOW)).isEqualTo(wait);
    }

    /** Each unusable value costs three exceptions. */
    @Test
    void onlyTheFirstValuesAreRead() {
        assertThat(RetryAfter.parse(List.of(":,:,:,:", "7", "soon"), NOW)).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse(List.of(":,".repeat(30), "7"), NOW)).isNull();
    }

    @Test
    void noHeaderIsNoWait() {
        assertThat(RetryAfter.parse(List.of(), NOW)).isNull();
    }
}
