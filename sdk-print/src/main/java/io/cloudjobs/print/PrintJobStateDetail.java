package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A detail of the state of a job.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code uploadPending}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobstatus">printJobStatus</a>
 */
public record PrintJobStateDetail(@JsonValue String value) {
    /** The document is not uploaded yet. */
    public static final PrintJobStateDetail UPLOAD_PENDING = new PrintJobStateDetail("uploadPending");

    /** The document is being converted. */
    public static final PrintJobStateDetail TRANSFORMING = new PrintJobStateDetail("transforming");

    /** The job completed successfully. */
    public static final PrintJobStateDetail COMPLETED_SUCCESSFULLY = new PrintJobStateDetail("completedSuccessfully");

    /** The job completed with warnings. */
    public static final PrintJobStateDetail COMPLETED_WITH_WARNINGS = new PrintJobStateDetail("completedWithWarnings");

    /** The job completed with errors. */
    public static final PrintJobStateDetail COMPLETED_WITH_ERRORS = new PrintJobStateDetail("completedWithErrors");

    /** The job waits for its release. */
    public static final PrintJobStateDetail RELEASE_WAIT = new PrintJobStateDetail("releaseWait");

    /** The document is being interpreted. */
    public static final PrintJobStateDetail INTERPRETING = new PrintJobStateDetail("interpreting");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintJobStateDetail {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintJobStateDetail read(String value) {
        return value.isBlank() ? null : new PrintJobStateDetail(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
