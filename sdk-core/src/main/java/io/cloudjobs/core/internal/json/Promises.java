package io.cloudjobs.core.internal.json;

/**
 * A model with members that must be there when it is a whole response, and may be absent when it is a row of a list: one row must
 * not cost the others.
 */
public interface Promises {
    /** Calls {@link Json#required} for each of them. */
    void check();
}
