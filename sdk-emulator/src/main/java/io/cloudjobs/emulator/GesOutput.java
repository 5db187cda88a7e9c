package io.cloudjobs.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.io.IOException;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * An output of a job or a synchronous query, for {@link GesEmulator#output(String, GesJobKind, GesOutput)} and
 * {@link GesEmulator#finishJob(String, String, GesOutput)}. Immutable.
 */
public final class GesOutput {
    private final String name;
    private final int size;
    private final IntFunction<String> row;
    private final boolean list;

    private GesOutput(String name, int size, IntFunction<String> row, boolean list) {
        this.name = Objects.requireNonNull(name, "name must not be null");
        this.size = size;
        this.row = Objects.requireNonNull(row, "row must not be null");
        this.list = list;
    }

    /**
     * Returns a list, which a program reads page by page with {@code offset} and {@code limit}: vertices, edges, paths,
     * or one value for each vertex. The emulator creates each row when it sends it, and does not store it, so millions
     * of rows need no memory.
     *
     * @param name the name of the member of {@code outputs}, such as {@code vertices}, {@code edges} or
     *     {@code pagerank}
     * @param size the number of rows
     * @param row a function from the number of a row, starting at 0, to its JSON text, such as
     *     <code>{"v7":0.0123}</code>; threads of the emulator call it, and it must not throw
     * @return the output
     * @throws IllegalArgumentException if {@code size} is negative
     */
    public static GesOutput rows(String name, int size, IntFunction<String> row) {
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative, but is " + size);
        }
        return new GesOutput(name, size, row, true);
    }

    /**
     * Returns a single value, for algorithms whose result is not a list. The response has no {@code data_total_size}.
     *
     * @param name the name of the member of {@code outputs}, such as {@code path}
     * @param json the JSON text of the value
     * @return the output
     */
    public static GesOutput value(String name, String json) {
        Objects.requireNonNull(json, "json must not be null");
        return new GesOutput(name, 1, index -> json, false);
    }

    /** Writes the output as a member of the current object. */
    void write(JsonGenerator out, GesPart part) throws IOException {
        if (!list) {
            out.writeFieldName(name);
            out.writeRawValue(row.apply(0));
            return;
        }
        out.writeArrayFieldStart(name);
        for (int i = part.offset(); i < end(part); i++) {
            out.writeRawValue(row.apply(i));
        }
        out.writeEndArray();
    }

    /** Writes the position and the size of the page, if the output is a list. */
    void writeSizes(JsonGenerator out, GesPart part) throws IOException {
        if (list) {
            out.writeNumberField("data_return_size", Math.max(0, end(part) - part.offset()));
            out.writeNumberField("data_offset", part.offset());
            out.writeNumberField("data_total_size", size);
        }
    }

    private int end(GesPart part) {
        return (int) Math.min(size, (long) part.offset() + part.limit());
    }

    /** Writes the table of a Cypher query: one column with all rows. */
    void writeTable(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("columns");
        out.writeString(name);
        out.writeEndArray();
        out.writeArrayFieldStart("data");
        for (int i = 0; i < Math.min(size, GesPart.LONGEST); i++) {
            out.writeStartObject();
            out.writeArrayFieldStart("row");
            out.writeRawValue(row.apply(i));
            out.writeEndArray();
            out.writeArrayFieldStart("meta");
            out.writeNull();
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Returns the description of the output, with the rows or the value if they are wanted. */
    ObjectNode state(boolean isWhole) {
        ObjectNode state = JsonTrees.object().put("name", name);
        if (list) {
            state.put("size", size);
        }
        if (isWhole) {
            // The rows can be larger than the memory.
            state.putPOJO(list ? "rows" : "value", new JsonSerializable.Base() {
                @Override
                public void serialize(JsonGenerator out, SerializerProvider context) throws IOException {
                    if (list) {
                        out.writeStartArray();
                    }
                    for (int i = 0; i < size; i++) {
                        out.writeRawValue(row.apply(i));
                    }
                    if (list) {
                        out.writeEndArray();
                    }
                }

                @Override
                public void serializeWithType(JsonGenerator out, SerializerProvider context, TypeSerializer type)
                        throws IOException {
                    serialize(out, context);
                }
            });
        }
        return state;
    }
}
