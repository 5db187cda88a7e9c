package io.cloudjobs.core.internal.retry;

/** What retries need to know of an operation. */
public interface Operation {
    /** The name, for people. */
    String operation();

    /** The path of the object that it is about. */
    String resource();

    /** Whether doing it twice is as good as doing it once. */
    boolean isIdempotent();
}
