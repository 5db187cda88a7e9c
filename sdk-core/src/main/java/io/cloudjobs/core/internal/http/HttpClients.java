package io.cloudjobs.core.internal.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/**
 * The OkHttp client that the calls are made with: the user's or our own, with everything off that repeats or redirects a
 * request behind our back. Proxy, TLS, DNS, connections, interceptors and event listeners stay as they are; only the answers
 * to a proxy have a bound.
 */
public final class HttpClients {
    /** Load balancers forget idle connections, and tell nobody: Azure's after 4 minutes. */
    static final Duration KEEP_ALIVE = Duration.ofMinutes(3);

    /** How often a connection of HTTP/2 is asked whether it is alive. One that says nothing until the next time is given up. */
    static final Duration PING_INTERVAL = Duration.ofSeconds(7);

    private static final List<ConnectionSpec> ALL = List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT);

    private HttpClients() {}

    /**
     * A client of our own. OkHttp keeps 5 idle connections and lets small writes wait for a full packet; a service with
     * 64 threads wants neither.
     *
     * @param isPlain whether no endpoint has TLS: to set that up nonetheless is a quarter of a program's first call
     */
    public static OkHttpClient create(boolean isPlain) {
        return new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(10))
                .connectionPool(new ConnectionPool(64, KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS))
                .socketFactory(new NoDelaySocketFactory())
                .pingInterval(PING_INTERVAL)
                .connectionSpecs(isPlain ? List.of(ConnectionSpec.CLEARTEXT) : ALL)
                .build();
    }

    /**
     * The client that calls are made with. Its connections are its own, even those in a pool of the user's, because they are of
     * its own sockets: it shares them with what else is derived from the same client.
     */
    static OkHttpClient derive(OkHttpClient client, SocketFactory sockets) {
        return client.newBuilder()
                .socketFactory(sockets)
                .eventListenerFactory(WireEvents.with(client.eventListenerFactory()))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(new BoundedAuthenticator(client.proxyAuthenticator()))
                .cache(null)
                .callTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(new WireInterceptor())
                .build();
    }

    /**
     * The same client for links to other hosts. It sends no pings: behind megabytes on a slow line the answer to one comes too late,
     * and the connection would end although it moves. A transfer has a limit for standing still.
     *
     * @param isPlain whether the client cannot do TLS yet
     */
    static OkHttpClient forLinks(OkHttpClient client, boolean isPlain) {
        OkHttpClient.Builder links = client.newBuilder().pingInterval(Duration.ZERO);
        return isPlain ? links.connectionSpecs(ALL).build() : links.build();
    }
}
