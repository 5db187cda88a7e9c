package io.cloudjobs.print.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * An event of a subscription, sent to its lifecycle notification URL. For tasks and jobs the service sends
 * {@link #REAUTHORIZATION_REQUIRED} only. It does not report a lost notification or a removed subscription. So list the
 * tasks from time to time, and after each new subscription.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code missed}
 * @see <a href="https://learn.microsoft.com/graph/change-notifications-lifecycle-events">Lifecycle events</a>
 */
public record LifecycleEventType(@JsonValue String value) {
    /**
     * The service could not deliver notifications. Sent for other resources of Graph, never for tasks and jobs: list the
     * tasks to find the missed ones.
     */
    public static final LifecycleEventType MISSED = new LifecycleEventType("missed");

    /** The service removed the subscription. Sent for other resources of Graph, never for tasks and jobs. */
    public static final LifecycleEventType SUBSCRIPTION_REMOVED = new LifecycleEventType("subscriptionRemoved");

    /**
     * The service requires a call with a valid token: {@linkplain io.cloudjobs.print.PrintSubscriptionResource#renew renew}
     * the subscription.
     */
    public static final LifecycleEventType REAUTHORIZATION_REQUIRED = new LifecycleEventType("reauthorizationRequired");

    /**
     * Creates a value. It need not have a constant here.
     *
     * @param value the name that the service uses
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public LifecycleEventType {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable LifecycleEventType read(String value) {
        return value.isBlank() ? null : new LifecycleEventType(value);
    }

    /** Returns the value, escaped for logs. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
