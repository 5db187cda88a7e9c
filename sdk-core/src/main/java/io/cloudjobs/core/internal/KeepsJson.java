package io.cloudjobs.core.internal;

/** A model that, when it is a whole answer, also gives the received text: for members that are not modelled yet. */
public interface KeepsJson<T> {
    /** The same value, with the text that it was read from. */
    T withJson(String json);
}
