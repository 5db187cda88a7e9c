package io.cloudjobs.core.internal.json;

/** A model that has the id of its object. */
public interface HasId extends Promises {
    /** Returns the id of the object. */
    String id();

    @Override
    default void check() {
        Json.required("id", id());
    }
}
