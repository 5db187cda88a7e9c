package io.cloudjobs.spring;

import io.cloudjobs.core.ConnectionBuilder;

/**
 * Customizes the builders of the starter, for example with a listener, an OkHttp client or a call factory. The starter calls
 * each bean of this type after it has applied the properties, for every client and every token provider. To change only one
 * kind, check the type of the builder. Several customizers run in the order of their {@code @Order}.
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
     * Customizes a builder.
     *
     * @param builder the builder of a client or of a token provider
     */
    void customize(ConnectionBuilder<?> builder);
}
