package io.cloudjobs.print;

import io.cloudjobs.core.PagedIterable;
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
     * true, the subscription may exist: find it in the {@link #list()}, or call {@link #ensure}, which does so.
     *
     * @param subscription the resource, the notification URLs and the expiration
     * @return the new subscription
     * @throws io.cloudjobs.core.ConflictException if this application already has a subscription to the same resource
     *     and change type
     * @throws IllegalArgumentException if the expiration has passed or is too far away; no request was sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.SdkException if the call fails in another way, for example because the validation fails
     * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from
     *     cloud printing APIs</a>
     */
    public PrintSubscription create(NewPrintSubscription subscription) {
        NewPrintSubscription.Body settings = subscription.settings();
        String lifecycle = settings.lifecycleNotificationUrl();
        return api.send(
                new ApiRequest("subscription.create", "POST", path)
                        .body(subscription.body(api.time().now()))
                        .hiding(settings.clientState())
                        .hiding(NotificationUrl.key(settings.notificationUrl()))
                        .hiding(lifecycle == null ? "" : NotificationUrl.key(lifecycle))
                        .needs("an application token, not a user token, with " + subscription.permission()),
                PrintSubscriptionRecord.class);
    }

    /**
     * Lists the subscriptions of this application to all resources, including the ones that have nothing to do with
     * printing: {@code GET /subscriptions}. The client sends the first request when the iteration begins. Each page is
     * one request, retried according to {@link io.cloudjobs.core.RetryPolicy}. The service accepts neither a filter nor
     * another query, and allows 25 of these requests in 20 seconds.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All} for tasks,
     * {@code Printer.Read.All} for jobs.
     *
     * <p>The iteration throws {@link io.cloudjobs.core.ForbiddenException} if the token does not allow the operation,
     * and another {@link io.cloudjobs.core.SdkException} if a request fails in another way.
     *
     * @return the subscriptions, page by page
     * @see <a href="https://learn.microsoft.com/graph/api/subscription-list">List subscriptions</a>
     */
    public PagedIterable<PrintSubscription> list() {
        return GraphPage.all(
                api,
                new ApiRequest("subscription.list", "GET", path)
                        .needs(
                                "an application token, not a user token, with PrintTaskDefinition.ReadWrite.All for tasks"
                                        + " or Printer.Read.All for jobs")
                        .idempotent(),
                PrintSubscriptionRecord.class);
    }

    /**
     * Makes sure that this application has the subscription: {@code GET /subscriptions}, and then a creation, a renewal
     * or a deletion if necessary. Call it at start, and then for example every hour. Several programs may call it at the
     * same time, and share one subscription. The subscription is found by its resource and change type:
     *
     * <ul>
     *   <li>If there is none, the client creates it.
     *   <li>If less than a third of its lifetime is left, the client renews it. So it usually survives a few failed
     *       calls. If it has ended, the client creates a new one.
     *   <li>If it has other URLs or another filter, the client throws a
     *       {@link PrintSubscriptionConflictException} and changes nothing, unless
     *       {@link NewPrintSubscription.Builder#replaceOther()} is set.
     *   <li>If another program creates it at the same time, or the response to the creation is lost, the client lists
     *       the subscriptions again and adopts it, and renews it if it ends soon.
     * </ul>
     *
     * <p>The service never returns the client state. If yours changes, delete the subscription first, and accept both
     * values for a while.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All} for tasks,
     * {@code Printer.Read.All} for jobs.
     *
     * <p>The list, the renewal and the deletion are retried according to {@link io.cloudjobs.core.RetryPolicy}. The
     * creation is never retried once it may have reached the service. Each request has the timeout of this client. After
     * an exception, call again later.
     *
     * @param subscription the resource, the URLs and the lifetime
     * @return what the client did, and the subscription
     * @throws IllegalArgumentException if the subscription has an {@code expirationDateTime} instead of a lifetime; no
     *     request was sent
     * @throws PrintSubscriptionConflictException if a subscription to the same resource and change type has other URLs
     *     or another filter
     * @throws io.cloudjobs.core.SdkException if a request fails in another way. If the list after a failed creation
     *     fails too, its exception is suppressed
     * @see <a href="https://learn.microsoft.com/graph/change-notifications-overview">Change notifications</a>
     */
    public EnsuredPrintSubscription ensure(NewPrintSubscription subscription) {
        return new PrintSubscriptionEnsure(api, path, subscription).run();
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
