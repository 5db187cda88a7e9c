package io.cloudjobs.print.auth;

import io.cloudjobs.testkit.ResourceFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The certificate and key files. Their README has the commands that created them. */
final class CertificateFile {
    static final String PASSWORD = "test-password";

    private CertificateFile() {}

    static byte[] bytes(String name) {
        return ResourceFile.bytes("/certificates/" + name);
    }

    /** The texts of some files, one after the other. */
    static String pem(String... names) {
        return Arrays.stream(names)
                .map(name -> new String(bytes(name), StandardCharsets.US_ASCII))
                .collect(Collectors.joining());
    }

    /** The certificate of all keys in the files. */
    static X509Certificate certificate() {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(bytes("certificate.pem")));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }
}
