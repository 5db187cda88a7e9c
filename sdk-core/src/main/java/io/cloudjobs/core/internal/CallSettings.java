package io.cloudjobs.core.internal;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What the calls of a client, or of a view, need to know. Immutable.
 *
 * @param isTimeoutSet whether the user has set the timeout; an operation that usually lasts longer keeps its own time otherwise
 */
record CallSettings(
        Time time,
        RandomGenerator random,
        Duration attemptTimeout,
        long maxResponseBytes,
        boolean allowInsecureHttp,
        Duration timeout,
        boolean isTimeoutSet,
        RetryPolicy retryPolicy,
        CallListener listener) {

    static CallSettings of(ClientSettings settings) {
        return new CallSettings(
                settings.time,
                settings.random,
                settings.attemptTimeout,
                settings.maxResponseBytes,
                settings.allowInsecureHttp,
                settings.timeout,
                settings.isTimeoutSet,
                settings.retryPolicy,
                settings.listener);
    }

    /** Those of a view with other options. */
    CallSettings with(Consumer<? super ClientOptions> change) {
        Options options = new Options(this);
        change.accept(options);
        return new CallSettings(
                time,
                random,
                attemptTimeout,
                maxResponseBytes,
                allowInsecureHttp,
                options.timeout,
                options.isTimeoutSet,
                options.retryPolicy,
                options.listener);
    }

    /** What a view may change. */
    private static final class Options implements ClientOptions {
        private Duration timeout;
        private boolean isTimeoutSet;
        private RetryPolicy retryPolicy;
        private CallListener listener;

        Options(CallSettings origin) {
            this.timeout = origin.timeout;
            this.isTimeoutSet = origin.isTimeoutSet;
            this.retryPolicy = origin.retryPolicy;
            this.listener = origin.listener;
        }

        @Override
        public Options timeout(Duration timeout) {
            this.timeout = UserInput.positive("timeout", timeout);
            this.isTimeoutSet = true;
            return this;
        }

        @Override
        public Options retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
            return this;
        }

        @Override
        public Options listener(CallListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }
    }
}
