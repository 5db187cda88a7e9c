package io.cloudjobs.print.notification;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.ChangeType;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Word from the service that a task was created, that a job became ready for its printer, or that a subscription needs
 * care. It comes as a POST to the notification URL of a {@link io.cloudjobs.print.PrintSubscription}. Anyone can post there,
 * so:
 *
 * <ul>
 *   <li>{@linkplain #validationToken Answer the validation}, which comes while the subscription is being created.
 *   <li>{@linkplain #parse Read} all notifications of a body: there may be several, also of different subscriptions.
 *   <li>Drop what does not {@linkplain #hasClientState have the client state} of your subscription.
 *   <li>Answer with any 2xx, such as 202, within 3 seconds, and do the work later. Otherwise the service sends the body
 *       again, for up to 4 hours, and delays or drops what it has for receivers that are often slow.
 *   <li>Expect duplicates: a {@link PrintTaskLink} or {@link PrintJobLink} is a good key. Expect losses as well, and list
 *       the tasks of the definition from time to time: one that is never finished blocks its job.
 * </ul>
 *
 * <p>A notification has no more than ids. Read the task or the job for what it is now.
 *
 * <p>Every member may be absent, and none is to be trusted before the client state is checked. Not for implementation by
 * users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/universal-print-webhook-notifications">Change notifications from cloud
 *     printing APIs</a>
 */
public interface PrintNotification {
    /**
     * The subscription that asked for this.
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
     * What it happened to.
     *
     * @return the path of a task or a job; null when absent
     */
    @Nullable String resource();

    /**
     * The tenant that it happened in.
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
     * @return its URL, to be read and not to be called; null when absent
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
     * Whether this comes from one who knows the secret of the subscription. Takes the same time for every wrong one.
     *
     * @param expected the client state that the subscription was created with
     * @return true when it is the same; false when it is another one or absent
     * @throws IllegalArgumentException if the expected one is empty, which would be a secret that all know
     */
    boolean hasClientState(String expected);

    /**
     * Reads what was posted to the notification URL: the body of Microsoft Graph with any number of notifications, or one
     * event of an Event Grid topic in the CloudEvents schema. Members that are not known are ignored.
     *
     * @param body the body, which should be bounded by who reads it: 1 MiB is plenty
     * @return the notifications in the order of the body; an unmodifiable list
     * @throws IllegalArgumentException if the body is neither: the message says where, without quoting it
     */
    static List<PrintNotification> parse(String body) {
        return Json.read(body, PrintNotifications.class, PrintNotifications.class)
                .all();
    }

    /**
     * The token of a validation. While a subscription is being created, the service posts to its notification URL, and to its
     * lifecycle notification URL, with {@code ?validationToken=...} and waits; so the receiver must be up before, and must
     * answer while the call is on its way. It answers within 10 seconds with status 200, type {@code text/plain} and this
     * token as it is, nothing added and nothing escaped. Otherwise there is no subscription.
     *
     * @param rawQuery the query of the request as it came, not decoded; null for none
     * @return the token, decoded; null when this is no validation
     */
    static @Nullable String validationToken(@Nullable String rawQuery) {
        return ValidationToken.find(rawQuery);
    }
}
