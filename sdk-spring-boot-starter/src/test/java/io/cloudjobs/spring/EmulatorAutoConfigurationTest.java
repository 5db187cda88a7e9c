package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
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

    /** As in a build without secrets and files. */
    @Test
    void doesNotLookAtWhereTheRealServicesAreAndWhoAsksThem() {
        application
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        "cloudjobs.emulator.enabled=true",
                        "cloudjobs.print.endpoint=${UNSET}",
                        "cloudjobs.print.credential.client-secret=${UNSET}",
                        "cloudjobs.print.credential.client-certificate-bundle=missing",
                        "cloudjobs.ges.endpoint=${UNSET}",
                        "cloudjobs.ges.project-id=${UNSET}",
                        "cloudjobs.ges.ssl.bundle=graph",
                        "spring.ssl.bundle.pem.graph.truststore.certificate=file:/missing/graph.pem",
                        "cloudjobs.ges.credential.region=nowhere",
                        "cloudjobs.ges.credential.password=${UNSET}",
                        "cloudjobs.ges.credential.project-name=p")
                .run(context -> {
                    CloudJobsEmulator emulator = context.getBean(CloudJobsEmulator.class);
                    String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
                    context.getBean(GesJobClient.class)
                            .graph("movie")
                            .job(jobId)
                            .cancel();
                    assertThat(context.getBean(PrintJobClient.class))
                            .hasToString("PrintJobClient[" + emulator.print().endpoint() + "/]");
                });
    }

    @Test
    void howItIsAskedIsForThePropertiesAndTheCustomizersToSay() {
        application
                .withPropertyValues("cloudjobs.emulator.enabled=true", "cloudjobs.print.max-response-size=20B")
                .withBean(ConnectionCustomizer.class, () -> builder -> builder.retryPolicy(RetryPolicy.none()))
                .run(context -> {
                    CloudJobsEmulator emulator = context.getBean(CloudJobsEmulator.class);
                    HeldJob held = emulator.print().holdJob();
                    String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
                    emulator.ges().failNext(1, Fault.unavailable());

                    assertThatThrownBy(() -> context.getBean(PrintJobClient.class)
                                    .printer(held.printerId())
                                    .job(held.jobId())
                                    .get())
                            .isInstanceOf(InvalidResponseException.class);
                    assertThatThrownBy(() -> context.getBean(GesJobClient.class)
                                    .graph("movie")
                                    .job(jobId)
                                    .cancel())
                            .isInstanceOf(ApiException.class);
                });
    }

    /** The application defined them on purpose. */
    @Test
    void ownTokensAndBuildersStay() {
        TokenProvider own = TokenProvider.of("own");
        application
                .withPropertyValues("cloudjobs.emulator.enabled=true")
                .withBean("printTokenProvider", TokenProvider.class, () -> own)
                .withBean(
                        GesJobClient.Builder.class,
                        () -> GesJobClient.builder()
                                .endpoint("https://own.example")
                                .projectId("p"))
                .run(context -> {
                    assertThat(context.getBean("printTokenProvider")).isSameAs(own);
                    assertThat(context.getBean(GesJobClient.class)).hasToString("GesJobClient[https://own.example/]");
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
