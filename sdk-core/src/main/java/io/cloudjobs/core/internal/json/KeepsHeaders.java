package io.cloudjobs.core.internal.json;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model of which a part comes in the headers of its answer. */
public interface KeepsHeaders<T> {
    /** The same value, with what it takes from the headers; {@link Json#required} for what must be there. */
    T withHeaders(Function<String, @Nullable String> headers);
}
