package io.cloudjobs.core.internal;

/** Where the bytes of an answer go. What it throws ends the call at once. */
public interface ByteTarget {
    /** Called at the start of each answer: after a failure all comes once more, from the first byte. */
    void begin();

    /** Takes the next bytes, the first of the buffer. */
    void write(byte[] buffer, int length);
}
