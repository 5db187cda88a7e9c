package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.testkit.CannedAnswer;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.RsaKeys;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** The files of an SSL bundle change while the application runs, as cert-manager and others renew them. */
@Order(1) // long, so it starts first
@Timeout(120)
class ReloadedBundlesTest {
    @TempDir
    Path directory;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SslAutoConfiguration.class, PrintAutoConfiguration.class, GesAutoConfiguration.class))
            .withPropertyValues("spring.ssl.bundle.watch.file.quiet-period=10ms");

    private static HeldCertificate certificate(String name) {
        return RsaKeys.certificate(name).commonName(name).build();
    }

    private Path write(String file, String text) throws IOException {
        // Atomically: half a file is not the subject of this test.
        Path written = Files.writeString(directory.resolve(file + ".new"), text);
        return Files.move(written, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private void writePair(HeldCertificate certificate) throws IOException {
        write("tls.crt", certificate.certificatePem());
        write("tls.key", certificate.privateKeyPkcs8Pem());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNextLoginSignsWithTheNewCertificate(boolean sendsChain) throws Exception {
        List<HeldCertificate> certificates = List.of(certificate("before"), certificate("after"));
        writePair(certificates.get(0));
        try (MockWebServer entra = new MockWebServer()) {
            entra.start();
            for (int i = 0; i < 2; i++) {
                entra.enqueue(new MockResponse.Builder()
                        .body("{\"access_token\":\"t-" + i + "\",\"expires_in\":3600}")
                        .build());
            }
            application
                    .withPropertyValues(
                            "spring.ssl.bundle.pem.entra.reload-on-update=true",
                            "spring.ssl.bundle.pem.entra.keystore.certificate=file:" + directory.resolve("tls.crt"),
                            "spring.ssl.bundle.pem.entra.keystore.private-key=file:" + directory.resolve("tls.key"),
                            "cloudjobs.print.credential.endpoint=http://127.0.0.1:" + entra.getPort(),
                            "cloudjobs.print.credential.tenant-id=t",
                            "cloudjobs.print.credential.client-id=c",
                            "cloudjobs.print.credential.client-certificate-bundle=entra",
                            "cloudjobs.print.credential.send-certificate-chain=" + sendsChain)
                    .run(context -> {
                        TokenProvider tokens = context.getBean("printTokenProvider", TokenProvider.class);
                        SslBundles bundles = context.getBean(SslBundles.class);
                        assertThat(tokens.token()).isEqualTo("t-0");

                        writePair(certificates.get(1));
                        Eventually.await(() -> isOf(bundles, "after"));
                        assertThat(tokens.token()).isEqualTo("t-0");
                        tokens.invalidate("t-0");
                        assertThat(tokens.token()).isEqualTo("t-1");
                    });

            for (HeldCertificate certificate : certificates) {
                String header = headerOfAssertion(entra.takeRequest().getBody().utf8());
                byte[] encoded = certificate.certificate().getEncoded();
                assertThat(Json.tree(header).path("x5t#S256").asText())
                        .isEqualTo(Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        MessageDigest.getInstance("SHA-256").digest(encoded)));
                assertThat(Json.tree(header).path("x5c").path(0).asText())
                        .isEqualTo(sendsChain ? Base64.getEncoder().encodeToString(encoded) : "");
            }
        }
    }

    private static boolean isOf(SslBundles bundles, String name) {
        try {
            return Tls.clientCertificate(bundles.getBundle("entra")).toString().contains("CN=" + name);
        } catch (RuntimeException e) {
            return false; // an old certificate with a new key, or the reverse
        }
    }

    private static String headerOfAssertion(String form) {
        String assertion = Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("client_assertion="))
                .map(field -> URLDecoder.decode(field.substring("client_assertion=".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
        return new String(Base64.getUrlDecoder().decode(assertion.split("\\.")[0]), StandardCharsets.UTF_8);
    }

    static Stream<ConnectionCustomizer> customizers() {
        return Stream.of(
                builder -> {},
                builder -> builder.httpClient(new OkHttpClient()), // for a proxy
                builder -> builder.callFactory(http -> http)); // for traces
    }

    @ParameterizedTest
    @MethodSource("customizers")
    void theNextConnectionTrustsTheNewCertificateAndNoLongerTheOld(ConnectionCustomizer customizer) throws Exception {
        String own = LoopbackTls.certificate().certificatePem();
        String other = certificate("other").certificatePem();
        write("graph.pem", other);
        try (MockWebServer graph = new MockWebServer()) {
            graph.setProtocols(List.of(Protocol.HTTP_1_1)); // with a connection for each response
            graph.useHttps(LoopbackTls.handshake().sslSocketFactory());
            graph.setDispatcher(new CannedAnswer(new MockResponse.Builder()
                    .setHeader("Connection", "close")
                    .body("{}")
                    .build()));
            graph.start();
            onGraph(graph)
                    .withBean(ConnectionCustomizer.class, () -> customizer)
                    .run(context -> {
                        assertThatThrownBy(() -> cancel(context)).isInstanceOf(TransportException.class);

                        write("graph.pem", own);
                        Eventually.await(() -> works(context));
                        cancel(context);

                        write("graph.pem", other);
                        Eventually.await(() -> !works(context));
                        assertThatThrownBy(() -> cancel(context)).isInstanceOf(TransportException.class);
                    });
        }
    }

    @Test
    void connectionsThatAreIdleEndWithTheBundleThatTrustedThem() throws Exception {
        write("graph.pem", LoopbackTls.certificate().certificatePem());
        try (MockWebServer graph = new MockWebServer()) {
            graph.useHttps(LoopbackTls.handshake().sslSocketFactory());
            graph.setDispatcher(
                    new CannedAnswer(new MockResponse.Builder().body("{}").build()));
            graph.start();
            onGraph(graph).run(context -> {
                ConnectionPool pool =
                        context.getBean(GesConnections.class).http().connectionPool();
                cancel(context);
                assertThat(pool.connectionCount()).isEqualTo(1);

                write("graph.pem", certificate("other").certificatePem());
                Eventually.await(() -> pool.connectionCount() == 0);
                assertThat(pool.connectionCount()).isZero();
            });
        }
    }

    private ApplicationContextRunner onGraph(MockWebServer graph) {
        return application.withPropertyValues(
                "spring.ssl.bundle.pem.graph.reload-on-update=true",
                "spring.ssl.bundle.pem.graph.truststore.certificate=file:" + directory.resolve("graph.pem"),
                "cloudjobs.ges.ssl.bundle=graph",
                "cloudjobs.ges.endpoint=https://127.0.0.1:" + graph.getPort(),
                "cloudjobs.ges.project-id=p",
                "cloudjobs.ges.retry.max-attempts=1",
                "cloudjobs.ges.credential.token=t");
    }

    private static boolean works(ApplicationContext context) {
        try {
            cancel(context);
            return true;
        } catch (TransportException e) {
            return false;
        }
    }

    private static void cancel(ApplicationContext context) {
        context.getBean(GesJobClient.class).graph("movie").job("1").cancel();
    }
}
