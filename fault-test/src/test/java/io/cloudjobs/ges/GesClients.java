package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets the tests set what users cannot: the clock, chance, and the time of an attempt. */
public final class GesClients {
    private GesClients() {}

    public static GesJobClient.Builder builder(ClientSettings settings) {
        return GesJobClient.builder(settings);
    }
}
