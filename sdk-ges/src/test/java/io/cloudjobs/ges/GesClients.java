package io.cloudjobs.ges;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets tests of other packages set what users cannot: the clock and chance. */
public final class GesClients {
    private GesClients() {}

    public static GesJobClient.Builder builder(ClientSettings settings) {
        return GesJobClient.builder(settings);
    }
}
