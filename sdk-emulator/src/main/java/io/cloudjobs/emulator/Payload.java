package io.cloudjobs.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes of a document, in the pieces in which they came. They are not changed, so jobs may share them. */
record Payload(List<byte[]> pieces, long length) implements Answer.Body {
    /** The server copies what it is given at once. */
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
