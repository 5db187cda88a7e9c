package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A finishing of the printed sheets.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code none}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobconfiguration">printJobConfiguration</a>
 */
public record PrintFinishing(@JsonValue String value) {
    /** No finishing. The client sends this value, but never sends an empty list. */
    public static final PrintFinishing NONE = new PrintFinishing("none");

    /** Stapled at the printer's default position. */
    public static final PrintFinishing STAPLE = new PrintFinishing("staple");

    /** Punched at the printer's default position. */
    public static final PrintFinishing PUNCH = new PrintFinishing("punch");

    /** With a cover. */
    public static final PrintFinishing COVER = new PrintFinishing("cover");

    /** Bound in the printer's default way. */
    public static final PrintFinishing BIND = new PrintFinishing("bind");

    /** Stitched along the middle fold. */
    public static final PrintFinishing SADDLE_STITCH = new PrintFinishing("saddleStitch");

    /** Stitched along the printer's default edge. */
    public static final PrintFinishing STITCH_EDGE = new PrintFinishing("stitchEdge");

    /** One staple, top left. */
    public static final PrintFinishing STAPLE_TOP_LEFT = new PrintFinishing("stapleTopLeft");

    /** One staple, bottom left. */
    public static final PrintFinishing STAPLE_BOTTOM_LEFT = new PrintFinishing("stapleBottomLeft");

    /** One staple, top right. */
    public static final PrintFinishing STAPLE_TOP_RIGHT = new PrintFinishing("stapleTopRight");

    /** One staple, bottom right. */
    public static final PrintFinishing STAPLE_BOTTOM_RIGHT = new PrintFinishing("stapleBottomRight");

    /** Stitched along the left edge. */
    public static final PrintFinishing STITCH_LEFT_EDGE = new PrintFinishing("stitchLeftEdge");

    /** Stitched along the top edge. */
    public static final PrintFinishing STITCH_TOP_EDGE = new PrintFinishing("stitchTopEdge");

    /** Stitched along the right edge. */
    public static final PrintFinishing STITCH_RIGHT_EDGE = new PrintFinishing("stitchRightEdge");

    /** Stitched along the bottom edge. */
    public static final PrintFinishing STITCH_BOTTOM_EDGE = new PrintFinishing("stitchBottomEdge");

    /** Two staples, left edge. */
    public static final PrintFinishing STAPLE_DUAL_LEFT = new PrintFinishing("stapleDualLeft");

    /** Two staples, top edge. */
    public static final PrintFinishing STAPLE_DUAL_TOP = new PrintFinishing("stapleDualTop");

    /** Two staples, right edge. */
    public static final PrintFinishing STAPLE_DUAL_RIGHT = new PrintFinishing("stapleDualRight");

    /** Two staples, bottom edge. */
    public static final PrintFinishing STAPLE_DUAL_BOTTOM = new PrintFinishing("stapleDualBottom");

    /** Three staples, left edge. */
    public static final PrintFinishing STAPLE_TRIPLE_LEFT = new PrintFinishing("stapleTripleLeft");

    /** Three staples, top edge. */
    public static final PrintFinishing STAPLE_TRIPLE_TOP = new PrintFinishing("stapleTripleTop");

    /** Three staples, right edge. */
    public static final PrintFinishing STAPLE_TRIPLE_RIGHT = new PrintFinishing("stapleTripleRight");

    /** Three staples, bottom edge. */
    public static final PrintFinishing STAPLE_TRIPLE_BOTTOM = new PrintFinishing("stapleTripleBottom");

    /** Bound along the left edge. */
    public static final PrintFinishing BIND_LEFT = new PrintFinishing("bindLeft");

    /** Bound along the top edge. */
    public static final PrintFinishing BIND_TOP = new PrintFinishing("bindTop");

    /** Bound along the right edge. */
    public static final PrintFinishing BIND_RIGHT = new PrintFinishing("bindRight");

    /** Bound along the bottom edge. */
    public static final PrintFinishing BIND_BOTTOM = new PrintFinishing("bindBottom");

    /** Folded like an accordion into four sections. */
    public static final PrintFinishing FOLD_ACCORDION = new PrintFinishing("foldAccordion");

    /** Top and bottom quarters folded to the middle, then folded in half. */
    public static final PrintFinishing FOLD_DOUBLE_GATE = new PrintFinishing("foldDoubleGate");

    /** Top and bottom quarters folded to the middle. */
    public static final PrintFinishing FOLD_GATE = new PrintFinishing("foldGate");

    /** Folded in half. */
    public static final PrintFinishing FOLD_HALF = new PrintFinishing("foldHalf");

    /** Folded in half, then like a Z into three sections. */
    public static final PrintFinishing FOLD_HALF_Z = new PrintFinishing("foldHalfZ");

    /** Top quarter folded to the middle. */
    public static final PrintFinishing FOLD_LEFT_GATE = new PrintFinishing("foldLeftGate");

    /** Folded into three sections, like a letter. */
    public static final PrintFinishing FOLD_LETTER = new PrintFinishing("foldLetter");

    /** Folded in half twice, in the same direction. */
    public static final PrintFinishing FOLD_PARALLEL = new PrintFinishing("foldParallel");

    /** Folded in half both ways, like a poster. */
    public static final PrintFinishing FOLD_POSTER = new PrintFinishing("foldPoster");

    /** Bottom quarter folded to the middle. */
    public static final PrintFinishing FOLD_RIGHT_GATE = new PrintFinishing("foldRightGate");

    /** Folded like a Z into three sections. */
    public static final PrintFinishing FOLD_Z = new PrintFinishing("foldZ");

    /** Folded like a Z, with room at the top edge for binding, punching or stapling. */
    public static final PrintFinishing FOLD_ENGINEERING_Z = new PrintFinishing("foldEngineeringZ");

    /** One hole, top left. */
    public static final PrintFinishing PUNCH_TOP_LEFT = new PrintFinishing("punchTopLeft");

    /** One hole, bottom left. */
    public static final PrintFinishing PUNCH_BOTTOM_LEFT = new PrintFinishing("punchBottomLeft");

    /** One hole, top right. */
    public static final PrintFinishing PUNCH_TOP_RIGHT = new PrintFinishing("punchTopRight");

    /** One hole, bottom right. */
    public static final PrintFinishing PUNCH_BOTTOM_RIGHT = new PrintFinishing("punchBottomRight");

    /** Two holes, left edge. */
    public static final PrintFinishing PUNCH_DUAL_LEFT = new PrintFinishing("punchDualLeft");

    /** Two holes, top edge. */
    public static final PrintFinishing PUNCH_DUAL_TOP = new PrintFinishing("punchDualTop");

    /** Two holes, right edge. */
    public static final PrintFinishing PUNCH_DUAL_RIGHT = new PrintFinishing("punchDualRight");

    /** Two holes, bottom edge. */
    public static final PrintFinishing PUNCH_DUAL_BOTTOM = new PrintFinishing("punchDualBottom");

    /** Three holes, left edge. */
    public static final PrintFinishing PUNCH_TRIPLE_LEFT = new PrintFinishing("punchTripleLeft");

    /** Three holes, top edge. */
    public static final PrintFinishing PUNCH_TRIPLE_TOP = new PrintFinishing("punchTripleTop");

    /** Three holes, right edge. */
    public static final PrintFinishing PUNCH_TRIPLE_RIGHT = new PrintFinishing("punchTripleRight");

    /** Three holes, bottom edge. */
    public static final PrintFinishing PUNCH_TRIPLE_BOTTOM = new PrintFinishing("punchTripleBottom");

    /** Four holes, left edge. */
    public static final PrintFinishing PUNCH_QUAD_LEFT = new PrintFinishing("punchQuadLeft");

    /** Four holes, top edge. */
    public static final PrintFinishing PUNCH_QUAD_TOP = new PrintFinishing("punchQuadTop");

    /** Four holes, right edge. */
    public static final PrintFinishing PUNCH_QUAD_RIGHT = new PrintFinishing("punchQuadRight");

    /** Four holes, bottom edge. */
    public static final PrintFinishing PUNCH_QUAD_BOTTOM = new PrintFinishing("punchQuadBottom");

    /** Folded. */
    public static final PrintFinishing FOLD = new PrintFinishing("fold");

    /** Trimmed on one or more edges. */
    public static final PrintFinishing TRIM = new PrintFinishing("trim");

    /** Baled. */
    public static final PrintFinishing BALE = new PrintFinishing("bale");

    /** Made into a booklet. */
    public static final PrintFinishing BOOKLET_MAKER = new PrintFinishing("bookletMaker");

    /** Each sheet coated with a liquid or powder. */
    public static final PrintFinishing COAT = new PrintFinishing("coat");

    /** Each sheet laminated. */
    public static final PrintFinishing LAMINATE = new PrintFinishing("laminate");

    /** Trimmed after each page. */
    public static final PrintFinishing TRIM_AFTER_PAGES = new PrintFinishing("trimAfterPages");

    /** Trimmed after each document. */
    public static final PrintFinishing TRIM_AFTER_DOCUMENTS = new PrintFinishing("trimAfterDocuments");

    /** Trimmed after each copy. */
    public static final PrintFinishing TRIM_AFTER_COPIES = new PrintFinishing("trimAfterCopies");

    /** Trimmed after the job. */
    public static final PrintFinishing TRIM_AFTER_JOB = new PrintFinishing("trimAfterJob");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintFinishing {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintFinishing read(String value) {
        return value.isBlank() ? null : new PrintFinishing(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
