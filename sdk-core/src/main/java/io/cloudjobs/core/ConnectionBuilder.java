package io.cloudjobs.core;

import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.secret.Text;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/**
 * The connection settings of clients and token providers.
 *
 * @param <B> the type of the builder
 */
public abstract class ConnectionBuilder<B extends ConnectionBuilder<B>> {
    final ClientSettings settings;

    /**
     * Creates a builder. For the modules of this library only.
     *
     * @param settings the settings to change
     */
    protected ConnectionBuilder(ClientOptions settings) {
        this.settings = (ClientSettings) settings; // the only implementation
    }

    /**
     * Sets the URL of the service. The client keeps a path prefix and ignores slashes at the end.
     *
     * @param endpoint a URL without user name, query and fragment; {@code http} only for this machine, or with
     *     {@link #allowInsecureHttp()}
     * @return this
     */
    public B endpoint(String endpoint) {
        settings.endpoint = Checks.given("endpoint", endpoint);
        settings.furtherEndpoints = List.of();
        return self();
    }

    /**
     * Sets an OkHttp client with your proxy, TLS, DNS, connection pool, interceptors, and event listeners. This library
     * derives its own client from it, and never changes or shuts down yours. By default, this library creates one.
     *
     * <p>The derived client has no redirects, no retries of OkHttp, no cache, no authenticator, and no read and write
     * timeouts, because each call has its own timeout. It calls your proxy authenticator at most 5 times for a request.
     * It shares the pool of your client, but not the connections of your own calls. An interceptor can change a
     * request. If it calls {@code proceed} again, the library resends a request that is not idempotent only if the
     * service certainly did not process it.
     *
     * @param httpClient the client to derive from
     * @return this
     */
    public B httpClient(OkHttpClient httpClient) {
        settings.httpClient = Objects.requireNonNull(httpClient, "httpClient");
        return self();
    }

    /**
     * Sets a function that wraps the derived OkHttp client in a call factory, for example to trace calls.
     *
     * @param callFactory the function. It is called with the derived client when you build the client, and may be
     * called once more later, with a client for links to other hosts
     * @return this
     */
    public B callFactory(Function<OkHttpClient, Call.Factory> callFactory) {
        settings.callFactory = Objects.requireNonNull(callFactory, "callFactory");
        return self();
    }

    /**
     * Sets the retry policy. The default is {@link RetryPolicy#standard()}.
     *
     * @param retryPolicy the policy
     * @return this
     */
    public B retryPolicy(RetryPolicy retryPolicy) {
        settings.retryPolicy(retryPolicy);
        return self();
    }

    /**
     * Sets the timeout of a call. It includes all requests of the call, the waits between them, and the time to read the
     * response. The default is 60 seconds. A single request takes at most 30 seconds of it.
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
     * @param userAgent the name, for example {@code badge-release/2.1}
     * @return this
     * @throws IllegalArgumentException if it is blank or not printable ASCII
     */
    public B userAgent(String userAgent) {
        if (Checks.given("userAgent", userAgent).isBlank() || !Text.isPrintableAscii(userAgent)) {
            throw new IllegalArgumentException("userAgent must be printable ASCII, and not blank");
        }
        settings.userAgent = userAgent;
        return self();
    }

    /**
     * Adds a listener for the attempts and the results of calls. Each call of this method adds one, and the client notifies
     * them in this order. By default, there is none.
     *
     * @param listener the listener to add
     * @return this
     */
    public B listener(CallListener listener) {
        settings.listener(listener);
        return self();
    }

    /**
     * Passes each request and each response to a consumer, for debugging: the same lines as the logger {@code
     * io.cloudjobs.http} at level {@code TRACE}, for example {@code debugLog(System.err::println)}. A line has at most
     * 8 KiB and no line breaks. It has no secrets, but it can have the names of users and documents. A document, a token
     * request, or any body that is not JSON is shown by its length.
     *
     * <p>The client calls the consumer on the thread of the call. If it throws, the client logs the exception at {@code
     * DEBUG} and continues. It must be thread-safe. By default, there is none.
     *
     * @param debugLog the consumer of the lines
     * @return this
     */
    public B debugLog(Consumer<? super String> debugLog) {
        settings.debugLog = Objects.requireNonNull(debugLog, "debugLog");
        return self();
    }

    /**
     * Sets the maximum length of an uncompressed response. For a longer response, the call fails with an {@link
     * InvalidResponseException}. The default is 32 MiB. Reading a response needs about three times its length in
     * memory.
     *
     * <p>This setting also limits the JSON of a response. It may have one JSON token (a value, a name or a bracket) per
     * 16 bytes of the maximum, but only one per 192 bytes of the heap, and always 500,000. With the default and a heap
     * of 384 MiB or more, the limit is 2,097,152 tokens. A string may have one character per 8 bytes of the maximum,
     * and always 4,194,304 characters. If a response exceeds these limits, the message of the {@link
     * InvalidResponseException} names the setting to raise.
     *
     * @param maxResponseBytes the maximum in bytes, more than zero
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
     * Allows an {@code http} endpoint on another machine. Anyone on the network path can then read the token.
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
