package io.cloudjobs.samples;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import java.time.Duration;

/** How a client is told to behave otherwise. */
final class OptionSamples {
    private OptionSamples() {}

    static PrintJobClient.Builder patient(TokenProvider tokens) {
        PrintJobClient.Builder builder = PrintJobClient.builder()
                .tokenProvider(tokens)
                .timeout(Duration.ofMinutes(2))
                .retryPolicy(RetryPolicy.standard().withMaxAttempts(5));
        return builder;
    }

    static PrintJob quickly(PrintJobClient print, String printerId, String jobId) {
        PrintJobClient quick = print.withOptions(
                options -> options.timeout(Duration.ofSeconds(5)).retryPolicy(RetryPolicy.none()));
        PrintJob job = quick.printer(printerId).job(jobId).get();
        return job;
    }

    static CallListener log() {
        CallListener log = new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                System.out.println(event.operation() + ", attempt " + event.attempt() + ": HTTP " + event.statusCode()
                        + " (request id " + event.requestId() + ")");
            }
        };
        return log;
    }
}
