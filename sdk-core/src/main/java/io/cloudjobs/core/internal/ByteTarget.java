package io.cloudjobs.core.internal;

/** The target of the bytes of a response. An exception that it throws ends the call immediately. */
public interface ByteTarget {
    /** Starts a response. After a failure, the next response starts again with the first byte. */
    void begin();

    /** Writes the next bytes: the first {@code length} bytes of the buffer. */
    void write(byte[] buffer, int length);
}
