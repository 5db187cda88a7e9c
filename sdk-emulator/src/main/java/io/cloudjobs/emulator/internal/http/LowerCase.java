package io.cloudjobs.emulator.internal.http;

import java.util.Locale;

/** Writes states in lower case, like the services. */
public final class LowerCase {
    private LowerCase() {}

    public static String of(Enum<?> state) {
        return of(state.name());
    }

    public static String of(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
