package io.cloudjobs.core.internal.json;

/** A model that, when it is a whole answer, also gives the received text: for members that are not modelled yet. */
public interface KeepsJson<T> {
    /** The same value, with the text that it was read from. */
    T withJson(String json);

    /** Whether an error in its text is a part of what it says, and not that of the call. */
    default boolean tellsOfError() {
        return false;
    }
}
