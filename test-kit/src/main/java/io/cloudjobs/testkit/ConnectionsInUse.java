package io.cloudjobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Finds connections that a call did not return to the pool of its client. */
public final class ConnectionsInUse {
    private ConnectionsInUse() {}

    /** Fails if a connection stays in use. OkHttp may close one slightly later, on another thread. */
    public static void assertNone(OkHttpClient http) {
        ConnectionPool pool = http.connectionPool();
        Eventually.await(() -> pool.connectionCount() == pool.idleConnectionCount());
        assertThat(pool.connectionCount()).isEqualTo(pool.idleConnectionCount());
    }
}
