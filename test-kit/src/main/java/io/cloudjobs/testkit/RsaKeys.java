package io.cloudjobs.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.tls.HeldCertificate;

/** RSA keys of 2048 bits. Generating one takes a second, so the tests of a JVM share them. */
public final class RsaKeys {
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    private RsaKeys() {}

    /** Returns the key with this name. Different names have different keys. */
    public static KeyPair get(String name) {
        return KEYS.computeIfAbsent(name, absent -> {
            try {
                KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
                keys.initialize(2048);
                return keys.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Returns a certificate of the key with this name. */
    public static HeldCertificate.Builder certificate(String key) {
        return new HeldCertificate.Builder().keyPair(get(key));
    }
}
