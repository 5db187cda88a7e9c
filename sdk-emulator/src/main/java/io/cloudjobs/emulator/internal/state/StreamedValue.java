package io.cloudjobs.emulator.internal.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** A value in a tree that is written piece by piece, because it can be larger than the memory. */
public final class StreamedValue extends JsonSerializable.Base {
    /** Writes the value. */
    public interface Writer {
        void write(JsonGenerator out) throws IOException;
    }

    private final Writer writer;

    public StreamedValue(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void serialize(JsonGenerator out, SerializerProvider context) throws IOException {
        writer.write(out);
    }

    @Override
    public void serializeWithType(
            JsonGenerator out, SerializerProvider context, com.fasterxml.jackson.databind.jsontype.TypeSerializer type)
            throws IOException {
        writer.write(out);
    }
}
