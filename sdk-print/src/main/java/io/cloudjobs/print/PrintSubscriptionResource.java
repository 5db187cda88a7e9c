package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.time.OffsetDateTime;
import java.util.Map;

/** A notification subscription. Immutable and lightweight. */
public final class PrintSubscriptionResource {
    private static final String NEEDS = "a token of the application that created the subscription, not a user token,"
            + " with PrintTaskDefinition.ReadWrite.All for tasks or Printer.Read.All for jobs";

    private final ApiClient api;
    private final ResourcePath path;

    PrintSubscriptionResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Returns the id of the subscription. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return path.lastId();
    }

    /**
     * Reads the subscription: {@code GET /subscriptions/{subscriptionId}}.
     *
     * <p>Permission, for an application only, as for the creation: {@code PrintTaskDefinition.ReadWrite.All} for tasks,
     * {@code Printer.Read.All} for jobs.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}.
     *
     * @return the subscription
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if the subscription has ended or never existed
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/subscription-get">Get subscription</a>
     */
    public PrintSubscription get() {
        return api.send(
                new ApiRequest("subscription.get", "GET", path)
                        .needs(NEEDS)
                        .returningResource()
                        .idempotent(),
                PrintSubscriptionRecord.class);
    }

    /**
     * Renews the subscription: {@code PATCH /subscriptions/{subscriptionId}}. A subscription that is not renewed in
     * time ends and sends no more notifications, so renew it early.
     *
     * <p>Permission, for an application only, as for the creation: {@code PrintTaskDefinition.ReadWrite.All} for tasks,
     * {@code Printer.Read.All} for jobs.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: setting the same expiration twice has the same
     * effect.
     *
     * <p>If a success response has no body, the client reads the subscription once, with the same permission. If that
     * read fails, the message says that the operation is done, and {@code mayHaveReachedService()} is true.
     *
     * @param expirationDateTime the new expiration: at most 4,230 minutes, a little less than 3 days, from now;
     *     fractions of a second are dropped
     * @return the renewed subscription
     * @throws IllegalArgumentException if the time has passed or is too far away; no request was sent
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if the subscription no longer exists: create a new one
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/subscription-update">Update subscription</a>
     */
    public PrintSubscription renew(OffsetDateTime expirationDateTime) {
        return api.send(
                new ApiRequest("subscription.renew", "PATCH", path)
                        .body(Map.of(
                                "expirationDateTime",
                                NewPrintSubscription.expiration(
                                        expirationDateTime, api.time().now())))
                        .needs(NEEDS)
                        .returningResource()
                        .idempotent(),
                PrintSubscriptionRecord.class,
                client -> new PrintSubscriptionResource(client, path).get());
    }

    /**
     * Reauthorizes the subscription, as a notification with
     * {@link io.cloudjobs.print.notification.LifecycleEventType#REAUTHORIZATION_REQUIRED} requires:
     * {@code POST /subscriptions/{subscriptionId}/reauthorize}. Its expiration does not change. {@link #renew} also
     * reauthorizes it.
     *
     * <p>Permission, for an application only, as for the creation: {@code PrintTaskDefinition.ReadWrite.All} for tasks,
     * {@code Printer.Read.All} for jobs.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: reauthorizing twice has the same effect as once.
     *
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if the subscription no longer exists: create a new one
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/subscription-reauthorize">subscription: reauthorize</a>
     */
    public void reauthorize() {
        api.send(new ApiRequest("subscription.reauthorize", "POST", path.resolve("/reauthorize"))
                .needs(NEEDS)
                .idempotent());
    }

    /**
     * Deletes the subscription: {@code DELETE /subscriptions/{subscriptionId}}. Notifications already on their way may
     * still arrive.
     *
     * <p>Permission, for an application only, as for the creation: {@code PrintTaskDefinition.ReadWrite.All} for tasks,
     * {@code Printer.Read.All} for jobs.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. A subscription that a retry no longer finds counts
     * as deleted.
     *
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such subscription
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/subscription-delete">Delete subscription</a>
     */
    public void delete() {
        api.send(new ApiRequest("subscription.delete", "DELETE", path)
                .needs(NEEDS)
                .idempotent()
                .doneWhenGone());
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
