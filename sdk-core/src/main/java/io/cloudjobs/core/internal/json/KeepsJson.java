package io.cloudjobs.core.internal.json;

/**
 * A model that keeps its JSON text when it is a whole response, so that users can read members that are not modelled
 * yet.
 */
public interface KeepsJson<T> {
    /** Returns the same value with its JSON text. */
    T withJson(String json);

    /** Returns whether an error in its text belongs to the model and is not an error of the call. */
    default boolean tellsOfError() {
        return false;
    }
}
