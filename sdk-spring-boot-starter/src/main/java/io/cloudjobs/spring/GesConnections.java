package io.cloudjobs.spring;

import java.util.Objects;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/** The connections to a graph that is trusted by an SSL bundle; closed after the clients that use them. */
record GesConnections(OkHttpClient http) implements AutoCloseable {
    /** For a client that a customizer gives in place of ours, and that need not know of the bundle. */
    Call.Factory trusting(OkHttpClient other) {
        return other.newBuilder()
                .sslSocketFactory(http.sslSocketFactory(), Objects.requireNonNull(http.x509TrustManager()))
                .build();
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
