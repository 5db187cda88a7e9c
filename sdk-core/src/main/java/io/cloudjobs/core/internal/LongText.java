package io.cloudjobs.core.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import okio.Buffer;

/**
 * Converts the bytes of a long body to text. To decode bytes that are not ASCII, Java temporarily needs four times
 * their size. This class allocates the final size only, and the buffer frees the bytes while they are read.
 */
final class LongText {
    private static final int SLICE = 8 * 1024;

    private LongText() {}

    /** Takes all bytes of a buffer. Invalid UTF-8 becomes U+FFFD. */
    static String take(Buffer utf8) throws IOException {
        int length = 0;
        int bits = 0;
        char[] slice = new char[SLICE];
        try (Reader reader = reader(utf8.peek().inputStream())) {
            for (int read = reader.read(slice); read >= 0; read = reader.read(slice)) {
                length += read;
                for (int i = 0; i < read; i++) {
                    bits |= slice[i];
                }
            }
        }
        if (bits < 0x80) {
            return utf8.readUtf8();
        }
        char[] text = new char[length];
        try (Reader reader = reader(utf8.inputStream())) {
            int filled = 0;
            while (filled < length) {
                filled += reader.read(text, filled, Math.min(SLICE, length - filled));
            }
        }
        return new String(text);
    }

    private static Reader reader(InputStream utf8) {
        return new InputStreamReader(utf8, StandardCharsets.UTF_8);
    }
}
