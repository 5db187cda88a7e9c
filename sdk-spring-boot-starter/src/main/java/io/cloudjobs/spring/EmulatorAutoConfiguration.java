package io.cloudjobs.spring;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

/**
 * Replaces the services with a {@link CloudJobsEmulator}, if {@code cloudjobs.emulator.enabled=true} and
 * {@code sdk-emulator} is on the class path. Its builders and tokens ignore the properties for endpoints, projects,
 * credentials and SSL bundles. A worker ignores the task definition and the subscription. All other properties apply.
 */
@AutoConfiguration(before = {PrintAutoConfiguration.class, GesAutoConfiguration.class})
@ConditionalOnClass(CloudJobsEmulator.class)
@ConditionalOnProperty(name = "cloudjobs.emulator.enabled", havingValue = "true")
final class EmulatorAutoConfiguration {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.spring");

    @Bean
    @ConditionalOnMissingBean
    CloudJobsEmulator cloudJobsEmulator() {
        LOG.log(System.Logger.Level.WARNING, "cloudjobs.emulator.enabled is true: an emulator replaces both services");
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
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        @ConditionalOnMissingBean
        PrintJobClient.Builder printJobClientBuilder(
                CloudJobsEmulator emulator,
                PrintProperties properties,
                ObjectProvider<ConnectionCustomizer> customizers) {
            return properties.applyTo(
                    PrintJobClient.builder().endpoint(emulator.print().endpoint()), customizers);
        }

        @Bean
        @Lazy
        EmulatedTaskDefinition emulatedTaskDefinition(CloudJobsEmulator emulator) {
            return new EmulatedTaskDefinition(emulator.print().taskDefinitionId());
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
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        @ConditionalOnMissingBean
        GesJobClient.Builder gesJobClientBuilder(
                CloudJobsEmulator emulator,
                GesProperties properties,
                ObjectProvider<ConnectionCustomizer> customizers) {
            GesJobClient.Builder builder = GesJobClient.builder()
                    .endpoint(emulator.ges().endpoint())
                    .projectId(emulator.ges().projectId());
            return properties.applyTo(builder, customizers);
        }
    }
}
