package io.cloudjobs.core;

import java.util.Objects;

/**
 * The settings of all clients. The token provider is required. The builder of a client documents its further required settings.
 *
 * @param <B> the builder of the client
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> extends ConnectionBuilder<B> {
    /**
     * Creates a builder. For the modules of this library only.
     *
     * @param settings the settings to change
     */
    protected ClientBuilder(ClientOptions settings) {
        super(settings);
    }

    /**
     * Sets the source of the access tokens. Required.
     *
     * @param tokenProvider the provider, which the client calls before every request
     * @return this
     */
    public B tokenProvider(TokenProvider tokenProvider) {
        settings.tokenProvider = Objects.requireNonNull(tokenProvider, "tokenProvider");
        return self();
    }
}
