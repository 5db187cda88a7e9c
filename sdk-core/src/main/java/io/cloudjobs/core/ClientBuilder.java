package io.cloudjobs.core;

import io.cloudjobs.core.internal.ClientSettings;
import java.util.Objects;

/**
 * What all clients can be told when they are made. Only the token provider is required, and whatever the client of a
 * service asks for in addition.
 *
 * @param <B> the builder of the client
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> extends ConnectionBuilder<B> {
    private final ClientSettings settings;

    /**
     * For the modules of this library.
     *
     * @param settings what the client will be made of
     */
    @SuppressWarnings("exports") // keeps others from extending this class
    protected ClientBuilder(ClientSettings settings) {
        super(settings);
        this.settings = settings;
    }

    /**
     * Sets where the access tokens come from. Required.
     *
     * @param tokenProvider asked before every request
     * @return this
     */
    public B tokenProvider(TokenProvider tokenProvider) {
        settings.tokenProvider = Objects.requireNonNull(tokenProvider, "tokenProvider");
        return self();
    }
}
