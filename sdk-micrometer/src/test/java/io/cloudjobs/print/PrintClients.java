package io.cloudjobs.print;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets tests of other packages set the clock, which users cannot set. */
public final class PrintClients {
    private PrintClients() {}

    public static PrintJobClient.Builder builder(ClientSettings settings) {
        return PrintJobClient.builder(settings);
    }
}
