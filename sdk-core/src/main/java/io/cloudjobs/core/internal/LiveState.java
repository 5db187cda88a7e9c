package io.cloudjobs.core.internal;

import io.cloudjobs.core.ClientState;
import io.cloudjobs.core.internal.http.Connections;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the state of a client. It is a class, because metrics distinguish clients with equal values. */
final class LiveState implements ClientState {
    private final String endpoint;
    private final Connections connections;
    private final Tokens tokens;

    LiveState(String endpoint, Connections connections, Tokens tokens) {
        this.endpoint = endpoint;
        this.connections = connections;
        this.tokens = tokens;
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public double retryBudget() {
        return connections.budget.rest();
    }

    @Override
    public long tokens() {
        return tokens.received();
    }

    @Override
    public @Nullable Duration tokenAge() {
        return tokens.age();
    }

    @Override
    public boolean isClosed() {
        return connections.isClosed();
    }

    @Override
    public String toString() {
        return Shown.record("ClientState", "endpoint", endpoint);
    }
}
