package io.cloudjobs.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HeldCertificate;

/** A certificate of this machine, and a trust store file for a JVM. */
final class Tls {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private Tls() {}

    /**
     * Creates a certificate for the server, and writes the trust store for the clients: {@code
     * -Djavax.net.ssl.trustStore}.
     */
    static void write(Path keys, Path trusted) throws GeneralSecurityException, IOException {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        KeyStore key = empty();
        key.setKeyEntry("server", held.keyPair().getPrivate(), PASSWORD, new Certificate[] {held.certificate()});
        store(key, keys);
        KeyStore trust = empty();
        trust.setCertificateEntry("server", held.certificate());
        store(trust, trusted);
    }

    static SSLContext serverContext(Path keys) throws GeneralSecurityException, IOException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void store(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }
}
