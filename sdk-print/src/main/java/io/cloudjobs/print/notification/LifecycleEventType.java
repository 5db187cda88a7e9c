package io.cloudjobs.print.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a subscription itself. It is told to the subscription's lifecycle notification URL.
 *
 * <p>An open enumeration: the service may send values that have no constant here. Compare with {@code equals}.
 *
 * @param value the name that the service uses, for example {@code missed}
 * @see <a href="https://learn.microsoft.com/graph/change-notifications-lifecycle-events">Lifecycle events</a>
 */
public record LifecycleEventType(@JsonValue String value) {
    /** Notifications could not be delivered: look for tasks or jobs that nobody told you of. */
    public static final LifecycleEventType MISSED = new LifecycleEventType("missed");

    /** The subscription is gone: create another one. */
    public static final LifecycleEventType SUBSCRIPTION_REMOVED = new LifecycleEventType("subscriptionRemoved");

    /**
     * The service wants to see a valid token: {@linkplain io.cloudjobs.print.PrintSubscriptionResource#renew renew} the
     * subscription.
     */
    public static final LifecycleEventType REAUTHORIZATION_REQUIRED = new LifecycleEventType("reauthorizationRequired");

    /**
     * Makes a value, also one that has no constant here.
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

    /** The value alone. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
