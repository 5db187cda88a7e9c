package io.cloudjobs.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.testkit.Eventually;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metrics of a real worker. */
@Timeout(60)
class PrintTaskMetersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Timer events(String type) {
        return meters.find("cloudjobs.worker.events").tag("type", type).timer();
    }

    @Test
    void theEventsOfAWorkerAreTimed() {
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start()) {
            emulator.print().holdJob();
            PrintJobClient print = PrintJobClient.builder()
                    .endpoint(emulator.print().endpoint())
                    .tokenProvider(TokenProvider.of(emulator.print().token()))
                    .build();
            try (print;
                    PrintTaskWorker worker = PrintTaskWorker.builder(print)
                            .taskDefinition(emulator.print().taskDefinitionId())
                            .handler(held -> Decision.release())
                            .listener(PrintTaskMeters.of(meters))
                            .start()) {
                Eventually.await(() -> events("settled") != null);

                assertThat(worker).isNotNull();
                assertThat(events("settled").count()).isEqualTo(1);
                assertThat(events("settled").totalTime(TimeUnit.NANOSECONDS)).isPositive();
                assertThat(events("settled").getId().getTag("decision")).isEqualTo("release");
                assertThat(events("settled").getId().getTag("error")).isEqualTo("none");
                assertThat(events("polled").getId().getTag("decision")).isEqualTo("none");
            }
        }
    }
}
