package io.cloudjobs.faults;

import okhttp3.OkHttpClient;

/** A server that works, or has its fault, as it is told. */
interface FaultServer extends AutoCloseable {
    /** From now on it does what the operation asks for; not for a server that has nothing but its fault. */
    default void works(Operation operation) {
        throw new UnsupportedOperationException();
    }

    /** From now on it has its fault. */
    default void fails(Operation operation) {}

    /** Where it is, without a slash at the end. */
    String url();

    /** How many requests have reached it. */
    int requestCount();

    /** The same, for a server that may still be counting when the client has its answer. */
    default int requestCount(int expected) {
        return requestCount();
    }

    /** Makes a client that can talk to it. */
    default OkHttpClient client(OkHttpClient plain) {
        return plain;
    }

    @Override
    void close();
}
