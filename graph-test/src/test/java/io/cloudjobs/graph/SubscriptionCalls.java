package io.cloudjobs.graph;

import static io.cloudjobs.graph.SameCall.changes;
import static io.cloudjobs.graph.SameCall.reads;

import com.microsoft.graph.models.Subscription;
import com.microsoft.graph.models.SubscriptionCollectionResponse;
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
                        Tenant::definition,
                        (tenant, definition) -> {
                            Subscription subscription =
                                    until(OffsetDateTime.now().plusDays(2));
                            subscription.setResource("print/taskDefinitions/" + definition + "/tasks");
                            subscription.setChangeType("created");
                            subscription.setNotificationUrl(tenant.webhook());
                            subscription.setLifecycleNotificationUrl(tenant.webhook());
                            subscription.setClientState(STATE);
                            return tenant.theirs.subscriptions().post(subscription);
                        },
                        (tenant, definition) ->
                                tenant.ours.subscriptions().create(ourSubscription(tenant, definition))),
                changes(
                        "subscriptions().create(...)",
                        "for fetchable jobs",
                        Tenant::printer,
                        (tenant, printer) -> {
                            Subscription subscription =
                                    until(OffsetDateTime.now().plusDays(2));
                            subscription.setResource("print/printers/" + printer + "/jobs");
                            subscription.setChangeType("updated");
                            subscription.setNotificationQueryOptions("$filter = isFetchable eq true");
                            subscription.setNotificationUrl(tenant.webhook());
                            subscription.setClientState(STATE);
                            return tenant.theirs.subscriptions().post(subscription);
                        },
                        (tenant, printer) -> tenant.ours
                                .subscriptions()
                                .create(NewPrintSubscription.forFetchableJobs(printer)
                                        .notificationUrl(tenant.webhook())
                                        .clientState(STATE)
                                        .expirationDateTime(OffsetDateTime.now().plusDays(2))
                                        .build())),
                reads(
                        "subscriptions().list()",
                        "",
                        tenant -> {
                            tenant.keptSubscription();
                            return Pages.all(
                                    tenant.theirs,
                                    tenant.theirs.subscriptions().get(),
                                    SubscriptionCollectionResponse::createFromDiscriminatorValue);
                        },
                        tenant -> tenant.ours.subscriptions().list()),
                reads(
                        "subscription(s).get()",
                        "",
                        tenant -> tenant.theirs
                                .subscriptions()
                                .bySubscriptionId(tenant.keptSubscription())
                                .get(),
                        tenant -> tenant.ours
                                .subscription(tenant.keptSubscription())
                                .get()),
                changes(
                        "subscription(s).reauthorize()",
                        "",
                        Tenant::subscription,
                        (tenant, id) -> {
                            tenant.theirs
                                    .subscriptions()
                                    .bySubscriptionId(id)
                                    .reauthorize()
                                    .post();
                            return null;
                        },
                        (tenant, id) -> {
                            tenant.ours.subscription(id).reauthorize();
                            return null;
                        }),
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
                        "subscription(s).renew(...)",
                        "of a subscription that was read",
                        Tenant::subscription,
                        (tenant, id) -> {
                            Subscription read = tenant.theirs
                                    .subscriptions()
                                    .bySubscriptionId(id)
                                    .get();
                            read.setExpirationDateTime(OffsetDateTime.now().plusDays(1));
                            return tenant.theirs
                                    .subscriptions()
                                    .bySubscriptionId(id)
                                    .patch(read);
                        },
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

    static NewPrintSubscription ourSubscription(Tenant tenant, String definitionId) {
        return NewPrintSubscription.forTasks(definitionId)
                .notificationUrl(tenant.webhook())
                .lifecycleNotificationUrl(tenant.webhook())
                .clientState(STATE)
                .expirationDateTime(OffsetDateTime.now().plusDays(2))
                .build();
    }
}
