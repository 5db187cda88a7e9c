package io.cloudjobs.emulator.internal.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A document in the file of the documents. Its bytes arrive in any order. */
public record StoredDocument(DocumentFile file, long start, long length) implements Payload {
    /** The server copies each write, so one write must be small. */
    private static final int SLICE = 1 << 16;

    public void write(long from, byte[] bytes) {
        file.write(start + from, bytes);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] slice = new byte[(int) Math.min(SLICE, length)];
        for (long from = 0; from < length; from += slice.length) {
            int size = (int) Math.min(slice.length, length - from);
            file.read(start + from, slice, size);
            out.write(slice, 0, size);
        }
    }

    @Override
    public byte[] copy() {
        byte[] all = new byte[Math.toIntExact(length)];
        file.read(start, all, all.length);
        return all;
    }

    @Override
    public InputStream open() {
        return new InputStream() {
            private long next;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int most) {
                int size = (int) Math.min(Math.min(most, SLICE), length - next);
                if (size <= 0) {
                    return most == 0 ? 0 : -1;
                }
                byte[] slice = new byte[size];
                file.read(start + next, slice, size);
                System.arraycopy(slice, 0, into, offset, size);
                next += size;
                return size;
            }
        };
    }
}
