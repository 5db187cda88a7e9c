package io.cloudjobs.spring;

import io.cloudjobs.micrometer.PrintTaskMeters;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Measures the events of the worker, if {@code sdk-micrometer} and a {@link MeterRegistry} are present. */
@AutoConfiguration(
        before = PrintWorkerAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({PrintTaskMeters.class, MeterRegistry.class, PrintTaskWorker.class})
@ConditionalOnSingleCandidate(MeterRegistry.class)
@ConditionalOnProperty(name = "cloudjobs.observations.enabled", matchIfMissing = true)
final class PrintTaskMetersAutoConfiguration {
    /** Applications may inject it, to call it from a listener of their own. */
    @Bean
    @ConditionalOnMissingBean
    PrintTaskMeters printTaskMeters(MeterRegistry meters) {
        return PrintTaskMeters.of(meters);
    }

    /** The first, because a worker has one listener: a customizer of the application can replace it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnBean(PrintTaskMeters.class)
    PrintTaskWorkerCustomizer printTaskMetersCustomizer(PrintTaskMeters meters) {
        return worker -> worker.listener(meters);
    }
}
