package io.cloudjobs.ges.auth;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets the tests set what users cannot: the clock, chance, and the time of an attempt. */
public final class IamTokens {
    private IamTokens() {}

    /** The endpoint of the settings is that of the global IAM now. */
    public static IamTokenProvider.Builder iamUser(ClientSettings settings) {
        return IamTokenProvider.builder(settings);
    }
}
