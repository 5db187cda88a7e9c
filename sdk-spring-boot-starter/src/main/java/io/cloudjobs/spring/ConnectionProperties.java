package io.cloudjobs.spring;

import io.cloudjobs.core.ConnectionBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;

/** The properties of both clients. */
sealed interface ConnectionProperties permits PrintProperties, GesProperties {
    boolean allowInsecureHttp();

    @Nullable Duration timeout();

    @Nullable DataSize maxResponseSize();

    @Nullable String userAgent();

    RetryProperties retry();

    PropertyGroup group();

    /** Applies the properties that do not depend on the endpoint, then the customizers. */
    default <B extends ConnectionBuilder<B>> B applyTo(B builder, ObjectProvider<ConnectionCustomizer> customizers) {
        if (allowInsecureHttp()) {
            builder.allowInsecureHttp();
        }
        group().set("timeout", timeout(), builder::timeout);
        group().set("max-response-size", maxResponseSize(), size -> builder.maxResponseBytes(size.toBytes()));
        group().set("user-agent", userAgent(), builder::userAgent);
        builder.retryPolicy(retry().policy(group()));
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }
}
