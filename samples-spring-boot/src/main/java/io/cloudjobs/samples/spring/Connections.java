package io.cloudjobs.samples.spring;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.spring.ConnectionCustomizer;
import io.cloudjobs.spring.PrintTaskWorkerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Settings without a property. */
@Configuration(proxyBeanMethods = false)
class Connections {
    @Bean
    ConnectionCustomizer listening(CallListener log) {
        return builder -> builder.listener(log);
    }

    /** Tells what the worker does. */
    @Bean
    PrintTaskWorkerCustomizer telling() {
        Logger log = LoggerFactory.getLogger(PrintTaskWorker.class);
        return builder -> builder.listener(event -> log.info("{}", event));
    }

    /**
     * A second client for calls that need a user token; without a qualifier, Spring injects the first one. The application
     * provides the bean {@code userTokens}, because it knows how users log in.
     */
    @Bean(defaultCandidate = false)
    @Profile("users")
    PrintJobClient userPrintJobClient(PrintJobClient.Builder builder, TokenProvider userTokens) {
        return builder.tokenProvider(userTokens).build();
    }
}
