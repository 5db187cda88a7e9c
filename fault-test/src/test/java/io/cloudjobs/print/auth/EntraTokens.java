package io.cloudjobs.print.auth;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.GraphCloud;

/** Lets the tests set package-private properties: the clock, the random source, and the timeout of an attempt. */
public final class EntraTokens {
    private EntraTokens() {}

    public static ClientCredentialsTokenProvider.Builder clientCredentials(ClientSettings settings) {
        return ClientCredentialsTokenProvider.builder(settings).scope(GraphCloud.GLOBAL.scope());
    }
}
