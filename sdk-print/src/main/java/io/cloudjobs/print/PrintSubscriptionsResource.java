package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;

/** The notification subscriptions of this application. Immutable and lightweight. */
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
     * <p>During the call, the service sends a
     * {@linkplain io.cloudjobs.print.notification.PrintNotification#validationToken validation} request to both URLs,
     * so start the receiver first.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All} for tasks,
     * {@code Printer.Read.All} for jobs.
     *
     * <p>Never retried once it may have reached the service: if the exception's {@code mayHaveReachedService()} is
     * true, there may be a subscription whose id you see only in its notifications. It ends at its expiration. If you
     * create another one, both send notifications. Receivers must expect duplicates in any case.
     *
     * @param subscription the resource, the notification URLs and the expiration
     * @return the new subscription
     * @throws IllegalArgumentException if the expiration has passed or is too far away; no request was sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.SdkException if the call fails in another way, for example because the validation fails
     * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from
     *     cloud printing APIs</a>
     */
    public PrintSubscription create(NewPrintSubscription subscription) {
        return api.send(
                new ApiRequest("subscription.create", "POST", path)
                        .body(subscription.body(api.time().now()))
                        .hiding(subscription.clientState())
                        .needs("an application token, not a user token, with " + subscription.permission()),
                PrintSubscriptionRecord.class);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
