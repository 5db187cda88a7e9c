package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;

/** The subscriptions to notifications. Immutable, and cheap to hold. */
public final class PrintSubscriptionsResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintSubscriptionsResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Creates a subscription: {@code POST /subscriptions}.
     *
     * <p>During the call, the service asks both URLs for a
     * {@linkplain io.cloudjobs.print.notification.PrintNotification#validationToken validation}, so start the receiver first.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All} for tasks, {@code Printer.Read.All} for
     * jobs.
     *
     * <p>Never retried once it may have reached the service: if the exception's {@code mayHaveReachedService()} is
     * true, there may be a subscription whose id only its notifications show. It ends at its expiration. If you create
     * another one, both send notifications: a receiver must expect duplicates anyway.
     *
     * @param subscription what it watches, where the notifications go, and when it ends
     * @return the new subscription
     * @throws IllegalArgumentException if its end has passed or is too far away; no request was sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.SdkException if the call fails in another way, for example because the validation fails
     * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from cloud
     *     printing APIs</a>
     */
    public PrintSubscription create(NewPrintSubscription subscription) {
        return api.send(
                new ApiRequest("subscription.create", "POST", path)
                        .body(subscription.body(api.time().now()))
                        .hiding(subscription.clientState())
                        .needs("an application token, not a user token, with " + subscription.permission()),
                PrintSubscriptionRecord.class);
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
