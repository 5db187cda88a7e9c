package io.cloudjobs.core.internal;

import java.util.Objects;

/** Checks what a user passes, and names it in the exception. */
public final class Arguments {
    private Arguments() {}

    /** A text that is neither null nor blank. */
    public static String notBlank(String name, String value) {
        if (Objects.requireNonNull(value, name).isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return value;
    }
}
