package io.cloudjobs.print;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * An event that makes the service start a task.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code jobStarted}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/printtasktrigger">printTaskTrigger</a>
 */
public record PrintEvent(@JsonValue String value) {
    /** A job was started: it is completely submitted. */
    public static final PrintEvent JOB_STARTED = new PrintEvent("jobStarted");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public PrintEvent {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable PrintEvent read(String value) {
        return value.isBlank() ? null : new PrintEvent(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
