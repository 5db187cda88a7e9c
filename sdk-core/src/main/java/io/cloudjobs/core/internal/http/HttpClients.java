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
 * Creates the OkHttp client for all calls, from the user's client or from our own. It turns off everything in OkHttp
 * that retries or redirects a request. Proxy, TLS, DNS, connections, interceptors and event listeners remain. Only the
 * number of authentications to a proxy is limited.
 */
public final class HttpClients {
    /** The keep-alive time. Load balancers drop idle connections without notice: Azure after 4 minutes. */
    static final Duration KEEP_ALIVE = Duration.ofMinutes(3);

    /**
     * The interval of PINGs on an HTTP/2 connection. OkHttp closes a connection that does not reply before the next
     * PING.
     */
    static final Duration PING_INTERVAL = Duration.ofSeconds(7);

    private static final List<ConnectionSpec> ALL = List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT);

    private HttpClients() {}

    /**
     * Creates our own client. By default OkHttp keeps 5 idle connections and delays small writes until a packet is
     * full. Both slow down a service with 64 threads.
     *
     * @param isPlain whether no endpoint uses TLS; setting up TLS takes a quarter of the time of a program's first call
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
     * Derives the client for calls. It shares connections only with clients derived from the same one, even in the
     * user's connection pool, because it creates its own sockets.
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
     * Derives the client for links to other hosts. It sends no PINGs. On a slow line, the reply to a PING waits behind
     * megabytes of data, so OkHttp would close a working connection. A transfer has a limit for the time without
     * progress.
     *
     * @param isPlain whether the client has no TLS yet
     */
    static OkHttpClient forLinks(OkHttpClient client, boolean isPlain) {
        OkHttpClient.Builder links = client.newBuilder().pingInterval(Duration.ZERO);
        return isPlain ? links.connectionSpecs(ALL).build() : links.build();
    }
}
