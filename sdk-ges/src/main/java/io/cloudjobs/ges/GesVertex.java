package io.cloudjobs.ges;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vertex of a result.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface GesVertex {
    /**
     * The id of the vertex.
     *
     * @return the id; empty if the row has none
     */
    String id();

    /**
     * The label of the vertex.
     *
     * @return the label; null when absent
     */
    @Nullable String label();

    /**
     * The properties of the vertex. Each has a list of values, most often of one.
     *
     * @return the values by name, each a {@code String}, {@code Long}, {@code Double} or {@code Boolean}; what is none of
     *     these, such as 1e400, is the {@code String} of its JSON
     */
    Map<String, List<Object>> properties();
}
