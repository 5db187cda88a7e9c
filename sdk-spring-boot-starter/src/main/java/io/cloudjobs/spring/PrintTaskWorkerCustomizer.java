package io.cloudjobs.spring;

import io.cloudjobs.print.worker.PrintTaskWorker;

/**
 * Customizes the {@link PrintTaskWorker} of the starter, for example with a listener or with a decision after the last
 * attempt. The starter calls each bean of this type after it has applied the properties. The {@code PrintTaskHandler} bean
 * remains the handler. Several customizers run in the order of their {@code @Order}.
 *
 * <pre>{@code
 * @Bean
 * PrintTaskWorkerCustomizer telling() {
 *     Logger log = LoggerFactory.getLogger(PrintTaskWorker.class);
 *     return builder -> builder.listener(event -> log.info("{}", event));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface PrintTaskWorkerCustomizer {
    /**
     * Customizes the builder.
     *
     * @param builder the builder of the worker
     */
    @SuppressWarnings("exports") // who has such a bean has the worker
    void customize(PrintTaskWorker.Builder builder);
}
