package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmulatorAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    EmulatorAutoConfiguration.class, PrintAutoConfiguration.class, GesAutoConfiguration.class));

    @Test
    void onePropertyIsEnoughForBothClients() {
        application.withPropertyValues("cloudjobs.emulator.enabled=true").run(context -> {
            CloudJobsEmulator emulator = context.getBean(CloudJobsEmulator.class);
            HeldJob held = emulator.print().holdJob();
            String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);

            context.getBean(PrintJobClient.class)
                    .printer(held.printerId())
                    .job(held.jobId())
                    .abort();
            context.getBean(GesJobClient.class).graph("movie").job(jobId).cancel();

            assertThat(emulator.print().requests()).isEqualTo(1);
            assertThat(emulator.ges().requests()).isEqualTo(1);
            assertThat(emulator.ges().status("movie", jobId)).isEqualTo("cancelled");
        });
    }

    @Test
    void takesThePlaceOfTheRealServices() {
        application
                .withPropertyValues(
                        "cloudjobs.emulator.enabled=true",
                        "cloudjobs.print.credential.token=real",
                        "cloudjobs.ges.endpoint=https://10.0.0.7",
                        "cloudjobs.ges.project-id=real",
                        "cloudjobs.ges.credential.token=real")
                .run(context -> {
                    CloudJobsEmulator emulator = context.getBean(CloudJobsEmulator.class);
                    assertThat(context.getBean(PrintJobClient.class))
                            .hasToString("PrintJobClient[" + emulator.print().endpoint() + "/]");
                    assertThat(context.getBean(GesJobClient.class))
                            .hasToString("GesJobClient[" + emulator.ges().endpoint() + "/]");
                    assertThat(context.getBean("printTokenProvider", TokenProvider.class)
                                    .token())
                            .isEqualTo(emulator.print().token());
                });
    }

    @Test
    void isOffUnlessItIsAskedFor() {
        application.run(context -> assertThat(context).doesNotHaveBean(CloudJobsEmulator.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.cloudjobs.emulator", "io.cloudjobs.print", "io.cloudjobs.ges"})
    void doesWithoutWhatIsNotThere(String missing) {
        application
                .withPropertyValues("cloudjobs.emulator.enabled=true")
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context).hasNotFailed());
    }
}
