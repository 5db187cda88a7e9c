package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of a response: the rows of vertices and edges as models, everything else as JSON.
 *
 * @param inside the members of {@code outputs}, which the memory edition puts around all of them
 * @param outside the members beside {@code outputs}; all members in the database edition
 */
@JsonDeserialize(using = GesOutputsReader.class)
record GesOutputs(Level inside, Level outside) {
    static final String VERTICES = "vertices";
    static final String EDGES = "edges";

    /** For a {@code data} that is not an object. */
    static final GesOutputs NONE = new GesOutputs(Level.EMPTY, Level.EMPTY);

    /**
     * The members of one object.
     *
     * @param members with a null in place of rows, which keeps their name
     */
    record Level(
            ObjectNode members,
            @Nullable Rows<GesVertex> vertices,
            @Nullable Rows<GesEdge> edges) {
        static final Level EMPTY = new Level(JsonNodeFactory.instance.objectNode(), null, null);
    }

    /**
     * The rows of an output.
     *
     * @param count with those that are null
     */
    record Rows<T>(List<T> rows, int count) {
        Rows {
            rows = Collections.unmodifiableList(rows);
        }
    }

    @Nullable Rows<GesVertex> vertices() {
        return levelOf(VERTICES).vertices();
    }

    @Nullable Rows<GesEdge> edges() {
        return levelOf(EDGES).edges();
    }

    /** The rows of an output; null if the output is JSON. */
    @Nullable Rows<?> rows(String name) {
        return switch (name) {
            case VERTICES -> vertices();
            case EDGES -> edges();
            default -> null;
        };
    }

    /** An output that is JSON. */
    JsonNode other(String name) {
        return levelOf(name).members().path(name);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        inside.members().fieldNames().forEachRemaining(names::add);
        outside.members().fieldNames().forEachRemaining(names::add);
        return Collections.unmodifiableSet(names);
    }

    private Level levelOf(String name) {
        return inside.members().has(name) ? inside : outside;
    }
}
