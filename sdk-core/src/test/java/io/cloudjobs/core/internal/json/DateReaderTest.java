package io.cloudjobs.core.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateReaderTest {
    /** A model with a date, like the models of the services. */
    interface Dated {}

    record DatedData(
            @Nullable OffsetDateTime date, @Nullable String next) implements Dated {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # text                              | the date
            2026-11-22T12:00:30Z                | 2026-11-22T12:00:30Z
            2026-11-22T12:00Z                   | 2026-11-22T12:00Z
            2026-11-22t12:00:30z                | 2026-11-22T12:00:30Z
            2020-02-04T00:00:00.0000000Z        | 2020-02-04T00:00:00Z
            2020-02-04T00:00:00.1234567Z        | 2020-02-04T00:00:00.1234567Z
            2020-02-04T00:00:00.1Z              | 2020-02-04T00:00:00.1Z
            2020-02-04T00:00:00.123456789Z      | 2020-02-04T00:00:00.123456789Z
            2020-02-04T00:00:00.123456789012Z   | 2020-02-04T00:00:00.123456789Z
            2020-02-04T00:00:00.12345678901+08:00 | 2020-02-04T00:00:00.123456789+08:00
            2020-02-04T00:00:00+08:00           | 2020-02-04T00:00:00+08:00
            2020-02-04T00:00:00+0800            | 2020-02-04T00:00:00+08:00
            2020-02-04T00:00:00-03              | 2020-02-04T00:00:00-03:00
            2020-02-04T00:00:00.5-0330          | 2020-02-04T00:00:00.5-03:30
            2020-02-29T23:59:59Z                | 2020-02-29T23:59:59Z
            0001-01-01T00:00:00Z                | 0001-01-01T00:00:00Z
            9999-12-31T23:59:59.9999999Z        | 9999-12-31T23:59:59.9999999Z
            ' 2026-11-22T12:00:30Z '            | 2026-11-22T12:00:30Z
            # no dates
            ''                                  |
            ' '                                 |
            soon                                |
            2026-11-22                          |
            12:00:30                            |
            2026-11-22T12:00:30                 |
            2026-11-22 12:00:30Z                |
            2026-11-22T12:00:30,5Z              |
            2026-11-22T12:00:30.1234567890      |
            2026-11-22T12:00:30 GMT             |
            2026-11-22T12:00:30+19:00           |
            2026-11-22T12:00:60Z                |
            2026-11-22T25:00:00Z                |
            2026-13-22T12:00:30Z                |
            2026-11-32T12:00:30Z                |
            2026-02-30T12:00:30Z                |
            2026-02-29T12:00:30Z                |
            2026-00-00T00:00:00Z                |
            99999-11-22T12:00:30Z               |
            +9999999999-11-22T12:00:30Z         |
            'Sun, 22 Nov 2026 12:00:30 GMT'     |
            1795348830                          |
            .                                   |
            .9999999999999                      |
            """)
    void aTextIsADateOrNull(String text, @Nullable OffsetDateTime date) {
        assertThat(read('"' + text + '"')).isEqualTo(new DatedData(date, "read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "1795348830", "1.5", "1e999999999", "true", "{}", "[]"})
    void whatIsNoTextIsNull(String json) {
        assertThat(read(json)).isEqualTo(new DatedData(null, "read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{\"b\":[1,2]},\"c\":\"2026-11-22T12:00:30Z\"}", "[\"2026-11-22T12:00:30Z\",[{}]]"})
    void aWholeStructureInPlaceOfADateIsSteppedOver(String json) {
        assertThat(read(json)).isEqualTo(new DatedData(null, "read"));
    }

    /** {@link LenientDate} reads an offset without a colon, with the same result for the same date. */
    @Test
    void bothReadersReadTheSameDates() {
        Random random = new Random(5182);
        for (int i = 0; i < 10_000; i++) {
            String text = String.format(
                    Locale.ROOT,
                    "%04d-%02d-%02dT%02d:%02d:%02d.%07d",
                    random.nextInt(10_000),
                    random.nextInt(14),
                    random.nextInt(33),
                    random.nextInt(26),
                    random.nextInt(62),
                    random.nextInt(62),
                    random.nextInt(10_000_000));

            assertThat(read('"' + text + "Z\"")).isEqualTo(read('"' + text + "+0000\""));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-02-04T00:00:00.000000aZ",
                "2020-02-04T00:00:00.-000001Z",
                "2020-02-04T00:00:00.+000001Z",
                "-020-02-04T00:00:00.0000001Z",
                "2020-02-04T00:00:00.\u0661\u0662\u0663\u0664\u0665\u0666\u0667Z"
            })
    void whatOnlyLooksLikeTheUsualFormIsNone(String text) {
        assertThat(read('"' + text + '"')).isEqualTo(new DatedData(null, "read"));
    }

    @Test
    void aMillionDigitsAreReadWithoutHurry() {
        assertThat(read("\"2026-11-22T12:00:30." + "1".repeat(1_000_000) + "Z\""))
                .isEqualTo(new DatedData(OffsetDateTime.parse("2026-11-22T12:00:30.111111111Z"), "read"));
    }

    /** The next member shows that the parser is at the right position. */
    private static DatedData read(String date) {
        return Json.read("{\"date\":" + date + ",\"next\":\"read\"}", DatedData.class, DatedData.class);
    }
}
