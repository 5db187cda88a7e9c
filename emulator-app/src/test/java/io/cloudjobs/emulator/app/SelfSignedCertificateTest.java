package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelfSignedCertificateTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 'localhost,127.0.0.1,0:0:0:0:0:0:0:1'",
        "emulator, 'localhost,127.0.0.1,0:0:0:0:0:0:0:1,emulator'",
        "[fe80::1], 'localhost,127.0.0.1,0:0:0:0:0:0:0:1,fe80:0:0:0:0:0:0:1'"
    })
    void itNamesLoopbackAndTheHost(String host, String names) throws Exception {
        try (var made = SelfSignedCertificate.open(null, host)) {
            X509Certificate certificate = read(made.file());
            assertThat(certificate.getSubjectAlternativeNames())
                    .extracting(name -> name.get(1))
                    .isEqualTo(List.<Object>of((Object[]) names.split(",")));
            assertThat(certificate.getBasicConstraints()).as("no authority").isEqualTo(-1);
            assertThat(certificate.getNotAfter().toInstant())
                    .isBetween(
                            Instant.now().plus(Duration.ofDays(364)),
                            Instant.now().plus(Duration.ofDays(366)));
            certificate.verify(certificate.getPublicKey());
        }
    }

    @Test
    void aTemporaryFileHasNoKeyAndIsDeletedAtTheEnd() throws IOException {
        var made = SelfSignedCertificate.open(null, "localhost");
        assertThat(Files.readString(made.file())).contains("CERTIFICATE").doesNotContain("PRIVATE KEY");
        made.close();
        assertThat(made.file()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[::1]", "emulator", "[fe80::1]"})
    void aStoredCertificateIsUsedAgain(String host) throws IOException {
        Path state = directory.resolve("new folder");
        String first = certificate(state, host);
        assertThat(certificate(state, host)).isEqualTo(first);
        assertThat(certificate(state, "another")).isNotEqualTo(first);
        try (var files = Files.list(state)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("certificate.pem", "key.pem");
        }
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws IOException {
        SelfSignedCertificate.open(directory, "localhost").close();
        Path key = directory.resolve("key.pem");
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void anUnreadableCertificateIsNotReplaced(String text) throws IOException {
        Path file = directory.resolve("certificate.pem");
        Files.writeString(file, text);
        Files.writeString(directory.resolve("key.pem"), text);
        assertThatThrownBy(() -> SelfSignedCertificate.open(directory, "localhost"))
                .isInstanceOf(StartFailure.class)
                .hasMessage(file + " and key.pem are not a certificate and its key; delete both, and the emulator makes"
                        + " new ones");
        assertThat(file).hasContent(text);
    }

    private static String certificate(Path directory, String host) throws IOException {
        try (var certificate = SelfSignedCertificate.open(directory, host)) {
            assertThat(certificate.file()).isAbsolute();
            assertThat(certificate.context()).isNotNull();
            return Files.readString(certificate.file());
        }
    }

    private static X509Certificate read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
