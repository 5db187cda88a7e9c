package io.cloudjobs.benchmarks;

import io.cloudjobs.core.internal.http.HttpClients;

/** One way to make the calls. */
interface Client extends AutoCloseable {
    /** As long as that of an application in Microsoft Entra ID. */
    String TOKEN = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9." + "eyJhdWQiOiJodHRwczovL2dyYXBoIn0".repeat(50);

    /** Makes the call, and gives what has come of it: the result, or the failure that is its end. */
    Object call(Exchange exchange) throws Exception;

    @Override
    void close();

    /** The ways that are compared. */
    enum Kind {
        /** OkHttp and Jackson by hand, with a pool of connections and sockets as good as ours. */
        FLOOR,
        /** OkHttp as it comes, without Jackson: the bytes of the answer. */
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

    /** Keeps the calls of threads apart where the server must. */
    static String thread() {
        return Long.toString(Thread.currentThread().getId());
    }
}
