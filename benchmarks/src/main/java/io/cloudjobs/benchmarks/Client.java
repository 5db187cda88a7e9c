package io.cloudjobs.benchmarks;

import io.cloudjobs.core.internal.http.HttpClients;

/** A client to compare. */
interface Client extends AutoCloseable {
    /** A token of the length of an application token in Microsoft Entra ID. */
    String TOKEN = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9." + "eyJhdWQiOiJodHRwczovL2dyYXBoIn0".repeat(50);

    /** Makes the call, and returns its outcome: the result, or the final failure. */
    Object call(Exchange exchange) throws Exception;

    @Override
    void close();

    /** The compared clients. */
    enum Kind {
        /** Hand-written code with OkHttp and Jackson, and with a connection pool and sockets equal to ours. */
        FLOOR,
        /** OkHttp with its defaults and without Jackson: it returns the bytes of the response. */
        OKHTTP,
        /** This library. */
        SDK;

        Client connect(String endpoint) {
            return switch (this) {
                case FLOOR -> new FloorClient(HttpClients.create(false), endpoint);
                case OKHTTP -> new OkHttpOnlyClient(endpoint);
                case SDK -> new SdkClient(endpoint);
            };
        }
    }

    /** Separates the calls of threads for the server. */
    static String thread() {
        return Long.toString(Thread.currentThread().getId());
    }
}
