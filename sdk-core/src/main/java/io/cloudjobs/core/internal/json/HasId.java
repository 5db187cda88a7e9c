package io.cloudjobs.core.internal.json;

/** A model that says which object it is of. */
public interface HasId {
    /** The id of the object. */
    String id();
}
