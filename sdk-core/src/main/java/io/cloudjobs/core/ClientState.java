package io.cloudjobs.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a client and its views, for metrics. Each call of a method returns the value of that moment. Not for
 * implementation by users: methods are added in minor releases.
 */
public interface ClientState {
    /**
     * Returns the endpoint of the client; the first one, if it has several.
     *
     * @return the URL, without a query
     */
    String endpoint();

    /**
     * Returns the rest of the retry budget. If it is empty, calls make only their first attempt.
     *
     * @return the rest, from 0 to 1 for a full budget
     */
    double retryBudget();

    /**
     * Returns the number of tokens that the client has received: how often the token provider returned a token other than
     * the one before.
     *
     * @return the number, or 0 if the service needs no token
     */
    long tokens();

    /**
     * Returns the time since the client first received its current token.
     *
     * @return the time, or null if the client has no token
     */
    @Nullable Duration tokenAge();

    /**
     * Returns whether the client is closed. Its other values then mean nothing for metrics.
     *
     * @return true after {@code close()}
     */
    boolean isClosed();
}
