package io.cloudjobs.core;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.secret.Text;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/**
 * The settings of everything that talks to a service: the clients and the token providers.
 *
 * @param <B> the type of the builder
 */
public abstract class ConnectionBuilder<B extends ConnectionBuilder<B>> {
    final ClientSettings settings;

    /**
     * For the modules of this library, which alone have options to pass.
     *
     * @param settings the settings to change
     */
    protected ConnectionBuilder(ClientOptions settings) {
        this.settings = (ClientSettings) settings; // no other type implements the options
    }

    /**
     * Sets the URL of the service. A path prefix is kept. Slashes at the end do not matter.
     *
     * @param endpoint a URL without user name, query and fragment; {@code http} only for this machine itself, or with
     *     {@link #allowInsecureHttp()}
     * @return this
     */
    public B endpoint(String endpoint) {
        settings.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        settings.furtherEndpoints = List.of();
        return self();
    }

    /**
     * Sets the OkHttp client to derive ours from, in place of one of our own: for a proxy, TLS, DNS, a connection pool,
     * interceptors, event listeners. It is never changed and never shut down. The derived client has no redirects, no
     * retries of OkHttp, no cache, no authenticator, and no read and write timeouts, because calls have their own. Its proxy
     * authenticator is asked at most 5 times for a request. Its connections stand in the pool of this client, and the calls
     * that you make with it use others. An interceptor may change a request, but a request that must not be sent twice goes
     * out once, even if the interceptor calls {@code proceed} again.
     *
     * @param httpClient the client to derive ours from
     * @return this
     */
    public B httpClient(OkHttpClient httpClient) {
        settings.httpClient = Objects.requireNonNull(httpClient, "httpClient");
        return self();
    }

    /**
     * Sets what makes the calls of the derived OkHttp client: for tracing, which wraps a client into a factory.
     *
     * @param callFactory given the derived client once, when our client is built
     * @return this
     */
    public B callFactory(Function<OkHttpClient, Call.Factory> callFactory) {
        settings.callFactory = Objects.requireNonNull(callFactory, "callFactory");
        return self();
    }

    /**
     * Sets how calls are retried. The default is {@link RetryPolicy#standard()}.
     *
     * @param retryPolicy the policy
     * @return this
     */
    public B retryPolicy(RetryPolicy retryPolicy) {
        settings.retryPolicy(retryPolicy);
        return self();
    }

    /**
     * Sets the timeout of a call, with all its requests, the waits between them and the reading of the response. The default is
     * 60 seconds. A single request takes at most 30 seconds of it.
     *
     * @param timeout the timeout, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    public B timeout(Duration timeout) {
        settings.timeout(timeout);
        return self();
    }

    /**
     * Sets the name of your application, the first part of the {@code User-Agent} header.
     *
     * @param userAgent for example {@code badge-release/2.1}
     * @return this
     * @throws IllegalArgumentException if it is blank or not printable ASCII
     */
    public B userAgent(String userAgent) {
        Objects.requireNonNull(userAgent, "userAgent");
        if (userAgent.isBlank() || !Text.isPrintableAscii(userAgent)) {
            throw new IllegalArgumentException("userAgent must be printable ASCII, and not blank");
        }
        settings.userAgent = userAgent;
        return self();
    }

    /**
     * Adds a listener, which is told what the calls do. Each call of this method adds one; they are told in this order. There
     * is none by default.
     *
     * @param listener the listener to add
     * @return this
     */
    public B listener(CallListener listener) {
        settings.listener(listener);
        return self();
    }

    /**
     * Sets the maximum length of a response, unpacked. A longer response is an {@link InvalidResponseException}. The default is
     * 32 MiB. Reading a response takes memory of about three times its length.
     *
     * <p>The limit also sets how much JSON is read. The response may have one JSON token (a value, a name or a bracket) per
     * 16 bytes of the limit and per 192 bytes of the heap, and 500,000 in any case: 2,097,152 with 32 MiB and a heap of 384 MiB
     * or more. A text in it may have an eighth of the limit in characters, and 4,194,304 in any case. More is an
     * {@link InvalidResponseException} whose message says what to raise.
     *
     * @param maxResponseBytes the limit in bytes, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    public B maxResponseBytes(long maxResponseBytes) {
        if (maxResponseBytes <= 0) {
            throw new IllegalArgumentException("maxResponseBytes must be more than zero, but is " + maxResponseBytes);
        }
        settings.maxResponseBytes = maxResponseBytes;
        return self();
    }

    /**
     * Allows an {@code http} endpoint on another machine. Everyone on the network path can then read the token.
     *
     * @return this
     */
    public B allowInsecureHttp() {
        settings.allowInsecureHttp = true;
        return self();
    }

    @SuppressWarnings("unchecked") // B is the type of this, by the bound of the class
    final B self() {
        return (B) this;
    }
}
