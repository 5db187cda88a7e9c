package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/**
 * Checks values of open enumerations before they are sent. These are records, because an enum would lose unknown
 * values.
 */
final class OpenEnumeration {
    private OpenEnumeration() {}

    /**
     * Returns the value, unless it is the placeholder for values that the service does not disclose. Clients must never
     * send the placeholder.
     */
    static <T extends @Nullable Object> T sendable(String name, T value) {
        if (value != null && value.toString().equals("unknownFutureValue")) {
            throw new IllegalArgumentException(name + " must not be unknownFutureValue: set another value");
        }
        return value;
    }
}
