package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.emulator.EmulatorExtension;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metrics of operations from our listener, and of requests from Micrometer's instrumentation of OkHttp. */
class MicrometerSampleTest {
    /** A timer for each operation, including retries and waits, and a counter of requests. */
    record Metrics(MeterRegistry registry) implements CallListener {
        @Override
        public void operationEnded(OperationEvent event) {
            SdkException failure = event.failure();
            String exception = failure == null ? "none" : failure.getClass().getSimpleName();
            registry.timer("cloudjobs.operation", "operation", event.operation(), "exception", exception)
                    .record(event.duration());
        }

        @Override
        public void attemptEnded(AttemptEvent event) {
            String status = Objects.toString(event.statusCode(), "none");
            registry.counter("cloudjobs.attempts", "operation", event.operation(), "status", status)
                    .increment();
        }
    }

    @RegisterExtension
    final EmulatorExtension emulator = new EmulatorExtension();

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final HeldJob held = emulator.print().holdJob();
    private final PrintJobClient.Builder builder = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .retryPolicy(RetryPolicy.standard().withBaseDelay(Duration.ofMillis(1)));

    private void readWithOneRepeat() {
        emulator.print().failNext(1, Fault.unavailable());
        try (PrintJobClient print = builder.build()) {
            print.printer(held.printerId()).job(held.jobId()).get();
            assertThrows(
                    NotFoundException.class,
                    () -> print.printer(held.printerId()).job("none").get());
        }
    }

    @Test
    void aTimerForEachOperation() {
        builder.listener(new Metrics(registry));

        readWithOneRepeat();

        var read = registry.get("cloudjobs.operation").tag("operation", "printJob.get");
        assertEquals(1, read.tag("exception", "none").timer().count());
        assertTrue(read.tag("exception", "none").timer().totalTime(TimeUnit.NANOSECONDS) > 0);
        assertEquals(
                1,
                registry.get("cloudjobs.operation")
                        .tag("exception", "NotFoundException")
                        .timer()
                        .count());
        assertEquals(
                1,
                registry.get("cloudjobs.attempts")
                        .tag("status", "503")
                        .counter()
                        .count());
        assertEquals(
                1,
                registry.get("cloudjobs.attempts")
                        .tag("status", "200")
                        .counter()
                        .count());
    }

    @Test
    void theEventListenerOfMicrometerSeesEachAttempt() {
        OkHttpClient http = new OkHttpClient.Builder()
                .eventListener(OkHttpMetricsEventListener.builder(registry, "okhttp.requests")
                        .build())
                .build();
        builder.httpClient(http);

        readWithOneRepeat();

        assertEquals(
                3,
                registry.get("okhttp.requests").tag("uri", "none").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum());
        assertEquals(
                1, registry.get("okhttp.requests").tag("status", "503").timer().count());
    }

    @Test
    void theObservationsOfMicrometerSeeEachAttempt() {
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(registry));
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(OkHttpObservationInterceptor.builder(observations, "http.client.requests")
                        .build())
                .build();
        builder.httpClient(http);

        readWithOneRepeat();

        assertEquals(
                3,
                registry.get("http.client.requests").tag("uri", "none").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum());
    }
}
