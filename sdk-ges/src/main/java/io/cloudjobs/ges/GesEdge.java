package io.cloudjobs.ges;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edge of a result.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface GesEdge {
    /**
     * Where the edge begins.
     *
     * @return the id of the vertex; empty if the row has none
     */
    String source();

    /**
     * Where the edge ends.
     *
     * @return the id of the vertex; empty if the row has none
     */
    String target();

    /**
     * The index that tells the edge from other edges between the same two vertices.
     *
     * @return the index; null when absent
     */
    @Nullable String index();

    /**
     * The label of the edge.
     *
     * @return the label; null when absent
     */
    @Nullable String label();

    /**
     * The properties of the edge. Each has a list of values, most often of one.
     *
     * @return the values by name, each a {@code String}, {@code Long}, {@code Double} or {@code Boolean}; what is none of
     *     these is the {@code String} of its JSON
     */
    Map<String, List<Object>> properties();
}
