package io.cloudjobs.emulator.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The only token that a service accepts at a time. */
public final class Token {
    private volatile String value;

    public Token() {
        this(next());
    }

    public Token(String first) {
        value = first;
    }

    public String value() {
        return value;
    }

    public void rotate() {
        value = next();
    }

    public boolean accepts(@Nullable String presented) {
        return value.equals(presented);
    }

    /** Returns a token that no service has accepted yet. */
    public static String next() {
        return "emulated-" + UUID.randomUUID();
    }
}
