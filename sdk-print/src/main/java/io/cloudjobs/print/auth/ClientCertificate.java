package io.cloudjobs.print.auth;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.secret.Shown;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its private key (RSA), by which an application authenticates to Microsoft Entra ID. Register the
 * certificate with the application. The key never leaves the machine. Immutable.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</a>
 */
public final class ClientCertificate {
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

    /** No honest chain is longer. */
    private static final int LONGEST_CHAIN = 10;

    /** How a PKCS#12 store begins. */
    private static final byte DER_SEQUENCE = 0x30;

    private final PrivateKey key;

    /** The certificate of the key, its issuer, and so on, as far as they are known. */
    private final List<X509Certificate> chain;

    private final boolean rs256;
    private final boolean sendsChain;

    private ClientCertificate(PrivateKey key, List<X509Certificate> chain, boolean rs256, boolean sendsChain) {
        this.key = key;
        this.chain = chain;
        this.rs256 = rs256;
        this.sendsChain = sendsChain;
    }

    /**
     * Creates a certificate from a key that Java can sign with: in a file, on a token, or in the key store of the
     * system.
     *
     * @param key the private key, an RSA key
     * @param certificate the certificate of that key
     * @return the certificate with its key
     * @throws IllegalArgumentException if the key is not an RSA key, or does not belong to the certificate
     */
    public static ClientCertificate of(PrivateKey key, X509Certificate certificate) {
        return of(key, List.of(certificate));
    }

    /**
     * As {@link #of(PrivateKey, X509Certificate)}, with the certificates that issued it, for {@link #withCertificateChain()}.
     *
     * @param key the private key, an RSA key
     * @param certificates the certificate of that key and its issuers, in any order
     * @return the certificate with its key
     * @throws IllegalArgumentException if the key is not an RSA key, or belongs to none of the certificates
     */
    public static ClientCertificate of(PrivateKey key, List<X509Certificate> certificates) {
        if (!key.getAlgorithm().equals("RSA") && !key.getAlgorithm().equals("RSASSA-PSS")) {
            throw new IllegalArgumentException("the private key must be an RSA key, but is " + key.getAlgorithm());
        }
        List<X509Certificate> chain = chain(key, certificates);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("the private key does not belong to the certificate");
        }
        return new ClientCertificate(key, chain, false, false);
    }

    /**
     * Reads a PKCS#12 store ({@code .p12}, {@code .pfx}) with one private key.
     *
     * @param store the bytes of the file
     * @param password opens the store and the key; may be overwritten when this returns. Null is the same as an empty one
     * @return the certificate with its key
     * @throws IllegalArgumentException if the store cannot be opened with the password, or does not hold exactly one private key
     *     with its certificate
     */
    public static ClientCertificate fromPkcs12(byte[] store, char @Nullable [] password) {
        // Without a password Java would open the store, and leave out the certificates that it cannot decrypt.
        char[] opening = password == null ? new char[0] : password;
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(store), opening);
            List<String> aliases = Collections.list(keys.aliases()).stream()
                    .filter(alias -> isKeyWithCertificate(keys, alias))
                    .toList();
            if (aliases.size() != 1) {
                throw new IllegalArgumentException(
                        "the PKCS#12 store must hold one private key with its certificate, but holds "
                                + aliases.size());
            }
            String alias = aliases.get(0);
            List<X509Certificate> chain = Arrays.stream(keys.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toList();
            return of((PrivateKey) keys.getKey(alias, opening), chain);
        } catch (GeneralSecurityException | IOException e) {
            if (store.length > 0 && store[0] != DER_SEQUENCE) {
                throw new IllegalArgumentException(
                        "this is not a PKCS#12 store: read PEM with fromPem(), and decode Base64 first", e);
            }
            throw new IllegalArgumentException("the PKCS#12 store cannot be opened: is the password right?", e);
        }
    }

    /**
     * Reads PEM with a certificate ({@code CERTIFICATE}) and its private key in PKCS#8 ({@code PRIVATE KEY}). It may
     * also hold the other certificates of the chain.
     *
     * @param pem the text of the file
     * @return the certificate with its key
     * @throws IllegalArgumentException if either is missing, or the key is encrypted or in another format
     */
    public static ClientCertificate fromPem(String pem) {
        Pem parsed = Pem.parse(pem);
        return ofPem(parsed.privateKey(), parsed.certificates());
    }

    /**
     * Reads PEM with a certificate ({@code CERTIFICATE}) and its private key in encrypted PKCS#8
     * ({@code ENCRYPTED PRIVATE KEY}).
     *
     * @param pem the text of the file
     * @param password decrypts the key; may be overwritten when this returns
     * @return the certificate with its key
     * @throws IllegalArgumentException if either is missing, the password is wrong, or Java does not support the
     *     encryption
     */
    public static ClientCertificate fromPem(String pem, char[] password) {
        Pem parsed = Pem.parse(pem);
        return ofPem(parsed.privateKey(Objects.requireNonNull(password, "password")), parsed.certificates());
    }

    /**
     * Returns this certificate for authorities that know only the older form: it signs assertions with RS256 and names
     * the certificate by its SHA-1 thumbprint. The default is PS256 and SHA-256.
     *
     * @return the certificate with the other algorithm
     */
    public ClientCertificate withRs256() {
        return new ClientCertificate(key, chain, true, sendsChain);
    }

    /**
     * Returns this certificate for an application that trusts a subject name and issuer instead of one certificate:
     * each assertion then carries the certificate and its chain ({@code x5c}), so a renewed certificate need not be
     * registered. The chain comes from the PKCS#12 store, the PEM, or {@link #of(PrivateKey, List)}.
     *
     * @return the certificate, sent with its chain
     */
    public ClientCertificate withCertificateChain() {
        return new ClientCertificate(key, chain, rs256, true);
    }

    /** The subject of the certificate, and nothing of the key. */
    @Override
    public String toString() {
        return "ClientCertificate[" + Shown.of(chain.get(0).getSubjectX500Principal()) + "]";
    }

    /** The assertion that proves that the application has the key: a signed JWT (RFC 7523). */
    String assertion(String clientId, String audience, Instant now) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", rs256 ? "RS256" : "PS256");
        header.put("typ", "JWT");
        header.put(rs256 ? "x5t" : "x5t#S256", thumbprint(rs256 ? "SHA-1" : "SHA-256"));
        if (sendsChain) {
            header.put("x5c", chain.stream().map(ClientCertificate::encoded).toList());
        }
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
            return base64(
                    MessageDigest.getInstance(algorithm).digest(chain.get(0).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate cannot be encoded", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Base64 with padding, not the URL alphabet: this member of a JWT is an exception (RFC 7515, 4.1.6). */
    private static String encoded(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate cannot be encoded", e);
        }
    }

    private static ClientCertificate ofPem(PrivateKey key, List<X509Certificate> certificates) {
        if (certificates.stream().noneMatch(certificate -> matches(key, certificate))) {
            throw new IllegalArgumentException(
                    "the PEM has " + certificates.size() + " certificates, but none belongs to the private key");
        }
        return of(key, certificates);
    }

    private static List<X509Certificate> chain(PrivateKey key, List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        X509Certificate next = first(certificates, certificate -> matches(key, certificate));
        while (next != null && chain.size() < LONGEST_CHAIN) {
            chain.add(next);
            X509Certificate last = next;
            next = isIssuer(last, last)
                    ? null
                    : first(certificates, certificate -> isIssuer(certificate, last) && !chain.contains(certificate));
        }
        return List.copyOf(chain);
    }

    /** By its key too: an issuer keeps its name when it gets a new key. */
    private static boolean isIssuer(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static @Nullable X509Certificate first(
            List<X509Certificate> certificates, Predicate<X509Certificate> condition) {
        return certificates.stream().filter(condition).findFirst().orElse(null);
    }

    private static boolean matches(PrivateKey key, X509Certificate certificate) {
        // A key in another provider may hide its modulus; then only the service can check it.
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
