package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The processing state of a task.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code pending}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtaskstatus">printTaskStatus</a>
 */
public record PrintTaskProcessingState(@JsonValue String value) {
    /** The task has not started. */
    public static final PrintTaskProcessingState PENDING = new PrintTaskProcessingState("pending");

    /** The task holds its job until the application completes the task. */
    public static final PrintTaskProcessingState PROCESSING = new PrintTaskProcessingState("processing");

    /** The task ended successfully. The job continues. */
    public static final PrintTaskProcessingState COMPLETED = new PrintTaskProcessingState("completed");

    /** The task ended without success. The effect on the job is not documented. */
    public static final PrintTaskProcessingState ABORTED = new PrintTaskProcessingState("aborted");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintTaskProcessingState {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintTaskProcessingState read(String value) {
        return value.isBlank() ? null : new PrintTaskProcessingState(value);
    }

    /**
     * Returns whether this state is final.
     *
     * @return true for {@link #COMPLETED} and {@link #ABORTED}; false for every other state, including unknown ones
     */
    public boolean isTerminal() {
        return equals(COMPLETED) || equals(ABORTED);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
