package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * An output of a job or a synchronous query, for {@link GesEmulator#output(String, GesJobKind, GesOutput)} and
 * {@link GesEmulator#finishJob(String, String, GesOutput)}. Immutable.
 */
public final class GesOutput {
    /** The members of an output in a state. */
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

    /** Adds the output as a member, with the rows of a page if it is a list. */
    void addTo(ObjectNode json, GesPart part) {
        addTo(json, name, part.offset(), end(part));
    }

    private int end(GesPart part) {
        return (int) Math.min(size, (long) part.offset() + part.limit());
    }

    private void addTo(ObjectNode json, String member, int from, int to) {
        if (list) {
            json.putPOJO(member, rows(from, to, "", ""));
        } else {
            json.putRawValue(member, new RawValue(row.apply(0)));
        }
    }

    /** Returns rows that are created when they are written, because they can be larger than the memory. */
    private Iterable<RawValue> rows(int from, int to, String before, String after) {
        return () -> IntStream.range(from, to)
                .mapToObj(i -> new RawValue(before + row.apply(i) + after))
                .iterator();
    }

    /** Adds the position and the size of a page, if the output is a list. */
    void addSizesTo(ObjectNode json, GesPart part) {
        if (list) {
            json.put("data_return_size", Math.max(0, end(part) - part.offset()))
                    .put("data_offset", part.offset())
                    .put("data_total_size", size);
        }
    }

    /** Adds the table of a Cypher query: one column with all rows. */
    void addTableTo(ArrayNode results) {
        ObjectNode table = results.addObject();
        table.putArray("columns").add(name);
        table.putPOJO("data", rows(0, end(GesPart.FIRST), "{\"row\":[", "],\"meta\":[null]}"));
    }

    /** Returns the description of the output, with the rows or the value if they are wanted. */
    ObjectNode state(boolean isWhole) {
        ObjectNode state = JsonTrees.object().put("name", name);
        if (list) {
            state.put("size", size);
        }
        if (isWhole) {
            addTo(state, list ? "rows" : "value", 0, size);
        }
        return state;
    }

    static GesOutput of(StateObject json) {
        String name = json.id("name", "");
        if (json.has("value")) {
            return value(name, json.get("value").toString());
        }
        JsonNode rows = json.get("rows");
        if (!rows.isArray()) {
            throw json.wrong("rows", "a list of rows, or value");
        }
        return rows(name, rows.size(), i -> rows.get(i).toString());
    }
}
