package io.cloudjobs.emulator.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The size and the first bytes of a body that passes by. */
public final class Excerpt extends FilterOutputStream {
    private static final int LIMIT = 16 * 1024;

    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private long size;

    /** Keeps the body of a request, which is not written. */
    public Excerpt() {
        super(OutputStream.nullOutputStream());
    }

    public long size() {
        return size;
    }

    public byte[] first() {
        return first.toByteArray();
    }

    public boolean isCut() {
        return size > first.size();
    }

    public InputStream of(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = in.read(bytes, offset, length);
                Excerpt.this.write(bytes, offset, Math.max(0, count));
                return count;
            }
        };
    }

    /** Keeps the body of a response while it is written. */
    public OutputStream of(OutputStream body) {
        out = body;
        return this;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        size += length;
        first.write(bytes, offset, Math.min(length, LIMIT - first.size()));
    }
}
