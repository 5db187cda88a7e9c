package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.notification.ChangeType;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A notification subscription for tasks or jobs. It ends at its expiration unless you
 * {@linkplain PrintSubscriptionResource#renew renew} it, or call {@link PrintSubscriptionsResource#ensure} from time to
 * time.
 *
 * <p>There is no accessor for the client state, because it is the secret of the application that created the
 * subscription.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 *
 * @see <a href="https://learn.microsoft.com/graph/api/resources/subscription">subscription</a>
 */
public interface PrintSubscription {
    /**
     * Returns the id of the subscription, which its notifications contain.
     *
     * @return the id
     */
    String id();

    /**
     * Returns the resource that the subscription watches.
     *
     * @return the path, for example {@code print/taskDefinitions/fab143fd/tasks}; null when absent
     */
    @Nullable String resource();

    /**
     * Returns the change that the subscription watches for.
     *
     * @return {@link ChangeType#CREATED} for tasks, {@link ChangeType#UPDATED} for jobs; null when absent
     */
    @Nullable ChangeType changeType();

    /**
     * Returns an additional condition for notifications.
     *
     * @return the condition, for example {@code $filter = isFetchable eq true}; null when there is none
     */
    @Nullable String notificationQueryOptions();

    /**
     * Returns the URL that receives the notifications.
     *
     * @return the URL; null when absent
     */
    @Nullable String notificationUrl();

    /**
     * Returns the URL that receives events of the subscription itself.
     *
     * @return the URL; null when there is none
     */
    @Nullable String lifecycleNotificationUrl();

    /**
     * Returns the time at which the subscription ends, unless you renew it before then.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime expirationDateTime();

    /**
     * Returns the id of the application that created the subscription.
     *
     * @return the id; null when absent
     */
    @Nullable String applicationId();

    /**
     * Returns the id of the user or service principal that created the subscription.
     *
     * @return the id; null when absent
     */
    @Nullable String creatorId();

    /**
     * Returns the received JSON text, for members that have no accessor here. It may contain the client state.
     *
     * @return the JSON
     */
    @Nullable String json();

    /**
     * Reads a subscription from JSON as the client does, for your tests.
     *
     * @param json the text of one subscription
     * @return the subscription, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a subscription. The message has the position
     *     and does not quote the text
     */
    static PrintSubscription fromJson(String json) {
        return Json.read(json, PrintSubscription.class, PrintSubscriptionRecord.class);
    }
}
