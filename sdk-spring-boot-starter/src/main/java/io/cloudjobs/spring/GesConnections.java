package io.cloudjobs.spring;

import java.util.Objects;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/** The connections to a graph that an SSL bundle trusts. Spring closes them after the clients that use them. */
record GesConnections(OkHttpClient http) implements AutoCloseable {
    /** Returns a copy of a customizer's client that trusts the certificates of the SSL bundle. */
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
