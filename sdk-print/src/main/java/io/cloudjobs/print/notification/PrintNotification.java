package io.cloudjobs.print.notification;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification of the service: a task was created, a job is ready for its printer, or a subscription needs attention.
 * The service posts it to the notification URL of a {@link io.cloudjobs.print.PrintSubscription}. Anyone can post there.
 * A receiver should:
 *
 * <ul>
 *   <li>{@linkplain #validationToken Respond to the validation}, which arrives while the subscription is being created.
 *   <li>{@linkplain #parse Read} all notifications of a body: there may be several, even from different subscriptions.
 *   <li>{@linkplain #hasClientState Check the client state} and drop notifications with a wrong one.
 *   <li>Respond with any 2xx, such as 202, within 3 seconds, and do the work later. Otherwise the service retries for
 *       up to 4 hours, and delays or drops the notifications of slow receivers.
 *   <li>Expect duplicates: a {@link PrintTaskLink} or {@link PrintJobLink} is a good key.
 *   <li>Expect losses. List the tasks of the definition from time to time: an unfinished task blocks its job.
 * </ul>
 *
 * <p>A notification has only ids. Read the task or the job for its current state.
 *
 * <p>Any member may be absent. Do not trust any of them before you have checked the client state. Not for implementation by
 * users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from cloud
 *     printing APIs</a>
 */
public interface PrintNotification {
    /**
     * Returns the id of the subscription.
     *
     * @return the id; null when absent
     */
    @Nullable String subscriptionId();

    /**
     * Returns the time at which the subscription ends, unless you renew it.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime subscriptionExpirationDateTime();

    /**
     * Returns the type of the change to the resource.
     *
     * @return {@link ChangeType#CREATED} for a task, {@link ChangeType#UPDATED} for a job that can be fetched; null
     *     when absent
     */
    @Nullable ChangeType changeType();

    /**
     * Returns the path of the resource that changed.
     *
     * @return the path of a task or a job; null when absent
     */
    @Nullable String resource();

    /**
     * Returns the id of the tenant.
     *
     * @return the id; null when absent
     */
    @Nullable String tenantId();

    /**
     * Returns the id of the resource, without its path.
     *
     * @return the id of the task or the job; null when absent
     */
    @Nullable String resourceDataId();

    /**
     * Returns the URL of the job for which a task was created. Do not call this URL: use {@link #job()}.
     *
     * @return the URL; null when absent
     */
    @Nullable String parentUrl();

    /**
     * Returns the event of the subscription.
     *
     * @return the event; null if this notification is about a task or a job
     */
    @Nullable LifecycleEventType lifecycleEvent();

    /**
     * Returns the ids of the created task, parsed from {@link #resource()}.
     *
     * @return the ids; null if the resource is not a task
     */
    @Nullable PrintTaskLink task();

    /**
     * Returns the ids of the job: parsed from {@link #parentUrl()} for a job that a new task holds, or from
     * {@link #resource()} for a job that can be fetched.
     *
     * @return the ids; null if there is no link to a job
     */
    @Nullable PrintJobLink job();

    /**
     * Returns whether this notification has the client state of your subscription. The comparison takes constant time.
     *
     * @param expected the client state of the subscription, its secret
     * @return true if it is the same; false if it differs or is absent
     * @throws IllegalArgumentException if {@code expected} is empty
     */
    boolean hasClientState(String expected);

    /**
     * Reads the body of a request to the notification URL: any number of notifications from Microsoft Graph, or one event of
     * an Event Grid topic in the CloudEvents schema. Ignores unknown members.
     *
     * @param json the body; limit its size when you read it: 1 MiB is sufficient
     * @return the notifications in the order of the body; an unmodifiable list
     * @throws IllegalArgumentException if the body is neither. The message has the position and does not quote the body
     */
    static List<PrintNotification> parse(String json) {
        return Json.read(json, PrintNotifications.class, PrintNotifications.class)
                .all();
    }

    /**
     * Returns the token of a validation request. While a subscription is being created, the service posts to its
     * notification URL, and to its lifecycle notification URL, with {@code ?validationToken=...} and waits. Start the
     * receiver first: it must respond within 10 seconds, with status 200, type {@code text/plain} and this token unchanged.
     * Otherwise the service creates no subscription.
     *
     * @param rawQuery the query of the request, not decoded; null for none
     * @return the token, decoded; null if this is not a validation
     */
    static @Nullable String validationToken(@Nullable String rawQuery) {
        return ValidationToken.find(rawQuery);
    }
}
