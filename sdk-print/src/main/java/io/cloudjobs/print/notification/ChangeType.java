package io.cloudjobs.print.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The type of a change to a resource.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code created}
 * @see <a href="https://learn.microsoft.com/graph/api/resources/changenotification">changeNotification</a>
 */
public record ChangeType(@JsonValue String value) {
    /** The resource was created. Sent for tasks. */
    public static final ChangeType CREATED = new ChangeType("created");

    /** The resource was updated. Sent for jobs that the printer can fetch now. */
    public static final ChangeType UPDATED = new ChangeType("updated");

    /** The resource was deleted. Not sent for tasks and jobs. */
    public static final ChangeType DELETED = new ChangeType("deleted");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public ChangeType {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable ChangeType read(String value) {
        return value.isBlank() ? null : new ChangeType(value);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
