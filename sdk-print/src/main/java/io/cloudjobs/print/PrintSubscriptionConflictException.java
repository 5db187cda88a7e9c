package io.cloudjobs.print;

import io.cloudjobs.core.SdkException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@link PrintSubscriptionsResource#ensure} if a subscription of this application to the same resource and
 * change type has other URLs or another filter. The service accepts no second subscription. If no program needs the
 * existing one, delete it, or set {@link NewPrintSubscription.Builder#replaceOther()}.
 */
public final class PrintSubscriptionConflictException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** The id of the existing subscription. */
    private final String subscriptionId;

    /**
     * Creates an exception as the client does, for your tests.
     *
     * @param resource the path of the subscriptions, {@code /subscriptions}
     * @param subscriptionId the id of the existing subscription
     * @param difference the setting that differs, for example {@code notificationUrl}
     * @param cause the exception of the creation; null if the client found the subscription before it
     */
    public PrintSubscriptionConflictException(
            String resource, String subscriptionId, String difference, @Nullable SdkException cause) {
        super(
                "subscription.ensure",
                resource,
                cause == null ? 1 : cause.attempts(),
                cause != null && cause.mayHaveReachedService(),
                "the subscription " + subscriptionId + " to the same resource and change type has another " + difference
                        + ": delete it, or set replaceOther() if no other program needs it",
                cause);
        this.subscriptionId = subscriptionId;
    }

    /**
     * Returns the id of the existing subscription.
     *
     * @return the id
     */
    public String subscriptionId() {
        return subscriptionId;
    }
}
