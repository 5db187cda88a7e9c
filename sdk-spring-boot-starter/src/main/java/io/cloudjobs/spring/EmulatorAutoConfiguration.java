package io.cloudjobs.spring;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * With {@code cloudjobs.emulator.enabled=true} and {@code sdk-emulator} on the class path, a {@link CloudJobsEmulator} in
 * place of the services, and clients that need no other property.
 */
@AutoConfiguration(before = {PrintAutoConfiguration.class, GesAutoConfiguration.class})
@ConditionalOnClass(CloudJobsEmulator.class)
@ConditionalOnProperty(name = "cloudjobs.emulator.enabled", havingValue = "true")
final class EmulatorAutoConfiguration {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.spring");

    @Bean
    @ConditionalOnMissingBean
    CloudJobsEmulator cloudJobsEmulator() {
        LOG.log(System.Logger.Level.WARNING, "the services are emulated, because cloudjobs.emulator.enabled is true");
        return CloudJobsEmulator.start();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PrintJobClient.class)
    static class EmulatedPrint {
        @Bean(name = PrintAutoConfiguration.TOKENS, defaultCandidate = false)
        @ConditionalOnMissingBean(name = PrintAutoConfiguration.TOKENS)
        TokenProvider printTokenProvider(CloudJobsEmulator emulator) {
            return () -> emulator.print().token();
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ConnectionCustomizer emulatedPrint(CloudJobsEmulator emulator) {
            return builder -> {
                if (builder instanceof PrintJobClient.Builder print) {
                    print.endpoint(emulator.print().endpoint());
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(GesJobClient.class)
    static class EmulatedGes {
        @Bean(name = GesAutoConfiguration.TOKENS, defaultCandidate = false)
        @ConditionalOnMissingBean(name = GesAutoConfiguration.TOKENS)
        TokenProvider gesTokenProvider(CloudJobsEmulator emulator) {
            return () -> emulator.ges().token();
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ConnectionCustomizer emulatedGes(CloudJobsEmulator emulator) {
            return builder -> {
                if (builder instanceof GesJobClient.Builder ges) {
                    ges.endpoint(emulator.ges().endpoint())
                            .projectId(emulator.ges().projectId());
                }
            };
        }
    }
}
