package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets the tests set package-private properties: the clock, the random source, and the timeout of an attempt. */
public final class GesClients {
    private GesClients() {}

    public static GesJobClient.Builder builder(ClientSettings settings) {
        return GesJobClient.builder(settings);
    }
}
