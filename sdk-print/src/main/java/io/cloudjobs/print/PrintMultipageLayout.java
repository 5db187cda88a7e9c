package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The layout of several pages on one sheet.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code clockwiseFromTopLeft}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintMultipageLayout(@JsonValue String value) {
    /** The pages run clockwise from the top left. */
    public static final PrintMultipageLayout CLOCKWISE_FROM_TOP_LEFT = new PrintMultipageLayout("clockwiseFromTopLeft");

    /** The pages run counterclockwise from the top left. */
    public static final PrintMultipageLayout COUNTERCLOCKWISE_FROM_TOP_LEFT =
            new PrintMultipageLayout("counterclockwiseFromTopLeft");

    /** The pages run counterclockwise from the top right. */
    public static final PrintMultipageLayout COUNTERCLOCKWISE_FROM_TOP_RIGHT =
            new PrintMultipageLayout("counterclockwiseFromTopRight");

    /** The pages run clockwise from the top right. */
    public static final PrintMultipageLayout CLOCKWISE_FROM_TOP_RIGHT =
            new PrintMultipageLayout("clockwiseFromTopRight");

    /** The pages run counterclockwise from the bottom left. */
    public static final PrintMultipageLayout COUNTERCLOCKWISE_FROM_BOTTOM_LEFT =
            new PrintMultipageLayout("counterclockwiseFromBottomLeft");

    /** The pages run clockwise from the bottom left. */
    public static final PrintMultipageLayout CLOCKWISE_FROM_BOTTOM_LEFT =
            new PrintMultipageLayout("clockwiseFromBottomLeft");

    /** The pages run counterclockwise from the bottom right. */
    public static final PrintMultipageLayout COUNTERCLOCKWISE_FROM_BOTTOM_RIGHT =
            new PrintMultipageLayout("counterclockwiseFromBottomRight");

    /** The pages run clockwise from the bottom right. */
    public static final PrintMultipageLayout CLOCKWISE_FROM_BOTTOM_RIGHT =
            new PrintMultipageLayout("clockwiseFromBottomRight");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintMultipageLayout {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintMultipageLayout read(String value) {
        return value.isBlank() ? null : new PrintMultipageLayout(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
