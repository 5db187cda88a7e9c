package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code pending}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtaskstatus">printTaskStatus</a>
 */
public record PrintTaskProcessingState(@JsonValue String value) {
    /** Has not begun. */
    public static final PrintTaskProcessingState PENDING = new PrintTaskProcessingState("pending");

    /** Holds its job until the application has finished with it. */
    public static final PrintTaskProcessingState PROCESSING = new PrintTaskProcessingState("processing");

    /** Has ended well; the job goes on. */
    public static final PrintTaskProcessingState COMPLETED = new PrintTaskProcessingState("completed");

    /** Has ended without success; what then becomes of the job is not documented. */
    public static final PrintTaskProcessingState ABORTED = new PrintTaskProcessingState("aborted");

    /**
     * Creates a value, which need not have a constant here.
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
     * Whether nothing more happens to a task in this state.
     *
     * @return true for {@link #COMPLETED} and {@link #ABORTED};
     *     false for every other state, unknown ones included
     */
    public boolean isTerminal() {
        return equals(COMPLETED) || equals(ABORTED);
    }

    /** The value alone. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
