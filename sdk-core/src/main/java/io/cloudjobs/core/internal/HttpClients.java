package io.cloudjobs.core.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The OkHttp client that the calls are made with: the user's or our own, with everything off that repeats or redirects a
 * request behind our back. Proxy, TLS, DNS, connections, interceptors and event listeners stay as they are; only the answers
 * to a proxy have a bound.
 */
public final class HttpClients {
    /** Where the {@code Retry-After} of a 503 is found. */
    static final String RETRY_AFTER_OF_503 = "CloudJobs-Retry-After";

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
                .connectionPool(new ConnectionPool(64, 5, TimeUnit.MINUTES))
                .socketFactory(new NoDelaySocketFactory())
                .connectionSpecs(isPlain ? List.of(ConnectionSpec.CLEARTEXT) : ALL)
                .build();
    }

    static OkHttpClient derive(OkHttpClient client) {
        return client.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .proxyAuthenticator(bounded(client.proxyAuthenticator()))
                .cache(null)
                .callTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addNetworkInterceptor(HttpClients::onConnection)
                .build();
    }

    /**
     * The same client for a call that moves many bytes: what it may take in all nobody knows beforehand, so each read and
     * write is bounded instead.
     */
    static OkHttpClient forTransfers(OkHttpClient derived, Duration stall) {
        return derived.newBuilder().readTimeout(stall).writeTimeout(stall).build();
    }

    /** The same client, which can now do what a plain one cannot. */
    static OkHttpClient withTls(OkHttpClient client) {
        return client.newBuilder().connectionSpecs(ALL).build();
    }

    /** Nothing in place of nothing, so that our connections and those of the user's own calls stay the same ones. */
    private static Authenticator bounded(Authenticator users) {
        return users == Authenticator.NONE ? users : new BoundedAuthenticator(users);
    }

    /**
     * OkHttp repeats any request, a POST too, on {@code 503} with {@code Retry-After: 0}, and fails on a number with twenty
     * digits: so it must not see that header.
     */
    private static Response onConnection(Interceptor.Chain chain) throws IOException {
        Attempt attempt = chain.request().tag(Attempt.class);
        if (attempt != null) {
            attempt.connected(chain.request());
        }
        Response response = chain.proceed(chain.request());
        if (response.code() != 503 || response.header("Retry-After") == null) {
            return response;
        }
        var headers = response.headers().newBuilder().removeAll("Retry-After");
        response.headers("Retry-After").forEach(value -> headers.addUnsafeNonAscii(RETRY_AFTER_OF_503, value));
        return response.newBuilder().headers(headers.build()).build();
    }
}
