package io.cloudjobs.print.auth;

import io.cloudjobs.core.internal.Checks;
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
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its private RSA key. An application authenticates to Microsoft Entra ID with it. Register the
 * certificate with the application. The client never sends the key. Immutable.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/certificate-credentials">Certificate credentials</a>
 */
public final class ClientCertificate {
    private static final Duration ASSERTION_LIFE = Duration.ofMinutes(5);

    /** Real chains are shorter. The limit protects against invalid ones. */
    private static final int LONGEST_CHAIN = 10;

    /** The first byte of a PKCS#12 store. */
    private static final byte DER_SEQUENCE = 0x30;

    private final PrivateKey key;

    /** The certificate of the key, its issuer, the issuer of its issuer, up to the last one that is known. */
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
     * @throws IllegalArgumentException if the key is not an RSA key or does not belong to the certificate
     */
    public static ClientCertificate of(PrivateKey key, X509Certificate certificate) {
        return of(key, List.of(certificate));
    }

    /**
     * Creates a certificate with its issuers, for {@link #withCertificateChain()}. Otherwise the same as
     * {@link #of(PrivateKey, X509Certificate)}.
     *
     * @param key the private key, an RSA key
     * @param certificates the certificate of that key and its issuers, in any order
     * @return the certificate with its key
     * @throws IllegalArgumentException if the key is not an RSA key or belongs to none of the certificates
     */
    public static ClientCertificate of(PrivateKey key, List<X509Certificate> certificates) {
        if (!key.getAlgorithm().equals("RSA") && !key.getAlgorithm().equals("RSASSA-PSS")) {
            throw new IllegalArgumentException("the private key must be an RSA key, but is " + key.getAlgorithm());
        }
        List<X509Certificate> chain = chain(key, certificates);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(
                    "the private key does not belong to the certificate: pass a matching pair");
        }
        return new ClientCertificate(key, chain, false, false);
    }

    /**
     * Reads a PKCS#12 store ({@code .p12}, {@code .pfx}) with one private key.
     *
     * @param store the bytes of the file
     * @param password the password of the store and the key; you may overwrite it after this call. Null is the same as an
     *     empty password
     * @return the certificate with its key
     * @throws IllegalArgumentException if the password does not open the store, or if the store does not have exactly one
     *     private key with its certificate
     */
    public static ClientCertificate fromPkcs12(byte[] store, char @Nullable [] password) {
        // With a null password, Java opens the store but omits the certificates that it cannot decrypt.
        char[] opening = password == null ? new char[0] : password;
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(new ByteArrayInputStream(Checks.given("store", store)), opening);
            List<String> aliases = new ArrayList<>();
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)
                        && keys.getCertificate(alias) instanceof X509Certificate) {
                    aliases.add(alias);
                }
            }
            if (aliases.size() != 1) {
                throw new IllegalArgumentException(
                        "the PKCS#12 store must have one private key with its certificate, but has " + aliases.size()
                                + ": export one pair");
            }
            String alias = aliases.get(0);
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : keys.getCertificateChain(alias)) {
                chain.add((X509Certificate) certificate);
            }
            return of((PrivateKey) keys.getKey(alias, opening), chain);
        } catch (GeneralSecurityException | IOException e) {
            if (store.length > 0 && store[0] != DER_SEQUENCE) {
                throw new IllegalArgumentException(
                        "this is not a PKCS#12 store: read PEM with fromPem(), or decode Base64 first", e);
            }
            throw new IllegalArgumentException(
                    "the PKCS#12 store cannot be opened: check the password and the file", e);
        }
    }

    /**
     * Reads PEM with a certificate ({@code CERTIFICATE}) and its private key in PKCS#8 ({@code PRIVATE KEY}). The PEM may
     * also have the other certificates of the chain.
     *
     * @param pem the text of the file
     * @return the certificate with its key
     * @throws IllegalArgumentException if the certificate or the key is missing, or the key is encrypted or in another format
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
     * @param password the password of the key, in ASCII; you may overwrite it after this call
     * @return the certificate with its key
     * @throws IllegalArgumentException if the certificate or the key is missing, the password is wrong, or Java does not
     *     support the encryption
     */
    public static ClientCertificate fromPem(String pem, char[] password) {
        Checks.given("password", password);
        Pem parsed = Pem.parse(pem);
        return ofPem(parsed.privateKey(password), parsed.certificates());
    }

    /**
     * Returns a copy that signs assertions with RS256 and identifies the certificate by its SHA-1 thumbprint. Use it for
     * authorities that do not support the default, PS256 and SHA-256.
     *
     * @return the copy
     */
    public ClientCertificate withRs256() {
        return new ClientCertificate(key, chain, true, sendsChain);
    }

    /**
     * Returns a copy that sends the certificate and its chain with each assertion ({@code x5c}). Use it for an application
     * that trusts a subject name and issuer instead of one certificate: you need not register a renewed certificate. The
     * chain comes from the PKCS#12 store, the PEM, or {@link #of(PrivateKey, List)}.
     *
     * @return the copy
     */
    public ClientCertificate withCertificateChain() {
        return new ClientCertificate(key, chain, rs256, true);
    }

    /** Returns the subject of the certificate. Shows no part of the key. */
    @Override
    public String toString() {
        return "ClientCertificate[" + Shown.of(chain.get(0).getSubjectX500Principal()) + "]";
    }

    /** Creates the assertion: a signed JWT (RFC 7523), which proves that the application has the key. */
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
            signature.initSign(key); // before the parameters, because it selects the provider of the key
            if (!rs256) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private key cannot sign: check its provider", e);
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

    /** Encodes in plain Base64 with padding. Only {@code x5c} requires that; other members use Base64url (RFC 7515, 4.1.6). */
    private static String encoded(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate cannot be encoded", e);
        }
    }

    private static ClientCertificate ofPem(PrivateKey key, List<X509Certificate> certificates) {
        if (first(certificates, certificate -> matches(key, certificate)) == null) {
            throw new IllegalArgumentException(
                    "no certificate in the PEM belongs to the private key: add the matching one");
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

    /** Compares the name and the key, because an issuer may renew its key under the same name. */
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
        for (X509Certificate certificate : certificates) {
            if (condition.test(certificate)) {
                return certificate;
            }
        }
        return null;
    }

    private static boolean matches(PrivateKey key, X509Certificate certificate) {
        // A key of another security provider may hide its modulus. Then only Entra ID can check the pair.
        return !(key instanceof RSAKey secret)
                || certificate.getPublicKey() instanceof RSAKey open
                        && secret.getModulus().equals(open.getModulus());
    }
}
