package io.cloudjobs.emulator.internal;

import java.io.OutputStream;
import java.util.Arrays;

/** Writes a document of unknown length to the end of a file that no one else writes. */
public final class DocumentWriter extends OutputStream {
    private static final int PART = 1 << 16;
    /** The limit of the service. */
    private static final long LARGEST = 1L << 30;

    private final DocumentFile file;
    private final String name;
    private long start = -1;
    private long length;

    public DocumentWriter(DocumentFile file, String name) {
        this.file = file;
        this.name = name;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int size) {
        for (int from = offset; from < offset + size; from += PART) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(from + PART, offset + size));
            length += part.length;
            if (length > LARGEST) {
                throw new IllegalArgumentException("a document is larger than " + LARGEST + " bytes");
            }
            StoredDocument next = file.reserve(part.length);
            next.write(0, part);
            start = start < 0 ? next.start() : start;
        }
    }

    public Payload payload() {
        return new StoredDocument(file, Math.max(0, start), length, name);
    }
}
