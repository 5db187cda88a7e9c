package io.cloudjobs.print;

import io.cloudjobs.core.internal.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The certificate by which an application shows Microsoft Entra ID who it is, with its private key (RSA). It must be
 * registered with the application; the key never leaves the machine. Immutable.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</a>
 */
public final class ClientCertificate {
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final boolean rs256;

    private ClientCertificate(PrivateKey key, X509Certificate certificate, boolean rs256) {
        this.key = key;
        this.certificate = certificate;
        this.rs256 = rs256;
    }

    /**
     * A certificate whose key is wherever Java can sign with it: in a file, in a token, in the store of the system.
     *
     * @param key the private key, an RSA key
     * @param certificate the certificate of that key
     * @return the certificate with its key
     * @throws IllegalArgumentException if the key is not an RSA key, or is that of another certificate
     */
    public static ClientCertificate of(PrivateKey key, X509Certificate certificate) {
        if (!key.getAlgorithm().equals("RSA") && !key.getAlgorithm().equals("RSASSA-PSS")) {
            throw new IllegalArgumentException("the private key must be an RSA key, but is " + key.getAlgorithm());
        }
        if (!matches(key, certificate)) {
            throw new IllegalArgumentException("the private key is that of another certificate");
        }
        return new ClientCertificate(key, certificate, false);
    }

    /**
     * Reads a PKCS#12 store ({@code .p12}, {@code .pfx}) with one private key.
     *
     * @param store the bytes of the file
     * @param password opens the store and the key; may be overwritten when this returns
     * @return the certificate with its key
     * @throws IllegalArgumentException if the store cannot be opened with the password, or does not hold exactly one private key
     *     with its certificate
     */
    public static ClientCertificate fromPkcs12(byte[] store, char[] password) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(store), password);
            List<String> aliases = Collections.list(keys.aliases()).stream()
                    .filter(alias -> isKeyWithCertificate(keys, alias))
                    .toList();
            if (aliases.size() != 1) {
                throw new IllegalArgumentException(
                        "the PKCS#12 store must hold one private key with its certificate, but holds "
                                + aliases.size());
            }
            String alias = aliases.get(0);
            return of((PrivateKey) keys.getKey(alias, password), (X509Certificate) keys.getCertificate(alias));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the PKCS#12 store cannot be opened: is the password right?", e);
        }
    }

    /**
     * Reads PEM with a certificate ({@code CERTIFICATE}) and its private key in PKCS#8 ({@code PRIVATE KEY}). Other
     * certificates, those of a chain, may be there too.
     *
     * @param pem the text of the file
     * @return the certificate with its key
     * @throws IllegalArgumentException if one of both is missing, or the key is encrypted or in another format
     */
    public static ClientCertificate fromPem(String pem) {
        Pem parsed = Pem.parse(pem);
        return of(parsed.privateKey(), parsed.certificates());
    }

    /**
     * Reads PEM with a certificate ({@code CERTIFICATE}) and its private key in encrypted PKCS#8
     * ({@code ENCRYPTED PRIVATE KEY}).
     *
     * @param pem the text of the file
     * @param password decrypts the key; may be overwritten when this returns
     * @return the certificate with its key
     * @throws IllegalArgumentException if one of both is missing, the password is wrong, or the encryption is none that Java
     *     knows
     */
    public static ClientCertificate fromPem(String pem, char[] password) {
        Pem parsed = Pem.parse(pem);
        return of(parsed.privateKey(password), parsed.certificates());
    }

    /**
     * The same certificate for authorities that know only the older form: assertions are then signed with RS256 and name the
     * certificate by its SHA-1 thumbprint. Without this it is PS256 and SHA-256.
     *
     * @return the certificate with the other algorithm
     */
    public ClientCertificate withRs256() {
        return new ClientCertificate(key, certificate, true);
    }

    /** The subject of the certificate, and nothing of the key. */
    @Override
    public String toString() {
        return "ClientCertificate[" + certificate.getSubjectX500Principal() + "]";
    }

    /** What the application signs to show that it has the key: a JWT (RFC 7523). */
    String assertion(String clientId, String audience, Instant now) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", rs256 ? "RS256" : "PS256");
        header.put("typ", "JWT");
        header.put(rs256 ? "x5t" : "x5t#S256", thumbprint(rs256 ? "SHA-1" : "SHA-256"));
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", audience);
        claims.put("iss", clientId);
        claims.put("sub", clientId);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("nbf", now.getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(ASSERTION_LIFE).getEpochSecond());
        String signed = base64(Json.write(header)) + "." + base64(Json.write(claims));
        return signed + "." + base64(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(rs256 ? "SHA256withRSA" : "RSASSA-PSS");
            signature.initSign(key); // before the parameters: it finds the provider that has the key
            if (!rs256) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private key cannot sign", e);
        }
    }

    private String thumbprint(String algorithm) {
        try {
            return base64(MessageDigest.getInstance(algorithm).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate cannot be encoded", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ClientCertificate of(PrivateKey key, List<X509Certificate> certificates) {
        return certificates.stream()
                .filter(certificate -> matches(key, certificate))
                .findFirst()
                .map(certificate -> of(key, certificate))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the PEM has " + certificates.size() + " certificates, and none is that of the private key"));
    }

    private static boolean matches(PrivateKey key, X509Certificate certificate) {
        // A key that another provider keeps may not tell its modulus; then the service will tell.
        return !(key instanceof RSAKey secret)
                || certificate.getPublicKey() instanceof RSAKey open
                        && secret.getModulus().equals(open.getModulus());
    }

    private static boolean isKeyWithCertificate(KeyStore keys, String alias) {
        try {
            return keys.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)
                    && keys.getCertificate(alias) instanceof X509Certificate;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
