package io.cloudjobs.print.notification;

import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTaskLink;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification of the service: a task was created, a job is ready for its printer, or a subscription needs attention.
 * The service sends it to the notification URL of a {@link io.cloudjobs.print.PrintSubscription}: a webhook, Azure Event
 * Hubs or Azure Event Grid. Anyone can post to a webhook. A receiver should:
 *
 * <ul>
 *   <li>{@linkplain #validationToken Respond to the validation}, which arrives while the subscription is being created.
 *       Behind Event Grid, {@linkplain #validationResponse respond to its validation} instead.
 *   <li>{@linkplain #parse Read} all notifications of a body: there may be several, even from different subscriptions.
 *   <li>{@linkplain #hasClientState Check the client state} and drop notifications with a wrong one.
 *   <li>Respond with any 2xx, such as 202, within 3 seconds, and do the work later. Otherwise the service retries for
 *       up to 4 hours, and delays or drops the notifications of slow receivers.
 *   <li>Expect duplicates: a {@link PrintTaskLink} or {@link PrintJobLink} is a good key.
 *   <li>Expect losses, which the service never reports for tasks and jobs. List the tasks of the definition from time to
 *       time: an unfinished task blocks its job.
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
     * Returns the ids of the job: parsed from {@link #resource()} for a job that can be fetched, or from
     * {@link #parentUrl()} for a job that a new task holds.
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
     * Returns whether this is not a notification, but a test of the channel: the message that Graph puts into Event Hubs
     * for each new subscription, or the event that Event Grid sends to a new webhook. Ignore it: {@link #task()} and
     * {@link #job()} are null, {@link #hasClientState} is false, and the other members have no meaning.
     *
     * @return true for a validation
     * @see <a href="https://learn.microsoft.com/graph/change-notifications-delivery-event-hubs">Receive change
     *     notifications through Azure Event Hubs</a>
     */
    default boolean isValidation() {
        return PrintNotificationRecord.isValidation(subscriptionId(), changeType());
    }

    /**
     * Reads the body of a request to the notification URL, of a message in Event Hubs, or of an event from Event Grid. It
     * has one of these forms:
     *
     * <ul>
     *   <li>any number of notifications from Microsoft Graph: webhook and Event Hubs
     *   <li>one event in the CloudEvents schema, or a batch of them: {@code application/cloudevents+json} and
     *       {@code application/cloudevents-batch+json}. The notification is in {@code data} or {@code data_base64}. If it
     *       has no {@code resource}, the {@code source} or {@code subject} of the event is its resource
     *   <li>a list of events in Event Grid's own schema
     * </ul>
     *
     * <p>Ignores unknown members and a byte order mark before the body. A member of a wrong type is null. A
     * notification that is not an object, or an event without its data, is dropped, and the others are returned. Then
     * the logger {@code io.cloudjobs.print} gets one {@code WARNING} with the number of dropped notifications: list the
     * tasks to find the jobs that they were about.
     *
     * @param json the body; limit its size when you read it: 1 MiB is sufficient
     * @return the notifications in the order of the body; an unmodifiable list
     * @throws IllegalArgumentException if the body has none of these forms, is an empty list, or exceeds a limit, such as
     *     200 levels of nesting. The message has the position and does not quote the body
     */
    static List<PrintNotification> parse(String json) {
        return PrintNotifications.parse(json);
    }

    /**
     * Returns the response to the validation event of Event Grid. A topic in Event Grid's own schema posts it to a new
     * webhook. Respond within 30 seconds with status 200, type {@code application/json} and this text. A topic in the
     * CloudEvents schema sends an {@code OPTIONS} request with the header {@code WebHook-Request-Origin} instead. Respond
     * to it with status 200 and the headers {@code WebHook-Allowed-Origin}, with the same value, and
     * {@code WebHook-Allowed-Rate: *}.
     *
     * @param json the body of the request
     * @return the body of the response, in JSON; null if this is not a validation event, or is unreadable
     * @see <a href="https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema">Endpoint
     *     validation with Event Grid event schema</a>
     * @see <a href="https://learn.microsoft.com/azure/event-grid/end-point-validation-cloud-events-schema">Endpoint
     *     validation with CloudEvents schema</a>
     */
    static @Nullable String validationResponse(String json) {
        return PrintNotifications.validationResponse(json);
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
