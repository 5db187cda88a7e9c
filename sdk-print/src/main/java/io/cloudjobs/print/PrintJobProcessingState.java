package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The processing state of a job.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code unknown}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printjobstatus">printJobStatus</a>
 */
public record PrintJobProcessingState(@JsonValue String value) {
    /** The service does not recognize the state that the printer reports. */
    public static final PrintJobProcessingState UNKNOWN = new PrintJobProcessingState("unknown");

    /** The job waits for the printer. */
    public static final PrintJobProcessingState PENDING = new PrintJobProcessingState("pending");

    /** The printer processes the job. */
    public static final PrintJobProcessingState PROCESSING = new PrintJobProcessingState("processing");

    /** The job is held: its document is not uploaded yet, or a task holds it. */
    public static final PrintJobProcessingState PAUSED = new PrintJobProcessingState("paused");

    /** The printer needs attention; the job continues afterwards. */
    public static final PrintJobProcessingState STOPPED = new PrintJobProcessingState("stopped");

    /** The job ended successfully. */
    public static final PrintJobProcessingState COMPLETED = new PrintJobProcessingState("completed");

    /** A user ended the job. */
    public static final PrintJobProcessingState CANCELED = new PrintJobProcessingState("canceled");

    /** An application, a user or the printer ended the job. */
    public static final PrintJobProcessingState ABORTED = new PrintJobProcessingState("aborted");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintJobProcessingState {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintJobProcessingState read(String value) {
        return value.isBlank() ? null : new PrintJobProcessingState(value);
    }

    /**
     * Returns whether this state is final.
     *
     * @return true for {@link #COMPLETED}, {@link #CANCELED} and {@link #ABORTED}; false for every other state,
     *     including unknown ones
     */
    public boolean isTerminal() {
        return equals(COMPLETED) || equals(CANCELED) || equals(ABORTED);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
