package io.cloudjobs.print;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets the tests set what users cannot: the clock, chance, and the time of an attempt. */
public final class PrintClients {
    private PrintClients() {}

    public static PrintJobClient.Builder builder(ClientSettings settings) {
        return PrintJobClient.builder(settings);
    }
}
