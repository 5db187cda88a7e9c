package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.print.PrintJobClient;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Spring cannot create a proxy of a final class such as a client. These alternatives are in docs/spring-boot.md. */
class LazyClientsTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(PrintAutoConfiguration.class))
            .withPropertyValues("cloudjobs.print.credential.token=t");

    record Station(Object print) {}

    @Configuration(proxyBeanMethods = false)
    static class LazyPoint {
        @Bean
        Station station(@Lazy PrintJobClient print) {
            return new Station(print);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Provided {
        @Bean
        Station station(ObjectProvider<PrintJobClient> print) {
            return new Station(print);
        }
    }

    @Test
    void aLazyInjectionPointFails() {
        application.withUserConfiguration(LazyPoint.class).run(context -> {
            assertThat(context).hasFailed();
            assertThat(Throwables.getStackTrace(context.getStartupFailure())).contains("final class", "PrintJobClient");
        });
    }

    @Test
    void anObjectProviderMakesTheClientWhenItIsNeeded() {
        application
                .withPropertyValues("cloudjobs.print.timeout=0s") // so that creating it fails
                .withInitializer(context -> context.addBeanFactoryPostProcessor(factory -> {
                    for (String name : factory.getBeanNamesForType(PrintJobClient.class, true, false)) {
                        factory.getBeanDefinition(name).setLazyInit(true);
                    }
                }))
                .withUserConfiguration(Provided.class)
                .run(context -> {
                    ObjectProvider<?> print =
                            (ObjectProvider<?>) context.getBean(Station.class).print();
                    assertThatThrownBy(print::getObject).hasStackTraceContaining("timeout must be more than zero");
                });
    }
}
