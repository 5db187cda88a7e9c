package io.cloudjobs.emulator;

import java.util.Locale;

/** The services write their states in lower case. */
final class Words {
    private Words() {}

    static String of(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
