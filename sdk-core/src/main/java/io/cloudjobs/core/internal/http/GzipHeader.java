package io.cloudjobs.core.internal.http;

import java.io.EOFException;
import java.io.IOException;
import okio.BufferedSource;

/** The gzip header (RFC 1952): its text fields end with a zero byte, and Okio searches for it without a limit. */
final class GzipHeader {
    /** The maximum length of a text field: longer than any path. */
    private static final long MAX_TEXT = 64 * 1024;

    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private GzipHeader() {}

    /**
     * Checks the start of a body without consuming it, and rejects an endless header. Okio handles a body that is not
     * gzip.
     */
    static void check(BufferedSource body) throws IOException {
        BufferedSource header = body.peek();
        try {
            header.skip(3); // magic number and method
            int flags = header.readByte();
            header.skip(6); // time, compression, system
            if ((flags & EXTRA) != 0) {
                header.skip(header.readShortLe() & 0xffff);
            }
            if ((flags & NAME) != 0) {
                skipText(header);
            }
            if ((flags & COMMENT) != 0) {
                skipText(header);
            }
        } catch (EOFException e) {
            // Okio reports it too.
        }
    }

    private static void skipText(BufferedSource header) throws IOException {
        long end = header.indexOf((byte) 0, 0, MAX_TEXT);
        if (end < 0 && header.request(MAX_TEXT)) {
            throw new EndlessResponseException("a gzip header field is longer than " + MAX_TEXT + " bytes");
        }
        header.skip(end + 1);
    }
}
