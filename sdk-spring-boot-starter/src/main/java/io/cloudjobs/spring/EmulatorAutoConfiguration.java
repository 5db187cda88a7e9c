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
import org.springframework.context.annotation.Scope;

/**
 * With {@code cloudjobs.emulator.enabled=true} and {@code sdk-emulator} on the class path, a {@link CloudJobsEmulator} in
 * place of the services: builders and tokens that no property of where and who has a say in. Those of how (times, repeats)
 * count.
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
        @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
        @ConditionalOnMissingBean
        PrintJobClient.Builder printJobClientBuilder(
                CloudJobsEmulator emulator,
                PrintProperties properties,
                ObjectProvider<ConnectionCustomizer> customizers) {
            return properties.applyTo(
                    PrintJobClient.builder().endpoint(emulator.print().endpoint()), customizers);
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
