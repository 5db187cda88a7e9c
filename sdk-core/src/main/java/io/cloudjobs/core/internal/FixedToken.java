package io.cloudjobs.core.internal;

import io.cloudjobs.core.TokenProvider;
import java.util.Objects;

/** A token that never changes. A class, because a record or a lambda's debugger view would show the secret. */
public final class FixedToken implements TokenProvider {
    private final String token;

    public FixedToken(String token) {
        this.token = Objects.requireNonNull(token, "token");
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public String toString() {
        return "TokenProvider[fixed]";
    }
}
