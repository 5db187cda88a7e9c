package io.cloudjobs.core.internal.retry;

/** The properties of an operation that retries need. */
public interface Operation {
    /** Returns the name for messages. */
    String operation();

    /** Returns the path of the object. */
    String resource();

    /** Returns whether the operation may run twice with the same effect as once. */
    boolean isIdempotent();
}
