package io.cloudjobs.samples.spring;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.notification.PrintNotification;
import io.cloudjobs.spring.ConnectionCustomizer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

    /** Passes notifications from the webhook to the thread that does the work. */
    @Bean
    BlockingQueue<PrintNotification> notifications() {
        return new ArrayBlockingQueue<>(10_000);
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
