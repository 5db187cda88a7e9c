package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The subscriptions to notifications. Immutable, and cheap to hold. */
public final class PrintSubscriptionsResource {
    private final ApiClient api;
    private final ResourcePath path;

    PrintSubscriptionsResource(ApiClient api, ResourcePath path) {
        this.api = api;
        this.path = path;
    }

    /**
     * Asks to be told when a task is created, without a lifecycle notification URL: {@code POST /subscriptions}. See
     * {@link #createForTasks(String, String, String, OffsetDateTime, String)}.
     *
     * @param definitionId the id of the task definition whose tasks it is about
     * @param notificationUrl where the notifications shall go
     * @param clientState a secret
     * @param expiration when the subscription shall end
     * @return the new subscription
     * @throws IllegalArgumentException if a parameter is not fit to be sent
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintSubscription createForTasks(
            String definitionId, String notificationUrl, String clientState, OffsetDateTime expiration) {
        return forTasks(definitionId, notificationUrl, clientState, expiration, null);
    }

    /**
     * Asks to be told when a task of a definition is created, that is when a job is held for this application:
     * {@code POST /subscriptions} for {@code print/taskDefinitions/{definitionId}/tasks}.
     *
     * <p>While the call is on its way, the service asks both URLs for a
     * {@linkplain io.cloudjobs.print.notification.PrintNotification#validationToken validation}, so the receiver must be up before.
     *
     * <p>Permission, for an application only: {@code PrintTaskDefinition.ReadWrite.All}.
     *
     * <p>Not repeated when the outcome is unclear: if the exception's {@code mayHaveReachedService()} is true, there may be a
     * subscription whose id only its notifications tell. It ends at its time; what another one then sends as well are
     * duplicates, which a receiver must expect anyway.
     *
     * @param definitionId the id of the task definition
     * @param notificationUrl where the notifications shall go: {@code https}, or {@code http} on loopback, for tests with an
     *     emulator
     * @param clientState a secret of 1 to 128 characters, which every notification will carry and nobody shall guess: see
     *     {@link io.cloudjobs.print.notification.PrintNotification#hasClientState}
     * @param expiration when the subscription shall end unless it is renewed: at most 4,230 minutes, a little less than 3
     *     days, from now; fractions of a second are dropped
     * @param lifecycleNotificationUrl where news of the subscription itself shall go, see
     *     {@link io.cloudjobs.print.notification.LifecycleEventType}; as the other URL
     * @return the new subscription
     * @throws IllegalArgumentException if a parameter is not fit to be sent; nothing was sent then
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.SdkException if the call fails in another way, for example because the validation does
     * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from cloud
     *     printing APIs</a>
     */
    public PrintSubscription createForTasks(
            String definitionId,
            String notificationUrl,
            String clientState,
            OffsetDateTime expiration,
            String lifecycleNotificationUrl) {
        return forTasks(
                definitionId,
                notificationUrl,
                clientState,
                expiration,
                Objects.requireNonNull(lifecycleNotificationUrl, "lifecycleNotificationUrl"));
    }

    /**
     * Asks to be told when a printer can fetch a job, without a lifecycle notification URL: {@code POST /subscriptions}. See
     * {@link #createForFetchableJobs(String, String, String, OffsetDateTime, String)}.
     *
     * @param printerId the id of the printer whose jobs it is about
     * @param notificationUrl where the notifications shall go
     * @param clientState a secret
     * @param expiration when the subscription shall end
     * @return the new subscription
     * @throws IllegalArgumentException if a parameter is not fit to be sent
     * @throws io.cloudjobs.core.SdkException if the call fails
     */
    public PrintSubscription createForFetchableJobs(
            String printerId, String notificationUrl, String clientState, OffsetDateTime expiration) {
        return forJobs(printerId, notificationUrl, clientState, expiration, null);
    }

    /**
     * Asks to be told when a printer can fetch a job, that is when {@link PrintJob#isFetchable()} becomes true:
     * {@code POST /subscriptions} for {@code print/printers/{printerId}/jobs}. Each printer needs a subscription of its own.
     *
     * <p>Permission, for an application only: {@code Printer.Read.All}.
     *
     * <p>All else is as in {@link #createForTasks(String, String, String, OffsetDateTime, String)}.
     *
     * @param printerId the id of the printer
     * @param notificationUrl where the notifications shall go
     * @param clientState a secret of 1 to 128 characters, which every notification will carry
     * @param expiration when the subscription shall end unless it is renewed: at most 4,230 minutes from now
     * @param lifecycleNotificationUrl where news of the subscription itself shall go
     * @return the new subscription
     * @throws IllegalArgumentException if a parameter is not fit to be sent; nothing was sent then
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.SdkException if the call fails in another way, for example because the validation does
     * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from cloud
     *     printing APIs</a>
     */
    public PrintSubscription createForFetchableJobs(
            String printerId,
            String notificationUrl,
            String clientState,
            OffsetDateTime expiration,
            String lifecycleNotificationUrl) {
        return forJobs(
                printerId,
                notificationUrl,
                clientState,
                expiration,
                Objects.requireNonNull(lifecycleNotificationUrl, "lifecycleNotificationUrl"));
    }

    private PrintSubscription forTasks(
            String definitionId, String url, String clientState, OffsetDateTime end, @Nullable String lifecycleUrl) {
        OffsetDateTime expiration = SubscriptionTime.checked(end, api);
        return create(
                NewSubscription.forTasks(definitionId, url, clientState, expiration, lifecycleUrl),
                "PrintTaskDefinition.ReadWrite.All");
    }

    private PrintSubscription forJobs(
            String printerId, String url, String clientState, OffsetDateTime end, @Nullable String lifecycleUrl) {
        OffsetDateTime expiration = SubscriptionTime.checked(end, api);
        return create(
                NewSubscription.forFetchableJobs(printerId, url, clientState, expiration, lifecycleUrl),
                "Printer.Read.All");
    }

    private PrintSubscription create(NewSubscription subscription, String permission) {
        return api.send(
                new ApiRequest("subscription.create", "POST", path)
                        .body(subscription)
                        .hiding(subscription.clientState())
                        .needs("the token of an application, not that of a user, with " + permission),
                PrintSubscriptionRecord.class);
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return path.toString();
    }
}
