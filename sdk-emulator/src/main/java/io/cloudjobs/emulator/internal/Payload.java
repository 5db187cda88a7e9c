package io.cloudjobs.emulator.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;

/** The bytes of a document. They never change, so jobs can share them. */
public interface Payload extends Response.Body, JsonSerializable {
    /** The server copies each write, so one write must be small. A multiple of 3, which Base64 needs. */
    int SLICE = 3 << 14;

    /** Returns a UUID that no other bytes have. */
    String name();

    /** Reads some bytes from a position on. */
    void read(long from, byte[] into, int size);

    default byte[] copy() {
        byte[] all = new byte[Math.toIntExact(length())];
        read(0, all, all.length);
        return all;
    }

    @Override
    default void writeTo(OutputStream out) throws IOException {
        byte[] slice = new byte[(int) Math.min(SLICE, length())];
        for (long from = 0; from < length(); from += SLICE) {
            int size = (int) Math.min(SLICE, length() - from);
            read(from, slice, size);
            out.write(slice, 0, size);
        }
    }

    /** Writes the bytes in Base64, piece by piece, because they can be larger than the memory. */
    @Override
    default void serialize(JsonGenerator out, SerializerProvider context) throws IOException {
        out.writeRawValue("\"");
        for (long from = 0; from < length(); from += SLICE) {
            byte[] slice = new byte[(int) Math.min(SLICE, length() - from)];
            read(from, slice, slice.length);
            out.writeRaw(Base64.getEncoder().encodeToString(slice));
        }
        out.writeRaw("\"");
    }

    @Override
    default void serializeWithType(JsonGenerator out, SerializerProvider context, TypeSerializer type)
            throws IOException {
        serialize(out, context);
    }
}
