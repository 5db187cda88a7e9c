package io.cloudjobs.emulator;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The only token that a service accepts at a time. */
final class Token {
    private volatile String value;

    Token() {
        this(next());
    }

    Token(String first) {
        value = first;
    }

    String value() {
        return value;
    }

    void rotate() {
        value = next();
    }

    boolean accepts(@Nullable String presented) {
        return value.equals(presented);
    }

    /** Returns a token that no service has accepted yet. */
    static String next() {
        return "emulated-" + UUID.randomUUID();
    }
}
