package io.cloudjobs.print;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets tests of other packages set what users cannot: the clock and chance. */
public final class PrintClients {
    private PrintClients() {}

    public static PrintJobClient.Builder builder(ClientSettings settings) {
        return PrintJobClient.builder(settings);
    }
}
