package io.cloudjobs.print;

import io.cloudjobs.core.internal.ClientSettings;

/** Lets the tests set package-private properties: the clock, the random source, and the timeout of an attempt. */
public final class PrintClients {
    private PrintClients() {}

    public static PrintJobClient.Builder builder(ClientSettings settings) {
        return PrintJobClient.builder(settings);
    }
}
