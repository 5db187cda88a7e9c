package io.cloudjobs.core.internal;

import io.cloudjobs.core.AwaitOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** The options of one wait. */
final class AwaitSettings<T> implements AwaitOptions<T> {
    Duration timeout = Duration.ofMinutes(10);
    Consumer<? super T> onPoll = value -> {};

    @Override
    public AwaitSettings<T> timeout(Duration timeout) {
        this.timeout = Checks.positive("timeout", timeout);
        return this;
    }

    @Override
    public AwaitSettings<T> onPoll(Consumer<? super T> onPoll) {
        this.onPoll = Objects.requireNonNull(onPoll, "onPoll");
        return this;
    }
}
