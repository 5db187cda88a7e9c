package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;

/**
 * The action of an import if two vertices already have an edge.
 *
 * <p>An open enumeration: the service may accept values that have no constant here. Compare with {@code equals}.
 *
 * @param value the value of the service, for example {@code override}
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0228.html">Importing a graph</a>
 */
public record ParallelEdgeAction(String value) {
    /** Adds the edge. */
    public static final ParallelEdgeAction ALLOW = new ParallelEdgeAction("allow");

    /** Skips the edge. */
    public static final ParallelEdgeAction IGNORE = new ParallelEdgeAction("ignore");

    /** Replaces the existing edge. */
    public static final ParallelEdgeAction OVERRIDE = new ParallelEdgeAction("override");

    /**
     * Creates a value, with or without a constant here.
     *
     * @param value the value of the service
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public ParallelEdgeAction {
        Checks.notBlank("value", value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
