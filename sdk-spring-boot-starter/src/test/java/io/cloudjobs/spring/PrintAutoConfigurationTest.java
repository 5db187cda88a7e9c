package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.auth.ManagedIdentityTokenProvider;
import io.cloudjobs.testkit.CannedAnswer;
import io.cloudjobs.testkit.RsaKeys;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class PrintAutoConfigurationTest {
    private CloudJobsEmulator emulator;
    private HeldJob held;
    private ApplicationContextRunner application;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        held = emulator.print().holdJob();
        application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        EmulatorAutoConfiguration.class,
                        PrintAutoConfiguration.class,
                        GesAutoConfiguration.class))
                .withPropertyValues(
                        "cloudjobs.print.endpoint=" + emulator.print().endpoint());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void aClientSecretGetsAToken() {
        application
                .withPropertyValues(login("client-secret=" + emulator.entra().clientSecret()))
                .run(context -> {
                    assertThat(read(context).id()).isEqualTo(held.jobId());
                    assertThat(emulator.entra().requests()).isEqualTo(1);
                    assertThat(emulator.print().requests()).isEqualTo(1);
                });
    }

    @Test
    void aCertificateOfAnSslBundleGetsAToken() {
        HeldCertificate certificate =
                RsaKeys.certificate("one").commonName("app").build();
        application
                .withPropertyValues(login("client-certificate-bundle=entra"))
                .withPropertyValues(
                        "spring.ssl.bundle.pem.entra.keystore.certificate=" + certificate.certificatePem(),
                        "spring.ssl.bundle.pem.entra.keystore.private-key=" + certificate.privateKeyPkcs8Pem())
                .run(context -> {
                    assertThat(read(context).id()).isEqualTo(held.jobId());
                    assertThat(emulator.entra().requests()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two", "TWO"})
    void theKeyOfAnSslBundleIsTheOneWithItsAlias(String alias, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        for (String name : List.of("one", "two")) {
            HeldCertificate held = RsaKeys.certificate(name).commonName(name).build();
            keys.setKeyEntry(
                    name, held.keyPair().getPrivate(), "hush".toCharArray(), new Certificate[] {held.certificate()});
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, "hush".toCharArray());
        }
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
                .withPropertyValues(
                        "spring.ssl.bundle.jks.entra.keystore.location=file:" + file,
                        "spring.ssl.bundle.jks.entra.keystore.password=hush",
                        "spring.ssl.bundle.jks.entra.key.alias=" + alias)
                .run(context -> assertThat(Tls.clientCertificate(
                                context.getBean(SslBundles.class).getBundle("entra")))
                        .hasToString("ClientCertificate[CN=" + alias.toLowerCase(Locale.ROOT) + "]"));
    }

    @Test
    void aFixedTokenIsSentAsItIs() {
        withToken().run(context -> {
            assertThat(read(context).id()).isEqualTo(held.jobId());
            assertThat(emulator.entra().requests()).isZero();
        });
    }

    @Test
    void aManagedIdentityNeedsNothingElse() {
        application
                .withPropertyValues("cloudjobs.print.credential.managed-identity=true")
                .run(context -> assertThat(context.getBean("printTokenProvider"))
                        .isInstanceOf(ManagedIdentityTokenProvider.class)
                        .hasToString(
                                "ManagedIdentityTokenProvider[http://169.254.169.254/metadata/identity/oauth2/token]"));
    }

    @Test
    void loginsKnowTheIdentityAndTheNameOfTheApplication() throws Exception {
        try (MockWebServer entra = new MockWebServer()) {
            entra.setDispatcher(
                    new CannedAnswer(new MockResponse.Builder().code(400).build()));
            entra.start();
            ApplicationContextRunner named = application.withPropertyValues(
                    "cloudjobs.print.user-agent=till/1",
                    "cloudjobs.print.credential.client-id=me",
                    "cloudjobs.print.credential.endpoint=http://127.0.0.1:" + entra.getPort());

            for (String kind : List.of("managed-identity=true", "client-secret=s,tenant-id=t")) {
                named.withPropertyValues(Stream.of(kind.split(","))
                                .map(property -> "cloudjobs.print.credential." + property)
                                .toArray(String[]::new))
                        .run(context -> assertThatThrownBy(() -> read(context)).isInstanceOf(TokenException.class));
                RecordedRequest login = entra.takeRequest();
                assertThat(login.getHeaders().get("User-Agent")).startsWith("till/1 ");
                assertThat(login.getTarget() + login.getBody()).contains("client_id=me");
            }
        }
    }

    @Test
    void aGatewayMayPassOnTheLinksOfTheService() throws Exception {
        try (MockWebServer gateway = new MockWebServer()) {
            gateway.enqueue(new MockResponse.Builder()
                    .body("{\"value\":[],\"@odata.nextLink\":\"https://graph.microsoft.com/v1.0/2?a=b\"}")
                    .build());
            gateway.enqueue(new MockResponse.Builder().body("{\"value\":[]}").build());
            gateway.start();
            application
                    .withPropertyValues(
                            "cloudjobs.print.credential.token=t",
                            "cloudjobs.print.endpoint=http://127.0.0.1:" + gateway.getPort() + "/graph",
                            "cloudjobs.print.advertised-endpoint=https://graph.microsoft.com/v1.0")
                    .run(context -> assertThat(context.getBean(PrintJobClient.class)
                                    .taskDefinitions()
                                    .list())
                            .isEmpty());

            assertThat(gateway.takeRequest().getTarget()).isEqualTo("/graph/print/taskDefinitions");
            assertThat(gateway.takeRequest().getTarget()).isEqualTo("/graph/2?a=b");
            assertThat(gateway.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void theCloudIsThatOfTheTokensToo() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(PrintAutoConfiguration.class))
                .withPropertyValues(
                        "cloudjobs.print.cloud=us-government-l4",
                        "cloudjobs.print.credential.tenant-id=contoso.onmicrosoft.us",
                        "cloudjobs.print.credential.client-id=app",
                        "cloudjobs.print.credential.client-secret=secret")
                .run(context -> {
                    assertThat(context.getBean(PrintJobClient.class))
                            .hasToString("PrintJobClient[https://graph.microsoft.us/v1.0/]");
                    assertThat(context.getBean("printTokenProvider"))
                            .isInstanceOf(ClientCredentialsTokenProvider.class)
                            .asString()
                            .contains("https://login.microsoftonline.us/contoso.onmicrosoft.us/");
                });
    }

    @Test
    void withoutCredentialsThereIsNoClientAndNoFailure() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(PrintJobClient.class)
                .doesNotHaveBean(TokenProvider.class));
    }

    @Test
    void withoutTheJarThereIsNothing() {
        withToken()
                .withClassLoader(new FilteredClassLoader("io.cloudjobs.print"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(PrintAutoConfiguration.class));
    }

    @Test
    void ownTokensComeBeforeTheCredentials() {
        application
                .withPropertyValues("cloudjobs.print.credential.token=another")
                .withBean(
                        "printTokenProvider",
                        TokenProvider.class,
                        () -> () -> emulator.print().token())
                .run(context -> {
                    assertThat(context).hasSingleBean(TokenProvider.class);
                    assertThat(read(context).id()).isEqualTo(held.jobId());
                });
    }

    @Test
    void anOwnClientTakesThePlaceOfTheStarters() {
        PrintJobClient own =
                PrintJobClient.builder().tokenProvider(TokenProvider.of("own")).build();
        withToken().withBean("own", PrintJobClient.class, () -> own).run(context -> {
            assertThat(context).hasSingleBean(PrintJobClient.class);
            assertThat(context.getBean(PrintJobClient.class)).isSameAs(own);
        });
    }

    @Test
    void anOwnBuilderTakesThePlaceOfTheProperties() {
        withToken()
                .withBean(
                        "own",
                        PrintJobClient.Builder.class,
                        () -> PrintJobClient.builder().endpoint("https://own.example"))
                .run(context -> {
                    assertThat(context).hasSingleBean(PrintJobClient.Builder.class);
                    assertThat(context.getBean(PrintJobClient.class))
                            .hasToString("PrintJobClient[https://own.example/]");
                });
    }

    @Test
    void aClientOfUsersStandsBesideThatOfTheApplication() {
        withToken()
                .withUserConfiguration(OfUsers.class)
                .withBean(CloudJobsEmulator.class, () -> emulator)
                .run(context -> {
                    assertThat(context.getBean(PrintJobClient.class)).isSameAs(context.getBean("printJobClient"));
                    PrintJobClient users = context.getBean("userPrintJobClient", PrintJobClient.class);

                    PrintJob job = users.share(held.shareId()).job(held.jobId()).get();

                    assertThat(job.id()).isEqualTo(held.jobId());
                    assertThat(read(context).id()).isEqualTo(held.jobId());
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OfUsers {
        @Bean(defaultCandidate = false)
        PrintJobClient userPrintJobClient(PrintJobClient.Builder builder, CloudJobsEmulator emulator) {
            return builder.tokenProvider(() -> emulator.print().userToken()).build();
        }
    }

    /** Token providers of an application for other services. */
    @Test
    void anotherTokenProviderIsNotTakenForThisOne() {
        withToken()
                .withBean("other", TokenProvider.class, () -> TokenProvider.of("other"))
                .withBean(NeedsTokens.class)
                .run(context -> {
                    assertThat(context.getBean(NeedsTokens.class).any()).isSameAs(context.getBean("other"));
                    assertThat(context.getBean(NeedsTokens.class).print())
                            .isSameAs(context.getBean("printTokenProvider"));
                    assertThat(read(context).id()).isEqualTo(held.jobId());
                });
    }

    record NeedsTokens(
            TokenProvider any,
            @Qualifier("printTokenProvider") TokenProvider print) {}

    @Test
    void closesTheClientWithTheContext() {
        List<PrintJobClient> closed = new ArrayList<>();
        withToken().run(context -> closed.add(context.getBean(PrintJobClient.class)));

        assertThatThrownBy(() -> closed.get(0).printer("p").job("1").get()).isInstanceOf(IllegalStateException.class);
        assertThat(emulator.print().requests()).isZero();
    }

    @Test
    void customizersSeeEveryBuilder() {
        List<String> asked = new ArrayList<>();
        application
                .withPropertyValues(login("client-secret=" + emulator.entra().clientSecret()))
                .withBean(ConnectionCustomizer.class, () -> builder -> {
                    asked.add(builder.getClass().getName());
                    builder.userAgent("till/1");
                })
                .run(context -> assertThat(read(context).id()).isEqualTo(held.jobId()));

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "io.cloudjobs.print.auth.ClientCredentialsTokenProvider$Builder",
                        "io.cloudjobs.print.PrintJobClient$Builder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-certificate-bundle=entra", "managed-identity=true", "token=hush-hush"})
    void twoKindsOfCredentialsAreAMistake(String other) {
        application.withPropertyValues(login("client-secret=hush-hush", other)).run(context -> {
            assertThat(context)
                    .getFailure()
                    .rootCause()
                    .isInstanceOf(MutuallyExclusiveConfigurationPropertiesException.class)
                    .hasMessageContaining("cloudjobs.print.credential.client-secret")
                    .hasMessageContaining("cloudjobs.print.credential." + other.substring(0, other.indexOf('=')));
            assertThat(Throwables.getStackTrace(context.getStartupFailure())).doesNotContain("hush");
        });
    }

    @Test
    void noSecretIsInTheTextOfABean() {
        application
                .withPropertyValues(login("client-secret=hush-hush"))
                .run(context -> assertThat(Stream.of(context.getBeanDefinitionNames())
                                .map(name -> String.valueOf(context.getBean(name))))
                        .isNotEmpty()
                        .noneMatch(text -> text.contains("hush")));
    }

    private ApplicationContextRunner withToken() {
        return application.withPropertyValues(
                "cloudjobs.print.credential.token=" + emulator.print().token());
    }

    private String[] login(String... credential) {
        return Stream.concat(
                        Stream.of(
                                "endpoint=" + emulator.entra().endpoint(),
                                "tenant-id=" + emulator.entra().tenantId(),
                                "client-id=" + emulator.entra().clientId()),
                        Stream.of(credential))
                .map(property -> "cloudjobs.print.credential." + property)
                .toArray(String[]::new);
    }

    private PrintJob read(ApplicationContext context) {
        return context.getBean(PrintJobClient.class)
                .printer(held.printerId())
                .job(held.jobId())
                .get();
    }
}
