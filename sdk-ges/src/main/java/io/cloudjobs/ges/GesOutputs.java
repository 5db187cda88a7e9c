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
 * The {@code data} of a response: the rows of vertices and edges as models, all other members as JSON.
 *
 * @param inside the members of {@code outputs}, an object of the memory edition
 * @param outside the other members; in the database edition, all members
 */
@JsonDeserialize(using = GesOutputsReader.class)
record GesOutputs(Level inside, Level outside) {
    static final String VERTICES = "vertices";
    static final String EDGES = "edges";

    /** The value for {@code data} that is not an object. */
    static final GesOutputs NONE = new GesOutputs(Level.EMPTY, Level.EMPTY);

    /**
     * The members of one object.
     *
     * @param members the members as JSON; rows are null here, to keep their names
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
     * @param count the number of rows, including those that are null
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

    /** Returns the rows of an output, or null if the output is JSON. */
    @Nullable Rows<?> rows(String name) {
        return switch (name) {
            case VERTICES -> vertices();
            case EDGES -> edges();
            default -> null;
        };
    }

    /** Returns the JSON of an output, or a missing node if the output does not exist. */
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
