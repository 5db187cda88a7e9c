package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;

/**
 * The elements that an index covers.
 *
 * <p>An open enumeration: the service may accept values that have no constant here. Compare with {@code equals}.
 *
 * @param value the value of the service, for example {@code GlobalCompositeVertexIndex}
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0057.html">Creating an index</a>
 */
public record IndexType(String value) {
    /** The vertices of all labels. */
    public static final IndexType GLOBAL_COMPOSITE_VERTEX_INDEX = new IndexType("GlobalCompositeVertexIndex");

    /** The edges of all labels. */
    public static final IndexType GLOBAL_COMPOSITE_EDGE_INDEX = new IndexType("GlobalCompositeEdgeIndex");

    /** The vertices of some labels; database edition only. */
    public static final IndexType COMPOSITE_VERTEX_INDEX = new IndexType("CompositeVertexIndex");

    /** The edges of some labels; database edition only. */
    public static final IndexType COMPOSITE_EDGE_INDEX = new IndexType("CompositeEdgeIndex");

    /** The words in string properties; database edition only. */
    public static final IndexType FULL_TEXT_INDEX = new IndexType("FullTextIndex");

    /**
     * Creates a value, with or without a constant here.
     *
     * @param value the value of the service
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public IndexType {
        Checks.notBlank("value", value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
