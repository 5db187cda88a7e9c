package io.cloudjobs.core.internal.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model with members from the response headers. */
public interface KeepsHeaders<T> {
    /**
     * Returns the same value with its members from the headers. Checks the promised members with {@link Json#required}.
     */
    T withHeaders(Function<String, @Nullable String> headers);
}
