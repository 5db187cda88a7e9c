package io.cloudjobs.ges.auth;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets the tests set package-private properties: the clock, the random source, and the timeout of an attempt. */
public final class IamTokens {
    private IamTokens() {}

    /** Creates a builder. It sets the endpoint of the settings to the global IAM. */
    public static IamTokenProvider.Builder iamUser(ClientSettings settings) {
        return IamTokenProvider.builder(settings);
    }
}
