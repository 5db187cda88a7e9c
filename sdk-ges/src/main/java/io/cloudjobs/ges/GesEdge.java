package io.cloudjobs.ges;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An edge of a result.
 *
 * <p>Do not implement this interface: minor releases add accessors.
 */
public interface GesEdge {
    /**
     * Returns the source of the edge.
     *
     * @return the id of the vertex; empty when absent
     */
    String source();

    /**
     * Returns the target of the edge.
     *
     * @return the id of the vertex; empty when absent
     */
    String target();

    /**
     * Returns the index, which distinguishes the edge from other edges between the same two vertices.
     *
     * @return the index; null when absent
     */
    @Nullable String index();

    /**
     * Returns the label of the edge.
     *
     * @return the label; null when absent
     */
    @Nullable String label();

    /**
     * Returns the properties of the edge. Each property has a list of values, usually with one element.
     *
     * @return the values by name, each a {@code String}, {@code Long}, {@code Double} or {@code Boolean}; any other
     *     value is a {@code String} with its JSON
     */
    Map<String, List<Object>> properties();
}
