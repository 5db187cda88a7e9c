package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatorExtension;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.micrometer.AttemptContext;
import io.cloudjobs.micrometer.CloudJobsObservations;
import io.cloudjobs.micrometer.PrintTaskMeters;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traces and metrics of calls with {@code sdk-micrometer}. */
class ObservationSampleTest {
    @RegisterExtension
    final EmulatorExtension emulator = new EmulatorExtension();

    private final MeterRegistry meterRegistry = new SimpleMeterRegistry();
    private final HeldJob held = emulator.print().holdJob();

    static PrintJobClient.Builder observed(ObservationRegistry observationRegistry, MeterRegistry meterRegistry) {
        CallListener observations = CloudJobsObservations.of(observationRegistry, meterRegistry);
        PrintJobClient.Builder builder = PrintJobClient.builder().listener(observations);
        return builder;
    }

    static ObservationRegistry withMetrics(MeterRegistry meterRegistry) {
        ObservationRegistry observationRegistry = ObservationRegistry.create();
        observationRegistry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meterRegistry));
        return observationRegistry;
    }

    static PrintTaskWorker.Builder measured(PrintJobClient print, MeterRegistry meterRegistry) {
        PrintTaskWorker.Builder worker = PrintTaskWorker.builder(print).listener(PrintTaskMeters.of(meterRegistry));
        return worker;
    }

    static void withoutUrls(ObservationRegistry observationRegistry) {
        observationRegistry.observationConfig().observationFilter(context -> {
            if (context instanceof AttemptContext) {
                context.removeHighCardinalityKeyValue("url.full");
            }
            return context;
        });
    }

    private PrintJobClient client(ObservationRegistry observations) {
        return observed(observations, meterRegistry)
                .endpoint(emulator.print().endpoint())
                .tokenProvider(TokenProvider.of(emulator.print().token()))
                .build();
    }

    @Test
    void aWholeTaskIsOneObservation() {
        ObservationRegistry observationRegistry = withMetrics(meterRegistry);
        List<String> parents = new CopyOnWriteArrayList<>();
        observationRegistry.observationConfig().observationFilter(context -> {
            if (context.getName().equals("cloudjobs.operation")) {
                parents.add(context.getParentObservation().getContextView().getName());
            }
            return context;
        });
        try (PrintJobClient print = client(observationRegistry)) {
            Observation.createNotStarted("badge.release", observationRegistry)
                    .observe(() -> release(print, held.printerId(), held.jobId()));
            assertThat(meterRegistry.get("cloudjobs.retry.budget").gauge().value())
                    .isEqualTo(1);
        }

        assertThat(parents).hasSize(2).containsOnly("badge.release");
        assertThat(meterRegistry
                        .get("cloudjobs.operation")
                        .tag("cloudjobs.operation.name", "printJob.abort")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private static void release(PrintJobClient print, String printerId, String jobId) {
        print.printer(printerId).job(jobId).get();
        print.printer(printerId).job(jobId).abort("recalled by its owner");
    }

    @Test
    void aFilterRemovesAKeyValue() {
        ObservationRegistry observationRegistry = ObservationRegistry.create();
        withoutUrls(observationRegistry);
        List<String> keys = new CopyOnWriteArrayList<>();
        observationRegistry.observationConfig().observationHandler(new HearsKeys(keys));
        try (PrintJobClient print = client(observationRegistry)) {
            print.printer(held.printerId()).job(held.jobId()).get();
        }

        assertThat(keys).contains("server.address").doesNotContain("url.full");
    }

    private record HearsKeys(List<String> keys) implements ObservationHandler<Observation.Context> {
        @Override
        public void onStop(Observation.Context context) {
            context.getAllKeyValues().stream().map(KeyValue::getKey).forEach(keys::add);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    /** For those without Micrometer: a header for each attempt. */
    static CallListener propagating() {
        CallListener traces = new CallListener() {
            @Override
            public void attemptStarted(AttemptStart event) {
                event.header("traceparent", currentTraceparent());
            }
        };
        return traces;
    }

    private static String currentTraceparent() {
        return "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    }

    @Test
    void aListenerAddsAHeader() {
        try (CloudJobsEmulator service = CloudJobsEmulator.start();
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint(service.print().endpoint())
                        .tokenProvider(TokenProvider.of(service.print().token()))
                        .listener(propagating())
                        .build()) {
            print.printer(service.print().printerId()).get();

            assertThat(service.requestLog().get(0).requestHeaders().toString()).contains(currentTraceparent());
        }
    }

    @Test
    void aWorkerIsMeasured() {
        try (PrintJobClient print = client(ObservationRegistry.NOOP)) {
            assertThat(measured(print, meterRegistry)).isNotNull();
        }
    }
}
