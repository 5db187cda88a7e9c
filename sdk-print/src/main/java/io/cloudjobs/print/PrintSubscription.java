package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to notifications about tasks or jobs. It ends at its expiration unless it is
 * {@linkplain PrintSubscriptionResource#renew renewed}.
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
     * The id of the subscription, which its notifications carry.
     *
     * @return the id
     */
    String id();

    /**
     * What the subscription watches.
     *
     * @return the path, for example {@code print/taskDefinitions/fab143fd/tasks}; null when absent
     */
    @Nullable String resource();

    /**
     * The change that it watches for.
     *
     * @return {@link ChangeType#CREATED} for tasks, {@link ChangeType#UPDATED} for jobs; null when absent
     */
    @Nullable ChangeType changeType();

    /**
     * A further condition.
     *
     * @return the condition, for example {@code $filter = isFetchable eq true}; null when there is none
     */
    @Nullable String notificationQueryOptions();

    /**
     * The URL that receives the notifications.
     *
     * @return the URL; null when absent
     */
    @Nullable String notificationUrl();

    /**
     * The URL that receives events of the subscription itself.
     *
     * @return the URL; null when there is none
     */
    @Nullable String lifecycleNotificationUrl();

    /**
     * When the subscription ends, unless it is renewed before.
     *
     * @return the time; null when absent or unreadable
     */
    @Nullable OffsetDateTime expirationDateTime();

    /**
     * The application that created the subscription.
     *
     * @return its id; null when absent
     */
    @Nullable String applicationId();

    /**
     * The user or service principal that created the subscription.
     *
     * @return its id; null when absent
     */
    @Nullable String creatorId();

    /**
     * The received JSON text, for members that have no accessor here. The client state may be in it.
     *
     * @return the JSON
     */
    @Nullable String json();

    /**
     * Reads a subscription from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one subscription
     * @return the subscription, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is not JSON, or not a subscription. The message says where, and does
     *     not quote it
     */
    static PrintSubscription fromJson(String json) {
        return Json.read(json, PrintSubscription.class, PrintSubscriptionRecord.class);
    }
}
