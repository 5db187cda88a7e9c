package io.cloudjobs.emulator;

import java.util.Locale;

/** Writes states in lower case, like the services. */
final class LowerCase {
    private LowerCase() {}

    static String of(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
