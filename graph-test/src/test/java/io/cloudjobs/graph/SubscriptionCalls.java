package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.changes;

import com.microsoft.graph.models.Subscription;
import io.cloudjobs.print.NewPrintSubscription;
import java.time.OffsetDateTime;
import java.util.List;

/** The calls on subscriptions. */
final class SubscriptionCalls {
    private static final String STATE = "a secret";

    private SubscriptionCalls() {}

    static List<SameCall> all() {
        return List.of(
                changes(
                        "subscriptions().create(...)",
                        "for tasks",
                        Tenant::nothing,
                        (tenant, nothing) -> {
                            Subscription subscription =
                                    until(OffsetDateTime.now().plusDays(2));
                            subscription.setResource(
                                    "print/taskDefinitions/" + tenant.held.taskDefinitionId() + "/tasks");
                            subscription.setChangeType("created");
                            subscription.setNotificationUrl(tenant.webhook());
                            subscription.setLifecycleNotificationUrl(tenant.webhook());
                            subscription.setClientState(STATE);
                            return tenant.theirs.subscriptions().post(subscription);
                        },
                        (tenant, nothing) -> tenant.ours.subscriptions().create(ourSubscription(tenant))),
                changes(
                        "subscriptions().create(...)",
                        "for fetchable jobs",
                        Tenant::nothing,
                        (tenant, nothing) -> {
                            Subscription subscription =
                                    until(OffsetDateTime.now().plusDays(2));
                            subscription.setResource("print/printers/" + tenant.print.printerId() + "/jobs");
                            subscription.setChangeType("updated");
                            subscription.setNotificationQueryOptions("$filter = isFetchable eq true");
                            subscription.setNotificationUrl(tenant.webhook());
                            subscription.setClientState(STATE);
                            return tenant.theirs.subscriptions().post(subscription);
                        },
                        (tenant, nothing) -> tenant.ours
                                .subscriptions()
                                .create(NewPrintSubscription.forFetchableJobs(tenant.print.printerId())
                                        .notificationUrl(tenant.webhook())
                                        .clientState(STATE)
                                        .expirationDateTime(OffsetDateTime.now().plusDays(2))
                                        .build())),
                changes(
                        "subscription(s).renew(...)",
                        "",
                        Tenant::subscription,
                        (tenant, id) -> tenant.theirs
                                .subscriptions()
                                .bySubscriptionId(id)
                                .patch(until(OffsetDateTime.now().plusDays(1))),
                        (tenant, id) -> tenant.ours
                                .subscription(id)
                                .renew(OffsetDateTime.now().plusDays(1))),
                changes(
                        "subscription(s).delete()",
                        "",
                        Tenant::subscription,
                        (tenant, id) -> {
                            tenant.theirs.subscriptions().bySubscriptionId(id).delete();
                            return null;
                        },
                        (tenant, id) -> {
                            tenant.ours.subscription(id).delete();
                            return null;
                        }));
    }

    private static Subscription until(OffsetDateTime expiration) {
        Subscription subscription = new Subscription();
        subscription.setExpirationDateTime(expiration);
        return subscription;
    }

    static NewPrintSubscription ourSubscription(Tenant tenant) {
        return NewPrintSubscription.forTasks(tenant.held.taskDefinitionId())
                .notificationUrl(tenant.webhook())
                .lifecycleNotificationUrl(tenant.webhook())
                .clientState(STATE)
                .expirationDateTime(OffsetDateTime.now().plusDays(2))
                .build();
    }
}
