package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a notification to an http or https URL: an entry of {@link PrintEmulator#webhookDeliveries()}.
 * Immutable.
 */
public final class EmulatedDelivery {
    final String target;
    final ObjectNode body;
    final boolean lifecycle;
    final Instant end;
    Instant due;
    private final String subscriptionId;
    private int attempt;
    private int status;
    private @Nullable String problem;
    private @Nullable Instant nextAttempt;

    /** Plans the first attempt to deliver a notification to the target, to be sent from one time on and before another. */
    EmulatedDelivery(
            String subscriptionId, String target, ObjectNode body, boolean lifecycle, Instant due, Instant end) {
        this.subscriptionId = subscriptionId;
        this.target = target;
        this.body = body;
        this.lifecycle = lifecycle;
        this.due = due;
        this.end = end;
    }

    /** Sets the result, before others can see this attempt. */
    void ended(int number, Instant now, int code, @Nullable String reason) {
        attempt = number;
        due = now;
        status = code;
        problem = reason;
    }

    /** Returns the next attempt. */
    EmulatedDelivery again(Instant next) {
        nextAttempt = next;
        var retry = new EmulatedDelivery(subscriptionId, target, body, lifecycle, next, end);
        retry.attempt = attempt;
        return retry;
    }

    /**
     * Returns the id of the subscription.
     *
     * @return the id
     */
    public String subscriptionId() {
        return subscriptionId;
    }

    /**
     * Returns the URL of the receiver, without its query and its user, which can be secrets.
     *
     * @return the URL
     */
    public String url() {
        URI uri = URI.create(target);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
    }

    /**
     * Returns when the attempt ended, by the {@link CloudJobsEmulator#clock()}.
     *
     * @return the time of the result
     */
    public Instant sent() {
        return due;
    }

    /**
     * Returns how often the notification has been sent so far.
     *
     * @return the number of the attempt, from 1 on, or 0 if the notification was lost before the first one
     */
    public int attempt() {
        return attempt;
    }

    /**
     * Returns the status of the response.
     *
     * @return the status, or 0 if there was no response
     */
    public int status() {
        return status;
    }

    /**
     * Returns why the notification was not delivered.
     *
     * @return a text for people, or null if the receiver accepted the notification
     */
    public @Nullable String problem() {
        return problem;
    }

    /**
     * Returns when the notification is sent again.
     *
     * @return the time of the next attempt, or null if there is none: the notification was delivered or lost
     */
    public @Nullable Instant nextAttempt() {
        return nextAttempt;
    }
}
