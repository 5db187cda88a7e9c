package io.cloudjobs.print;

import java.util.Objects;

/** What all open enumerations share. They are records: an enum would lose the values that it does not know. */
final class OpenEnumeration {
    private OpenEnumeration() {}

    static void check(String value) {
        if (Objects.requireNonNull(value, "value").isBlank()) {
            throw new IllegalArgumentException("value must not be blank");
        }
    }
}
