package io.cloudjobs.print;

import org.jspecify.annotations.Nullable;

/** What of an open enumeration may be sent. They are records: an enum would lose the values that it does not know. */
final class OpenEnumeration {
    private OpenEnumeration() {}

    /** The value, unless it is the one that stands for all that the service does not tell, and must never be sent. */
    static <T extends @Nullable Object> T sendable(String name, T value) {
        if (value != null && value.toString().equals("unknownFutureValue")) {
            throw new IllegalArgumentException(name + " must not be unknownFutureValue");
        }
        return value;
    }
}
