package io.cloudjobs.print;

import java.util.Random;
import java.util.zip.CRC32C;

/** Documents of any length, and their fingerprints. */
final class Bytes {
    private Bytes() {}

    /** Returns the same bytes for the same length. */
    static byte[] of(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** The length and a checksum, because a digest takes a hundred times as long. */
    static String summary(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return bytes.length + " bytes, " + Long.toHexString(checksum.getValue());
    }
}
