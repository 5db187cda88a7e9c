package io.cloudjobs.spring;

import io.cloudjobs.core.ConnectionBuilder;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** What both clients can be told. What is absent stays as the builder has it, which knows the defaults. */
sealed interface ConnectionProperties permits PrintProperties, GesProperties {
    boolean allowInsecureHttp();

    @Nullable Duration timeout();

    @Nullable DataSize maxResponseSize();

    @Nullable String userAgent();

    RetryProperties retry();

    default void applyTo(ConnectionBuilder<?> builder) {
        if (allowInsecureHttp()) {
            builder.allowInsecureHttp();
        }
        ifSet(timeout(), builder::timeout);
        ifSet(maxResponseSize(), size -> builder.maxResponseBytes(size.toBytes()));
        ifSet(userAgent(), builder::userAgent);
        builder.retryPolicy(retry().policy());
    }

    static <T> void ifSet(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
