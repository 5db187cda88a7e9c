package io.cloudjobs.print;

import java.util.Random;
import java.util.zip.CRC32C;

/** Documents of any length, and what tells one from another. */
final class Bytes {
    private Bytes() {}

    /** The same ones for the same length. */
    static byte[] of(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** How long they are, and a checksum: nobody forges a document here, and a digest takes a hundred times as long. */
    static String summary(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return bytes.length + " bytes, " + Long.toHexString(checksum.getValue());
    }
}
