package io.cloudjobs.print;

import java.time.OffsetDateTime;

/**
 * The result of {@link PrintSubscriptionsResource#ensure}.
 *
 * <p>Not for implementation by users: accessors are added in minor releases.
 */
public interface EnsuredPrintSubscription {
    /** The action of the client. */
    enum Action {
        /**
         * The client created the subscription, because the service listed none: it is the first one, or an earlier one
         * has ended. Notifications may be missing: list the tasks or jobs.
         */
        CREATED,
        /**
         * The client tried to create the subscription, and then found it: another program created it at the same time,
         * or the response to the creation was lost. Notifications may be missing, as after {@link #CREATED}.
         */
        ADOPTED,
        /** The client found the subscription and renewed it before its end. */
        RENEWED,
        /**
         * The client created the subscription again, because it ended during this call, or had other URLs and
         * {@link NewPrintSubscription.Builder#replaceOther()} was set. Notifications may be missing, as after
         * {@link #CREATED}.
         */
        RECREATED,
        /** The client found the subscription and changed nothing. */
        UNCHANGED
    }

    /**
     * Returns what the client did.
     *
     * @return the action
     */
    Action action();

    /**
     * Returns the subscription.
     *
     * @return the subscription, without its client state in {@link PrintSubscription#json()} unless the client created
     *     or renewed it
     */
    PrintSubscription subscription();

    /**
     * Returns the time of the next renewal, when a third of the lifetime is left. Call
     * {@link PrintSubscriptionsResource#ensure} again at this time or earlier, because a subscription may end early.
     *
     * @return the time, at least one minute after this call
     */
    OffsetDateTime callAgainAt();
}
