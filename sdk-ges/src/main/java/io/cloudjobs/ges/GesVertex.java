package io.cloudjobs.ges;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vertex of a result.
 *
 * <p>Do not implement this interface: minor releases add accessors.
 */
public interface GesVertex {
    /**
     * Returns the id of the vertex.
     *
     * @return the id; empty when absent
     */
    String id();

    /**
     * Returns the label of the vertex.
     *
     * @return the label; null when absent
     */
    @Nullable String label();

    /**
     * Returns the properties of the vertex. Each property has a list of values, usually with one element.
     *
     * @return the values by name, each a {@code String}, {@code Long}, {@code Double} or {@code Boolean}; any other
     *     value, such as 1e400, is a {@code String} with its JSON
     */
    Map<String, List<Object>> properties();
}
