package io.cloudjobs.spring;

import io.cloudjobs.micrometer.CloudJobsObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Observes the calls of all clients and logins, if {@code sdk-micrometer} and an {@link ObservationRegistry} are present. */
@AutoConfiguration(
        before = {PrintAutoConfiguration.class, GesAutoConfiguration.class, PrintWorkerAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass({CloudJobsObservations.class, ObservationRegistry.class, MeterRegistry.class})
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnProperty(name = "cloudjobs.observations.enabled", matchIfMissing = true)
final class ObservationAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    CloudJobsObservations cloudJobsObservations(
            ObservationRegistry observations, ObjectProvider<MeterRegistry> meters) {
        MeterRegistry registry = meters.getIfUnique();
        return registry == null
                ? CloudJobsObservations.of(observations)
                : CloudJobsObservations.of(observations, registry);
    }

    @Bean
    ConnectionCustomizer cloudJobsObservationsCustomizer(CloudJobsObservations observations) {
        return connection -> connection.listener(observations);
    }
}
