package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import okio.Buffer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text equals the {@code String} of the same bytes. */
class LongTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "é", "印", "😀", "x印😀é", "\u0000\u007f\u0080"})
    void aTextIsKept(String text) throws IOException {
        for (int times : new int[] {1, 2_730, 8_191, 8_192, 8_193, 100_000}) {
            assertThat(LongText.take(new Buffer().writeUtf8(text.repeat(times))))
                    .isEqualTo(text.repeat(times));
        }
    }

    /** Random bytes. The repetition number is the seed, so failures are reproducible. */
    @RepeatedTest(20)
    void whatIsNotUtf8IsReplacedInTheSameWay(RepetitionInfo run) throws IOException {
        byte[] bytes = new byte[50_000];
        new Random(run.getCurrentRepetition()).nextBytes(bytes);

        assertThat(LongText.take(new Buffer().write(bytes))).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void theBytesAreGone() throws IOException {
        Buffer buffer = new Buffer().writeUtf8("印".repeat(10_000));

        LongText.take(buffer);

        assertThat(buffer.exhausted()).isTrue();
    }
}
