package io.cloudjobs.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedSourceTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "99999, 100000", "100000, 100000", "100000, 9223372036854775807"})
    void aBodyWithinTheBoundIsReadWhole(int length, long bound) throws IOException {
        BoundedSource source = new BoundedSource(body(length), bound);

        assertThat(Okio.buffer(source).readUtf8()).hasSize(length);
        assertThat(source.tooLong()).isFalse();
        assertThat(source.failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_191, 8_192, 99_999})
    void aLongerOneIsNot(int bound) {
        BoundedSource source = new BoundedSource(body(100_000), bound);

        assertThatIOException().isThrownBy(() -> Okio.buffer(source).readUtf8());
        assertThat(source.tooLong()).isTrue();
        assertThat(source.failure()).isNull();
    }

    @Test
    void aBrokenConnectionIsRemembered() {
        IOException reset = new IOException("Connection reset");
        BoundedSource source = new BoundedSource(failing(reset), 100);

        assertThatIOException().isThrownBy(() -> Okio.buffer(source).readUtf8()).isSameAs(reset);
        assertThat(source.failure()).isSameAs(reset);
        assertThat(source.tooLong()).isFalse();
    }

    private static Source body(int length) {
        return new Buffer().writeUtf8("x".repeat(length));
    }

    private static Source failing(IOException failure) {
        return new Source() {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                throw failure;
            }

            @Override
            public Timeout timeout() {
                return Timeout.NONE;
            }

            @Override
            public void close() {}
        };
    }
}
