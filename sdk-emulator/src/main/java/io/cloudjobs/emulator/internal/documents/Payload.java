package io.cloudjobs.emulator.internal.documents;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a document. They never change, so jobs can share them. */
public interface Payload extends Response.Body, JsonSerializable {
    byte[] copy();

    /** Reads the bytes from the first one on. */
    InputStream open();

    /** Writes the bytes in Base64, piece by piece, because they can be larger than the memory. */
    @Override
    default void serialize(JsonGenerator out, SerializerProvider context) throws IOException {
        try (InputStream bytes = open()) {
            out.writeBinary(bytes, Math.toIntExact(length()));
        }
    }

    @Override
    default void serializeWithType(JsonGenerator out, SerializerProvider context, TypeSerializer type)
            throws IOException {
        serialize(out, context);
    }
}
