package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.ges.GesJobClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A graph at an IP address, with the usual certificates of graphs. */
@Timeout(120)
class CertificateSamplesTest {
    private final HeldCertificate ca =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final HeldCertificate withIp = new HeldCertificate.Builder()
            .signedBy(ca)
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    private final HeldCertificate withName = new HeldCertificate.Builder()
            .signedBy(ca)
            .addSubjectAlternativeName("ges.example.com")
            .build();
    private final HeldCertificate selfSigned =
            new HeldCertificate.Builder().commonName("ges").build();

    private final MockWebServer server = new MockWebServer();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theOwnCaIsTrustedAndNoOther() throws Exception {
        start(withIp);

        cancel("127.0.0.1", CertificateSamples.trusting(pem(ca)));
        assertRefused("127.0.0.1", CertificateSamples.trusting(pem(selfSigned)));
        assertRefused("127.0.0.1", new OkHttpClient());
    }

    @Test
    void aCertificateWithoutTheIpFitsItsName() throws Exception {
        start(withName);
        OkHttpClient trusting = CertificateSamples.trusting(pem(ca));

        assertRefused("127.0.0.1", trusting);
        cancel("ges.example.com", CertificateSamples.byName(trusting, "ges.example.com", "127.0.0.1"));
    }

    @Test
    void aSelfSignedCertificateIsTrustedAlone() throws Exception {
        start(selfSigned);
        OkHttpClient trusting = CertificateSamples.trusting(pem(selfSigned));

        assertRefused("127.0.0.1", trusting);
        cancel("127.0.0.1", CertificateSamples.byCertificateAlone(trusting, "127.0.0.1"));
    }

    @Test
    void aPinnedCertificateIsTheOnlyOneOfItsCa() throws Exception {
        start(withIp);
        OkHttpClient trusting = CertificateSamples.trusting(pem(ca));

        cancel("127.0.0.1", CertificateSamples.pinned(trusting, "127.0.0.1", withIp.certificate()));
        assertRefused("127.0.0.1", CertificateSamples.pinned(trusting, "127.0.0.1", withName.certificate()));
    }

    private void start(HeldCertificate certificate) throws IOException {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.enqueue(new MockResponse.Builder().body("{}").build());
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    private Path pem(HeldCertificate certificate) throws IOException {
        return Files.writeString(folder.resolve("trusted.pem"), certificate.certificatePem());
    }

    private void cancel(String host, OkHttpClient http) {
        try (GesJobClient ges = GesJobClient.builder()
                .endpoint("https://" + host + ":" + server.getPort())
                .projectId("0ae1f2c3d4")
                .tokenProvider(TokenProvider.of("token"))
                .httpClient(http)
                .build()) {
            ges.graph("movie").job("1").cancel();
        } finally {
            http.connectionPool().evictAll();
        }
    }

    private void assertRefused(String host, OkHttpClient http) {
        int before = server.getRequestCount();
        assertThatThrownBy(() -> cancel(host, http)).isExactlyInstanceOf(TransportException.class);
        assertThat(server.getRequestCount()).isEqualTo(before);
    }
}
