package io.cloudjobs.print;

import io.cloudjobs.core.internal.json.Json;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A standing request to be told of tasks or jobs. It ends at its time unless it is
 * {@linkplain PrintSubscriptionResource#renew renewed}.
 *
 * <p>There is no accessor for the client state, because it is a secret that whoever created the subscription knows.
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
     * What must happen to it.
     *
     * @return {@link ChangeType#CREATED} for tasks, {@link ChangeType#UPDATED} for jobs; null when absent
     */
    @Nullable ChangeType changeType();

    /**
     * What else must be true.
     *
     * @return the condition, for example {@code $filter = isFetchable eq true}; null when there is none
     */
    @Nullable String notificationQueryOptions();

    /**
     * Where the notifications go.
     *
     * @return the URL; null when absent
     */
    @Nullable String notificationUrl();

    /**
     * Where news of the subscription itself goes.
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
     * The text that was received, for members that have no accessor here. The client state may be in it.
     *
     * @return the JSON
     */
    @Nullable String json();

    /**
     * Reads a subscription from JSON, as the client does: for tests of your own code.
     *
     * @param json the text of one subscription
     * @return the subscription, whose {@link #json()} is the given text
     * @throws IllegalArgumentException if the text is no JSON, or no subscription: the message says where, without quoting
     *     it
     */
    static PrintSubscription fromJson(String json) {
        return Json.read(json, PrintSubscription.class, PrintSubscriptionRecord.class);
    }
}
