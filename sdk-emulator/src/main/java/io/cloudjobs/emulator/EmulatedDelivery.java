package io.cloudjobs.emulator;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a notification to an http or https URL: an entry of {@link PrintEmulator#webhookDeliveries()}.
 * Immutable.
 */
public final class EmulatedDelivery {
    private final String subscriptionId;
    private final String url;
    private final Instant sent;
    private final int attempt;
    private final int status;
    private final @Nullable String problem;
    private final @Nullable Instant nextAttempt;

    EmulatedDelivery(
            String subscriptionId,
            String url,
            Instant sent,
            int attempt,
            int status,
            @Nullable String problem,
            @Nullable Instant nextAttempt) {
        this.subscriptionId = subscriptionId;
        this.url = shown(url);
        this.sent = sent;
        this.attempt = attempt;
        this.status = status;
        this.problem = problem;
        this.nextAttempt = nextAttempt;
    }

    /** Returns a notification URL without its query and its user, which can be secrets. */
    static String shown(String url) {
        URI uri = URI.create(url);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
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
     * Returns the URL of the receiver, without its query and its user name.
     *
     * @return the URL
     */
    public String url() {
        return url;
    }

    /**
     * Returns when the attempt ended, by the {@link CloudJobsEmulator#clock()}.
     *
     * @return the time of the result
     */
    public Instant sent() {
        return sent;
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
