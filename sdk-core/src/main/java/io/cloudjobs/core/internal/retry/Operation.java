package io.cloudjobs.core.internal.retry;

/** What retries need to know of an operation. */
public interface Operation {
    /** The name, for people. */
    String operation();

    /** Whether doing it twice is as good as doing it once. */
    boolean isIdempotent();
}
