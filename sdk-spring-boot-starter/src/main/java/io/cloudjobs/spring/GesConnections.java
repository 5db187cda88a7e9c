package io.cloudjobs.spring;

import okhttp3.OkHttpClient;

/** The connections to a graph that is trusted by an SSL bundle; closed after the clients that use them. */
record GesConnections(OkHttpClient http) implements AutoCloseable {
    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
