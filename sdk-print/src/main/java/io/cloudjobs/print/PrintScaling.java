package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The scaling of a document to the sheet.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code auto}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintScaling(@JsonValue String value) {
    /**
     * Shrinks a document that is larger than the sheet: like {@link #FIT} if there are margins, otherwise like
     * {@link #FILL}. Never enlarges a document.
     */
    public static final PrintScaling AUTO = new PrintScaling("auto");

    /** Shrinks a document that is larger than the sheet, like {@link #FIT}. Never enlarges a document. */
    public static final PrintScaling SHRINK_TO_FIT = new PrintScaling("shrinkToFit");

    /** Scales the document to cover the sheet and keeps its proportions. Parts may be cropped. */
    public static final PrintScaling FILL = new PrintScaling("fill");

    /** Scales the document to the printable area and keeps its proportions. Nothing is cropped. */
    public static final PrintScaling FIT = new PrintScaling("fit");

    /** Centers the document without scaling. Parts outside the sheet are cropped. */
    public static final PrintScaling NONE = new PrintScaling("none");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintScaling {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintScaling read(String value) {
        return value.isBlank() ? null : new PrintScaling(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
