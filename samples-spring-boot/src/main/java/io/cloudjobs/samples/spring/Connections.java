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

/** What properties cannot say. */
@Configuration(proxyBeanMethods = false)
class Connections {
    @Bean
    ConnectionCustomizer listening(CallListener log) {
        return builder -> builder.listener(log);
    }

    /** Between the webhook and the thread that does the work. */
    @Bean
    BlockingQueue<PrintNotification> notifications() {
        return new ArrayBlockingQueue<>(10_000);
    }

    /**
     * A second client, for what only a user may do; without a qualifier the first one is injected. How users log in, and so the
     * bean {@code userTokens}, is a matter of the application that copies this.
     */
    @Bean(defaultCandidate = false)
    @Profile("users")
    PrintJobClient userPrintJobClient(PrintJobClient.Builder builder, TokenProvider userTokens) {
        return builder.tokenProvider(userTokens).build();
    }
}
