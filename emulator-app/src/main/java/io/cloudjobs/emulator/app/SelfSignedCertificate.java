package io.cloudjobs.emulator.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of {@code --tls}. It signs itself and is no certificate authority: a client that trusts it trusts this
 * server and nothing else.
 */
final class SelfSignedCertificate implements AutoCloseable {
    static final String CERTIFICATE = "certificate.pem";
    static final String KEY = "key.pem";

    private static final Duration VALIDITY = Duration.ofDays(365);
    /** A certificate that ends sooner is replaced at the start. */
    private static final Duration LEAST_VALIDITY = Duration.ofDays(30);
    /** For clients whose clock is behind. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final HeldCertificate held;
    private final Path file;
    private final boolean temporary;

    private SelfSignedCertificate(HeldCertificate held, Path file, boolean temporary) {
        this.held = held;
        this.file = file;
        this.temporary = temporary;
    }

    /**
     * Returns the certificate in a directory, or makes a new one if there is none, it ends soon, or it does not name the
     * host. Without a directory, makes one in a temporary file, and its key stays in memory.
     */
    static SelfSignedCertificate open(@Nullable Path directory, String host) {
        Set<String> names = names(host);
        try {
            if (directory == null) {
                HeldCertificate made = make(names);
                Path file = Files.createTempFile("cloudjobs-emulator-", ".pem");
                Files.writeString(file, made.certificatePem());
                return new SelfSignedCertificate(made, file.toAbsolutePath(), true);
            }
            Path file = directory.resolve(CERTIFICATE);
            HeldCertificate held = read(file, directory.resolve(KEY));
            if (held == null || !isUsable(held.certificate(), names)) {
                held = make(names);
                Files.createDirectories(directory);
                Files.deleteIfExists(file); // a crash must not leave a key beside the certificate of another
                write(directory.resolve(KEY), held.privateKeyPkcs8Pem());
                write(file, held.certificatePem());
            }
            return new SelfSignedCertificate(held, file.toAbsolutePath(), false);
        } catch (IOException e) {
            throw new StartFailure("cannot store the certificate: " + Reason.of(e), e);
        }
    }

    private static Set<String> names(String host) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", canonical("::1")));
        names.add(canonical(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
        return names;
    }

    private static HeldCertificate make(Set<String> names) {
        Instant now = Instant.now();
        var builder = new HeldCertificate.Builder()
                .commonName("CloudJobs emulator")
                .validityInterval(
                        now.minus(SKEW).toEpochMilli(), now.plus(VALIDITY).toEpochMilli());
        names.forEach(builder::addSubjectAlternativeName);
        return builder.build();
    }

    private static @Nullable HeldCertificate read(Path certificate, Path key) throws IOException {
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return null;
        }
        try {
            return HeldCertificate.decode(Files.readString(certificate) + Files.readString(key));
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    certificate + " and " + key.getFileName()
                            + " are not a certificate and its key; delete both, and the emulator makes new ones",
                    e);
        }
    }

    private static boolean isUsable(X509Certificate certificate, Set<String> names) {
        Instant end = certificate.getNotAfter().toInstant();
        return end.isAfter(Instant.now().plus(LEAST_VALIDITY)) && names.equals(subjectAlternativeNames(certificate));
    }

    private static Set<String> subjectAlternativeNames(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                alternatives.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            // A certificate without readable names is replaced.
        }
        return names;
    }

    /** Returns the long form of an IPv6 address, as certificates have it, and any other name unchanged. */
    private static String canonical(String name) {
        try {
            return name.indexOf(':') < 0 ? name : InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            return name;
        }
    }

    /** Replaces the file as a whole. Only its owner can read it, as the key requires. */
    private static void write(Path file, String text) throws IOException {
        Path next = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", ".tmp");
        Files.write(next, text.getBytes(StandardCharsets.UTF_8));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the file with the certificate in PEM, for clients to trust. */
    Path file() {
        return file;
    }

    SSLContext context() {
        return new HandshakeCertificates.Builder().heldCertificate(held).build().sslContext();
    }

    /** Deletes a temporary file. */
    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // The operating system deletes its temporary files sooner or later.
            }
        }
    }
}
