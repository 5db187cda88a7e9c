package io.cloudjobs.emulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * The result of work on a graph: see {@link GesEmulator#answer(String, GesJobKind, GesOutput)} and
 * {@link GesEmulator#finishJob(String, String, GesOutput)}. Immutable.
 */
public final class GesOutput {
    private final String name;
    private final int size;
    private final IntFunction<String> row;
    private final boolean list;

    private GesOutput(String name, int size, IntFunction<String> row, boolean list) {
        this.name = Objects.requireNonNull(name, "name");
        this.size = size;
        this.row = Objects.requireNonNull(row, "row");
        this.list = list;
    }

    /**
     * A list that a program reads in parts, with {@code offset} and {@code limit}: vertices, edges, paths, or what an
     * algorithm has found for each vertex. A row is made each time that it is sent and not kept, so there may be millions
     * of them.
     *
     * @param name the member below {@code outputs}: {@code vertices}, {@code edges}, {@code pagerank}
     * @param size how many rows there are
     * @param row gives the JSON text of a row, such as <code>{"v7":0.0123}</code>, for its number from 0; called by the
     *     threads of the emulator, must not fail
     * @return the output
     * @throws IllegalArgumentException when {@code size} is negative
     */
    public static GesOutput rows(String name, int size, IntFunction<String> row) {
        if (size < 0) {
            throw new IllegalArgumentException("size is negative: " + size);
        }
        return new GesOutput(name, size, row, true);
    }

    /**
     * One value that comes whole, as algorithms have it whose result is no list: the answer has no
     * {@code data_total_size}.
     *
     * @param name the member below {@code outputs}, such as {@code path}
     * @param json the JSON text of the value
     * @return the output
     */
    public static GesOutput value(String name, String json) {
        Objects.requireNonNull(json, "json");
        return new GesOutput(name, 1, index -> json, false);
    }

    /** Writes the member of the object that is open. */
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

    /** Writes which part it was, unless there are no parts. */
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

    /** Writes the table of a Cypher query: one column, a row of it for each of ours. */
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
}
