package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.http.HttpClients;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.testkit.LoopbackTls;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class GesAutoConfigurationTest {
    private CloudJobsEmulator emulator;
    private String jobId;
    private ApplicationContextRunner application;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
        application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        EmulatorAutoConfiguration.class,
                        PrintAutoConfiguration.class,
                        GesAutoConfiguration.class))
                .withPropertyValues("cloudjobs.ges.endpoint=" + emulator.ges().endpoint());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void anIamUserWithTheNameOfTheProjectLogsInAtTheStart() {
        application
                .withPropertyValues(login("project-name=" + emulator.iam().projectName()))
                .run(context -> {
                    assertThat(emulator.iam().requests()).isEqualTo(1);
                    cancel(context);
                    assertThat(emulator.iam().requests()).isEqualTo(1);
                    assertThat(emulator.ges().requests()).isEqualTo(1);
                });
    }

    @Test
    void anIamUserWithTheIdOfTheProjectLogsInWhenATokenIsNeeded() {
        application
                .withPropertyValues(login())
                .withPropertyValues("cloudjobs.ges.project-id=" + emulator.ges().projectId())
                .run(context -> {
                    assertThat(emulator.iam().requests()).isZero();
                    cancel(context);
                    assertThat(emulator.iam().requests()).isEqualTo(1);
                });
    }

    @Test
    void theRegionSaysWhichIam() {
        application
                .withPropertyValues(
                        "cloudjobs.ges.project-id=p",
                        "cloudjobs.ges.credential.region=cn-north-4",
                        "cloudjobs.ges.credential.domain-name=acme",
                        "cloudjobs.ges.credential.user-name=graph-jobs",
                        "cloudjobs.ges.credential.password=s")
                .run(context -> assertThat(context.getBean("gesTokenProvider"))
                        .asString()
                        .contains("https://iam.cn-north-4.myhuaweicloud.com/"));
    }

    @Test
    void loginsKnowTheNameOfTheApplication() throws Exception {
        try (MockWebServer iam = new MockWebServer()) {
            iam.start();
            iam.enqueue(new MockResponse.Builder().code(400).build());
            application
                    .withPropertyValues(login())
                    .withPropertyValues(
                            "cloudjobs.ges.project-id=p",
                            "cloudjobs.ges.user-agent=till/1",
                            "cloudjobs.ges.credential.endpoint=http://127.0.0.1:" + iam.getPort())
                    .run(context -> assertThatThrownBy(() -> cancel(context)).isInstanceOf(TokenException.class));
            assertThat(iam.takeRequest().getHeaders().get("User-Agent")).startsWith("till/1 ");
        }
    }

    @Test
    void aFixedTokenIsSentAsItIs() {
        withToken().run(context -> {
            cancel(context);
            assertThat(emulator.iam().requests()).isZero();
        });
    }

    @Test
    void anEndpointThatIsDownIsPassedOver() {
        withToken()
                .withPropertyValues("cloudjobs.ges.endpoint=http://127.0.0.1:1,"
                        + emulator.ges().endpoint())
                .run(context -> {
                    cancel(context);
                    assertThat(emulator.ges().requests()).isEqualTo(1);
                });
    }

    @Test
    void ownTokensMayBeThoseOfAnIamUserToo() {
        IamTokenProvider own = IamTokenProvider.builder()
                .endpoint(emulator.iam().endpoint())
                .domainName(emulator.iam().domainName())
                .userName(emulator.iam().userName())
                .password(emulator.iam().password())
                .projectName(emulator.iam().projectName())
                .build();
        application.withBean("gesTokenProvider", TokenProvider.class, () -> own).run(this::cancel);
    }

    @Test
    void anOwnClientTakesThePlaceOfTheStarters() {
        GesJobClient own = GesJobClient.builder()
                .endpoint("https://10.0.0.7")
                .projectId("p")
                .tokenProvider(TokenProvider.of("own"))
                .build();
        withToken().withBean("own", GesJobClient.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(GesJobClient.class);
            assertThat(context.getBean(GesJobClient.class)).isSameAs(own);
        });
    }

    @Test
    void anOwnBuilderTakesThePlaceOfTheProperties() {
        withToken()
                .withPropertyValues("cloudjobs.ges.ssl.bundle=missing")
                .withBean(
                        "own",
                        GesJobClient.Builder.class,
                        () -> GesJobClient.builder()
                                .endpoint("https://own.example")
                                .projectId("p"))
                .run(context -> {
                    assertThat(context).hasSingleBean(GesJobClient.Builder.class);
                    assertThat(context.getBean(GesJobClient.class)).hasToString("GesJobClient[https://own.example/]");
                });
    }

    @Test
    void withoutCredentialsThereIsNoClientAndNoFailure() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(GesJobClient.class)
                .doesNotHaveBean(TokenProvider.class));
    }

    @Test
    void withoutTheJarThereIsNothing() {
        withToken()
                .withClassLoader(new FilteredClassLoader("io.cloudjobs.ges"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(GesAutoConfiguration.class));
    }

    @Test
    void closesTheClientWithTheContext() {
        List<GesJobClient> closed = new ArrayList<>();
        withToken().run(context -> closed.add(context.getBean(GesJobClient.class)));

        assertThatThrownBy(() -> closed.get(0).graph("movie").job(jobId).cancel())
                .isInstanceOf(IllegalStateException.class);
        assertThat(emulator.ges().requests()).isZero();
    }

    @Test
    void theGraphIsTrustedByAnSslBundleWhateverCustomizersDo() throws Exception {
        String address = InetAddress.getByName("127.0.0.1").getHostAddress();
        try (MockWebServer graph = new MockWebServer()) {
            graph.useHttps(LoopbackTls.handshake().sslSocketFactory());
            graph.start();
            for (int i = 0; i < 3; i++) {
                graph.enqueue(new MockResponse.Builder().body("{}").build());
            }
            ApplicationContextRunner onTls = withToken()
                    .withPropertyValues(
                            "cloudjobs.ges.endpoint=https://" + address + ":" + graph.getPort(),
                            "cloudjobs.ges.user-agent=till/1",
                            "cloudjobs.ges.retry.max-attempts=1");

            onTls.run(context -> assertThatThrownBy(() -> cancel(context)).isInstanceOf(TransportException.class));
            ApplicationContextRunner trusting = onTls.withPropertyValues(
                    "cloudjobs.ges.ssl.bundle=graph",
                    "spring.ssl.bundle.pem.graph.truststore.certificate="
                            + LoopbackTls.certificate().certificatePem());
            trusting.run(context -> {
                cancel(context);

                GesConnections connections = context.getBean(GesConnections.class);
                assertThat(connections.http().connectionPool().connectionCount())
                        .isEqualTo(1);
                assertThat(connections.http().socketFactory())
                        .as("as the library has it")
                        .isInstanceOf(HttpClients.create(false).socketFactory().getClass());
                context.close();
                assertThat(connections.http().connectionPool().connectionCount())
                        .isZero();
            });

            for (ConnectionCustomizer customizer : List.<ConnectionCustomizer>of(
                    builder -> builder.httpClient(new OkHttpClient()), // for a proxy
                    builder -> builder.callFactory(http -> http))) { // for traces
                trusting.withBean(ConnectionCustomizer.class, () -> customizer).run(this::cancel);
            }

            assertThat(graph.getRequestCount()).isEqualTo(3);
            RecordedRequest request = graph.takeRequest();
            assertThat(request.getTarget())
                    .isEqualTo("/ges/v1.0/" + emulator.ges().projectId() + "/graphs/movie/jobs/" + jobId);
            assertThat(request.getHeaders().get("User-Agent")).startsWith("till/1 ");
        }
    }

    @Test
    void aPasswordAndATokenAreAMistake() {
        application
                .withPropertyValues(login("token=hush-hush"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(MutuallyExclusiveConfigurationPropertiesException.class)
                        .hasMessageContaining("cloudjobs.ges.credential.password")
                        .hasMessageContaining("cloudjobs.ges.credential.token"));
    }

    @Test
    void noSecretIsInTheTextOfABean() {
        application
                .withPropertyValues(login())
                .withPropertyValues("cloudjobs.ges.project-id=p")
                .run(context -> assertThat(Stream.of(context.getBeanDefinitionNames())
                                .map(name -> String.valueOf(context.getBean(name))))
                        .isNotEmpty()
                        .noneMatch(text -> text.contains(emulator.iam().password())));
    }

    private ApplicationContextRunner withToken() {
        return application.withPropertyValues(
                "cloudjobs.ges.project-id=" + emulator.ges().projectId(),
                "cloudjobs.ges.credential.token=" + emulator.ges().token());
    }

    private String[] login(String... more) {
        return Stream.concat(
                        Stream.of(
                                "endpoint=" + emulator.iam().endpoint(),
                                "domain-name=" + emulator.iam().domainName(),
                                "user-name=" + emulator.iam().userName(),
                                "password=" + emulator.iam().password()),
                        Stream.of(more))
                .map(property -> "cloudjobs.ges.credential." + property)
                .toArray(String[]::new);
    }

    private void cancel(ApplicationContext context) {
        context.getBean(GesJobClient.class).graph("movie").job(jobId).cancel();
    }
}
