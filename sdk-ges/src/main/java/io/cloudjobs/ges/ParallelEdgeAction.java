package io.cloudjobs.ges;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;

/**
 * What an import does with an edge between two vertices that have one already.
 *
 * <p>An open enumeration: the service may take values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code override}
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0228.html">Importing a graph</a>
 */
public record ParallelEdgeAction(String value) {
    /** Adds it, as one more. */
    public static final ParallelEdgeAction ALLOW = new ParallelEdgeAction("allow");

    /** Leaves it out. */
    public static final ParallelEdgeAction IGNORE = new ParallelEdgeAction("ignore");

    /** Puts it in the place of the one that is there. */
    public static final ParallelEdgeAction OVERRIDE = new ParallelEdgeAction("override");

    /**
     * Makes a value, also one that has no constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public ParallelEdgeAction {
        Checks.notBlank("value", value);
    }

    /** The value alone. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
