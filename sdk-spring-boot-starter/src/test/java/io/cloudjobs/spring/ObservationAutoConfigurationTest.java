package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.micrometer.CloudJobsObservations;
import io.cloudjobs.micrometer.PrintTaskMeters;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskHandler;
import io.cloudjobs.testkit.Eventually;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ObservationAutoConfigurationTest {
    private CloudJobsEmulator emulator;
    private HeldJob held;
    private ApplicationContextRunner application;

    @BeforeEach
    void start() throws Exception {
        emulator = CloudJobsEmulator.start();
        held = emulator.print().holdJob();
        application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ObservationAutoConfiguration.class,
                        PrintTaskMetersAutoConfiguration.class,
                        PrintAutoConfiguration.class,
                        PrintWorkerAutoConfiguration.class,
                        observationsOfBoot()))
                .withBean("meterRegistry", MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues(
                        "cloudjobs.print.endpoint=" + emulator.print().endpoint(),
                        "cloudjobs.print.credential.endpoint="
                                + emulator.entra().endpoint(),
                        "cloudjobs.print.credential.tenant-id="
                                + emulator.entra().tenantId(),
                        "cloudjobs.print.credential.client-id="
                                + emulator.entra().clientId(),
                        "cloudjobs.print.credential.client-secret="
                                + emulator.entra().clientSecret());
    }

    /** Returns Boot's own configuration, which creates the registry: its package differs between Boot 3 and 4. */
    private static Class<?> observationsOfBoot() throws ClassNotFoundException {
        String line = System.getProperty("spring-boot.line", "3");
        return Class.forName(
                line.equals("4")
                        ? "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
                        : "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private void read(PrintJobClient print) {
        print.printer(held.printerId()).job(held.jobId()).get();
    }

    @Test
    void callsAndLoginsAreObservedAndClientsMeasured() {
        List<String> observed = new CopyOnWriteArrayList<>();
        ObservationHandler<Observation.Context> handler = new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                observed.add(context.getContextualName());
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        };
        application.withBean("handler", ObservationHandler.class, () -> handler).run(context -> {
            read(context.getBean(PrintJobClient.class));

            assertThat(observed)
                    .containsExactly(
                            "POST /{tenantId}/oauth2/v2.0/token",
                            "entra.token",
                            "GET /print/printers/{printerId}/jobs/{jobId}",
                            "printJob.get");
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("cloudjobs.retry.budget").gauges()).isNotEmpty();
            assertThat(meters.get("cloudjobs.tokens").counter().count()).isEqualTo(1);
        });
    }

    @Test
    void theWorkerIsMeasured() {
        application
                .withBean(PrintTaskHandler.class, () -> job -> Decision.release())
                .withPropertyValues("cloudjobs.print.worker.task-definition="
                        + emulator.print().taskDefinitionId())
                .run(context -> {
                    MeterRegistry meters = context.getBean(MeterRegistry.class);

                    Eventually.await(() -> meters.find("cloudjobs.worker.events")
                                    .tag("type", "settled")
                                    .timer()
                            != null);
                    assertThat(meters.get("cloudjobs.worker.events")
                                    .tag("type", "settled")
                                    .timer()
                                    .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void aPropertySwitchesItOff() {
        application
                .withPropertyValues("cloudjobs.observations.enabled=false")
                .run(context -> assertThat(context)
                        .hasSingleBean(PrintJobClient.class)
                        .doesNotHaveBean(CloudJobsObservations.class)
                        .doesNotHaveBean(PrintTaskMeters.class)
                        .doesNotHaveBean(ConnectionCustomizer.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {CloudJobsObservations.class, ObservationRegistry.class, MeterRegistry.class})
    void withoutTheLibrariesThereAreOnlyTheClients(Class<?> missing) {
        application
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context)
                        .hasSingleBean(PrintJobClient.class)
                        .doesNotHaveBean("cloudJobsObservations"));
    }

    @Test
    void aBeanOfTheApplicationReplacesTheListener() {
        ObservationRegistry own = ObservationRegistry.create();
        CloudJobsObservations observations = CloudJobsObservations.of(own);

        application
                .withBean("ownObservations", CloudJobsObservations.class, () -> observations)
                .run(context ->
                        assertThat(context.getBean(CloudJobsObservations.class)).isSameAs(observations));
    }

    @Test
    void withoutARegistryThereAreOnlyTheClients() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ObservationAutoConfiguration.class,
                        PrintTaskMetersAutoConfiguration.class,
                        PrintAutoConfiguration.class))
                .withPropertyValues("cloudjobs.print.credential.token=t")
                .run(context -> assertThat(context)
                        .hasSingleBean(PrintJobClient.class)
                        .doesNotHaveBean(CloudJobsObservations.class)
                        .doesNotHaveBean(PrintTaskMeters.class));
    }
}
