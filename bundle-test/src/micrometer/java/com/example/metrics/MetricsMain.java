package com.example.metrics;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.micrometer.CloudJobsObservations;
import io.cloudjobs.print.PrintJobClient;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;

/** Measures a call with one retry, with the published jars and the Micrometer of this build. */
public final class MetricsMain {
    private MetricsMain() {}

    public static void main(String[] args) {
        Module ours = CloudJobsObservations.class.getModule();
        boolean modules = MetricsMain.class.getModule().isNamed();
        check(!modules || !ours.getDescriptor().isAutomatic(), "sdk-micrometer has no module-info");
        check(
                modules || CloudJobsObservations.class.getPackage().getImplementationVersion() != null,
                "sdk-micrometer has no version in its manifest");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(emulator.print()::token)
                        .retryPolicy(RetryPolicy.standard().withBaseDelay(Duration.ofMillis(1)))
                        .listener(CloudJobsObservations.of(observations, meters))
                        .build()) {
            HeldJob held = emulator.print().holdJob();
            emulator.print().failNext(1, Fault.unavailable());
            print.printer(held.printerId()).job(held.jobId()).get();
        }
        check(meters.get("cloudjobs.operation").timer().count() == 1, meters.getMetersAsString());
        check(meters.get("cloudjobs.operation.retry").counter().count() == 1, meters.getMetersAsString());
        for (String status : new String[] {"503", "200"}) {
            check(
                    meters.get("cloudjobs.attempt")
                                    .tag("http.response.status_code", status)
                                    .timer()
                                    .count()
                            == 1,
                    meters.getMetersAsString());
        }
        check(meters.get("cloudjobs.tokens").counter().count() == 1, meters.getMetersAsString());
        System.out.println((modules ? "metrics, module path, Java " : "metrics, class path, Java ")
                + Runtime.version().feature() + ": ok");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
