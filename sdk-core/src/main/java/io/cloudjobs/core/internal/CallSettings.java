package io.cloudjobs.core.internal;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.RetryPolicy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What the calls of a client, or of a view, need to know. Immutable. */
final class CallSettings {
    final Time time;
    final RandomGenerator random;
    final Duration attemptTimeout;
    final long maxResponseBytes;
    final boolean allowInsecureHttp;
    final Duration timeout;
    final boolean isTimeoutSet;
    final RetryPolicy retryPolicy;
    final CallListener listener;

    CallSettings(ClientSettings settings) {
        this.time = settings.time;
        this.random = settings.random;
        this.attemptTimeout = settings.attemptTimeout;
        this.maxResponseBytes = settings.maxResponseBytes;
        this.allowInsecureHttp = settings.allowInsecureHttp;
        this.timeout = settings.timeout;
        this.isTimeoutSet = settings.isTimeoutSet;
        this.retryPolicy = settings.retryPolicy;
        this.listener = settings.listener;
    }

    /** Those of a view with other options. */
    CallSettings with(Consumer<? super ClientOptions> change) {
        ClientSettings changed = new ClientSettings();
        changed.time = time;
        changed.random = random;
        changed.attemptTimeout = attemptTimeout;
        changed.maxResponseBytes = maxResponseBytes;
        changed.allowInsecureHttp = allowInsecureHttp;
        changed.timeout = timeout;
        changed.isTimeoutSet = isTimeoutSet;
        changed.retryPolicy = retryPolicy;
        changed.listener = listener;
        change.accept(changed);
        return new CallSettings(changed);
    }
}
