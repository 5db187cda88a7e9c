package io.cloudjobs.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of a document, as the received pieces. They never change, so jobs can share them. */
record Payload(List<byte[]> pieces, long length) implements Response.Body {
    /** The server copies each write, so one write must be small. */
    private static final int SLICE = 1 << 16;

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (byte[] piece : pieces) {
            for (int from = 0; from < piece.length; from += SLICE) {
                out.write(piece, from, Math.min(SLICE, piece.length - from));
            }
        }
    }

    byte[] copy() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length));
        pieces.forEach(all::put);
        return all.array();
    }
}
