package io.cloudjobs.spring;

import io.cloudjobs.core.ConnectionBuilder;

/**
 * A bean of this type changes what the starter builds, after the properties and before it is built: for a listener, an
 * OkHttp client, a call factory. It is asked for each client and each token provider, and looks at the type of the
 * builder if it means one of them only. Several are asked in their order.
 *
 * <pre>{@code
 * @Bean
 * ConnectionCustomizer listening(CallListener log) {
 *     return builder -> builder.listener(log);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ConnectionCustomizer {
    /**
     * Changes a builder.
     *
     * @param builder that of a client or of a token provider
     */
    void customize(ConnectionBuilder<?> builder);
}
