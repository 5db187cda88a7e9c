package io.cloudjobs.faults;

import okhttp3.OkHttpClient;

/** A server that works or has a fault, on request. */
interface FaultServer extends AutoCloseable {
    /** Makes it work for this operation from now on. Not supported by a server that only has a fault. */
    default void works(Operation operation) {
        throw new UnsupportedOperationException();
    }

    /** Activates the fault from now on. */
    default void fails(Operation operation) {}

    /** Returns the URL, without a slash at the end. */
    String url();

    /** Returns the number of received requests. */
    int requestCount();

    /** Returns the same, for a server that may still count when the client has its response. */
    default int requestCount(int expected) {
        return requestCount();
    }

    /** Creates an OkHttp client for this server. */
    default OkHttpClient client(OkHttpClient plain) {
        return plain;
    }

    @Override
    void close();
}
