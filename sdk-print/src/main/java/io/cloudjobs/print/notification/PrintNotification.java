package io.cloudjobs.print.notification;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.ChangeType;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification of the service: a task was created, a job is ready for its printer, or a subscription needs attention.
 * It comes as a POST to the notification URL of a {@link io.cloudjobs.print.PrintSubscription}. Anyone can post there,
 * so:
 *
 * <ul>
 *   <li>{@linkplain #validationToken Respond to the validation}, which arrives while the subscription is being created.
 *   <li>{@linkplain #parse Read} all notifications of a body: there may be several, also of different subscriptions.
 *   <li>Drop what does not {@linkplain #hasClientState have the client state} of your subscription.
 *   <li>Respond with any 2xx, such as 202, within 3 seconds, and do the work later. Otherwise the service retries for
 *       up to 4 hours, and delays or drops the notifications of slow receivers.
 *   <li>Expect duplicates: a {@link PrintTaskLink} or {@link PrintJobLink} is a good key. Expect losses as well, and
 *       list the tasks of the definition from time to time: an unfinished task blocks its job.
 * </ul>
 *
 * <p>A notification has only ids. Read the task or the job for its current state.
 *
 * <p>Any member may be absent. Trust none of them before you have checked the client state. Not for implementation by
 * users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from cloud
 *     printing APIs</a>
 */
public interface PrintNotification {
    /**
     * The subscription of this notification.
     *
     * @return its id; null when absent
     */
    @Nullable String subscriptionId();

    /**
     * When the subscription ends, unless it is renewed.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime subscriptionExpirationDateTime();

    /**
     * What happened to the resource.
     *
     * @return {@link ChangeType#CREATED} for a task, {@link ChangeType#UPDATED} for a job that can be fetched; null when
     *     absent
     */
    @Nullable ChangeType changeType();

    /**
     * The resource that changed.
     *
     * @return the path of a task or a job; null when absent
     */
    @Nullable String resource();

    /**
     * The tenant of the resource.
     *
     * @return its id; null when absent
     */
    @Nullable String tenantId();

    /**
     * The id of the resource alone.
     *
     * @return the id of the task or the job; null when absent
     */
    @Nullable String resourceDataId();

    /**
     * The job of a task that was created.
     *
     * @return its URL, to parse and never to call; null when absent
     */
    @Nullable String parentUrl();

    /**
     * What happened to the subscription.
     *
     * @return the event; null when this is about a task or a job
     */
    @Nullable LifecycleEventType lifecycleEvent();

    /**
     * The task that was created, as {@link #resource()} says.
     *
     * @return its ids; null when the resource is not a task
     */
    @Nullable PrintTaskLink task();

    /**
     * The job that the task was created for, as {@link #parentUrl()} says, or else the job that can be fetched now, as
     * {@link #resource()} says.
     *
     * @return its ids; null when there is no link to a job
     */
    @Nullable PrintJobLink job();

    /**
     * Whether this notification has the secret of the subscription. The comparison takes constant time.
     *
     * @param expected the client state that the subscription was created with
     * @return true if it is the same; false if it differs or is absent
     * @throws IllegalArgumentException if it is empty
     */
    boolean hasClientState(String expected);

    /**
     * Reads what was posted to the notification URL: the body of Microsoft Graph with any number of notifications, or one
     * event of an Event Grid topic in the CloudEvents schema. Members that are not known are ignored.
     *
     * @param body the body; limit its size when you read it: 1 MiB is sufficient
     * @return the notifications in the order of the body; an unmodifiable list
     * @throws IllegalArgumentException if the body is neither. The message says where, and does not quote it
     */
    static List<PrintNotification> parse(String body) {
        return Json.read(body, PrintNotifications.class, PrintNotifications.class)
                .all();
    }

    /**
     * The token of a validation. While a subscription is being created, the service posts to its notification URL, and
     * to its lifecycle notification URL, with {@code ?validationToken=...} and waits. Start the receiver first: it must
     * respond during the call, within 10 seconds, with status 200, type {@code text/plain} and this token unchanged.
     * Otherwise the service creates no subscription.
     *
     * @param rawQuery the query of the request as it came, not decoded; null for none
     * @return the token, decoded; null if this is not a validation
     */
    static @Nullable String validationToken(@Nullable String rawQuery) {
        return ValidationToken.find(rawQuery);
    }
}
