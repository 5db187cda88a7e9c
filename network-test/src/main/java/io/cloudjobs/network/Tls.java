package io.cloudjobs.network;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate of this machine, in files for the servers, and trusted by this program. */
final class Tls {
    static final String HOST = "127.0.0.1";

    private static final String PASSWORD = "changeit";

    final Path certificate;
    final Path key;

    /** The certificate and the key in one file, as HAProxy requires. */
    final Path both;

    final SSLContext serverSide;

    private Tls(Path directory, HeldCertificate held) throws IOException {
        certificate = Files.writeString(directory.resolve("certificate.pem"), held.certificatePem());
        key = Files.writeString(directory.resolve("key.pem"), held.privateKeyPkcs8Pem());
        both = Files.writeString(directory.resolve("both.pem"), held.certificatePem() + held.privateKeyPkcs8Pem());
        serverSide = new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .build()
                .sslContext();
    }

    /** Creates the certificate. Call this before the first client: the clients use the trust store of the JVM. */
    static Tls in(Path directory) throws IOException, GeneralSecurityException {
        HeldCertificate held =
                new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build();
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", held.certificate());
        Path file = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", file.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        return new Tls(directory, held);
    }
}
