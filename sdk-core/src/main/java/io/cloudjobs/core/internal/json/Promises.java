package io.cloudjobs.core.internal.json;

/**
 * A model whose promised members are required in a whole response. In a row of a list they may be missing, so that one
 * bad row does not fail the others.
 */
public interface Promises {
    /** Calls {@link Json#required} for each promised member. */
    void check();
}
