package io.cloudjobs.core.internal;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.json.JsonBounds;
import io.cloudjobs.core.internal.time.Signal;
import io.cloudjobs.core.internal.time.Signals;
import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The settings that a builder collects. Tests can replace clock and random numbers. Later changes do not affect a built client. */
public final class ClientSettings implements ClientOptions {
    static final Function<OkHttpClient, Call.Factory> SAME_CLIENT = client -> client;

    public @Nullable String endpoint;
    public List<String> furtherEndpoints = List.of();
    public @Nullable String advertisedEndpoint;
    public @Nullable TokenProvider tokenProvider;
    public @Nullable OkHttpClient httpClient;
    public Function<OkHttpClient, Call.Factory> callFactory = SAME_CLIENT;
    public RetryPolicy retryPolicy = RetryPolicy.standard();
    public Duration timeout = Duration.ofSeconds(60);
    /** Whether the user has set the timeout. Otherwise a long operation uses its own default. */
    public boolean isTimeoutSet;

    public Duration attemptTimeout = Duration.ofSeconds(30);
    public @Nullable String userAgent;
    public List<CallListener> listeners = List.of();
    public @Nullable Consumer<? super String> debugLog;
    /** The headers of the user, for the endpoint only. */
    Map<String, String> headers = Map.of();

    public Signals cancellations = Signals.NONE;
    public boolean allowInsecureHttp;
    public long maxResponseBytes = JsonBounds.DEFAULT_MAX_RESPONSE_BYTES;
    public Time time = Time.SYSTEM;
    public RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

    @Override
    public ClientSettings timeout(Duration timeout) {
        this.timeout = Checks.positive("timeout", timeout);
        this.isTimeoutSet = true;
        return this;
    }

    @Override
    public ClientSettings retryPolicy(RetryPolicy retryPolicy) {
        this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
        return this;
    }

    @Override
    public ClientSettings listener(CallListener listener) {
        Objects.requireNonNull(listener, "listener");
        this.listeners = Stream.concat(listeners.stream(), Stream.of(listener)).toList();
        return this;
    }

    @Override
    public ClientSettings header(String name, String value) {
        this.headers = UserHeaders.with(headers, name, value);
        return this;
    }

    @Override
    public ClientSettings cancellation(Cancellation cancellation) {
        if (!(Objects.requireNonNull(cancellation, "cancellation") instanceof Signal signal)) {
            throw new IllegalArgumentException("cancellation must be from Cancellation.create()");
        }
        this.cancellations = cancellations.and(signal);
        return this;
    }

    /** Returns a copy with other options. */
    ClientSettings with(Consumer<? super ClientOptions> change) {
        ClientSettings changed = copy();
        change.accept(changed);
        return changed.copy(); // the user may have kept a reference to the options
    }

    /** Returns an independent copy. */
    public ClientSettings copy() {
        ClientSettings copy = new ClientSettings();
        copy.endpoint = endpoint;
        copy.furtherEndpoints = furtherEndpoints;
        copy.advertisedEndpoint = advertisedEndpoint;
        copy.tokenProvider = tokenProvider;
        copy.httpClient = httpClient;
        copy.callFactory = callFactory;
        copy.retryPolicy = retryPolicy;
        copy.timeout = timeout;
        copy.isTimeoutSet = isTimeoutSet;
        copy.attemptTimeout = attemptTimeout;
        copy.userAgent = userAgent;
        copy.listeners = listeners;
        copy.debugLog = debugLog;
        copy.headers = headers;
        copy.cancellations = cancellations;
        copy.allowInsecureHttp = allowInsecureHttp;
        copy.maxResponseBytes = maxResponseBytes;
        copy.time = time;
        copy.random = random;
        return copy;
    }
}
