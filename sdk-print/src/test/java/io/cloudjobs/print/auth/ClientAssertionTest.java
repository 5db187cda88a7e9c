package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.RsaKeys;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Duration;
import java.util.UUID;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The assertions that an application signs to prove that it has the key of its certificate. */
@Isolated("adds a security provider")
class ClientAssertionTest {
    private static final String CLIENT_ID = "815f204f-c791-4ee6-9098-614ecdb003f6";
    private static final String AUDIENCE = "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token";

    private final ManualTime time = new ManualTime();

    private static ClientCertificate certificate(String algorithm) {
        ClientCertificate certificate =
                ClientCertificate.fromPem(CertificateFile.pem("certificate.pem", "private-key.pem"));
        return algorithm.equals("RS256") ? certificate.withRs256() : certificate;
    }

    private ClientAssertion assertion(ClientCertificate certificate) {
        return ClientAssertion.parse(certificate.assertion(CLIENT_ID, AUDIENCE, time.now()));
    }

    /** OpenSSL computes the same thumbprints. */
    @ParameterizedTest
    @CsvSource({
        "PS256, x5t#S256, mWo0ND-V-XKjTH6QARAs3m2QbuZPSrQ5AIckOFmnSOo",
        "RS256, x5t,      3zY2VF0a21aNeVi875tU9x02-Zw"
    })
    void theHeaderNamesAlgorithmAndCertificateAndTheSignatureIsThatOfItsKey(
            String algorithm, String name, String thumbprint) {
        ClientAssertion assertion = assertion(certificate(algorithm));

        assertThat(assertion.header())
                .isEqualTo(Json.tree(
                        "{\"alg\":\"%s\",\"typ\":\"JWT\",\"%s\":\"%s\"}".formatted(algorithm, name, thumbprint)));
        assertThat(assertion.isOf(CertificateFile.certificate())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS256"})
    void theClaimsAreThoseOfTheClientForFiveMinutes(String algorithm) {
        time.advance(Duration.ofMillis(86_400_999));

        ClientAssertion assertion = assertion(certificate(algorithm));

        assertThat(assertion.claims()).isEqualTo(Json.tree("""
                        {"aud":"%s","iss":"%s","sub":"%s","jti":"%s","nbf":1795435200,"iat":1795435200,"exp":1795435500}""".formatted(
                AUDIENCE, CLIENT_ID, CLIENT_ID, assertion.claims().path("jti").asText())));
        assertThat(UUID.fromString(assertion.claims().path("jti").asText()).version())
                .isEqualTo(4);
    }

    @Test
    void anOddClientIdStaysWhatItIs() {
        String odd = "a\"b\\c</\u00fc\n";
        ClientAssertion assertion = ClientAssertion.parse(certificate("PS256").assertion(odd, AUDIENCE, time.now()));

        assertThat(assertion.claims().path("sub").asText()).isEqualTo(odd);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS256"})
    void noIdIsUsedTwice(String algorithm) {
        ClientCertificate certificate = certificate(algorithm);

        assertThat(assertion(certificate).claims().path("jti"))
                .isNotEqualTo(assertion(certificate).claims().path("jti"));
    }

    @Test
    void theOtherAlgorithmIsAnotherCertificateObject() {
        ClientCertificate certificate = certificate("PS256");
        certificate.withRs256();

        assertThat(assertion(certificate).header().path("alg").asText()).isEqualTo("PS256");
        assertThat(assertion(certificate.withRs256().withRs256())
                        .header()
                        .path("alg")
                        .asText())
                .isEqualTo("RS256");
    }

    /** Like the keys of smart cards, security modules and the key store of an operating system. */
    @ParameterizedTest
    @ValueSource(strings = {"PS256", "RS256"})
    void aKeyThatDoesNotLeaveItsProviderSignsThere(String algorithm) {
        HeldCertificate held = RsaKeys.certificate("leaf").build();
        Security.addProvider(new KeyKeeper());
        try {
            ClientCertificate kept =
                    ClientCertificate.of(new KeptKey(held.keyPair().getPrivate()), held.certificate());
            if (algorithm.equals("RS256")) {
                kept = kept.withRs256();
            }
            assertThat(assertion(kept).isOf(held.certificate())).isTrue();
        } finally {
            Security.removeProvider(KeyKeeper.NAME);
        }
    }

    @Test
    void aKeyWithoutItsProviderCannotSign() {
        HeldCertificate held = RsaKeys.certificate("leaf").build();
        ClientCertificate kept = ClientCertificate.of(new KeptKey(held.keyPair().getPrivate()), held.certificate());

        assertThatIllegalStateException()
                .isThrownBy(() -> assertion(kept))
                .withMessage("the private key cannot sign: check its provider")
                .withCauseInstanceOf(InvalidKeyException.class);
    }

    /** A key that exposes neither its encoding nor its modulus. */
    @SuppressWarnings("serial") // never serialized
    private static final class KeptKey implements PrivateKey {
        private final transient PrivateKey hidden;

        KeptKey(PrivateKey hidden) {
            this.hidden = hidden;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    /** The security provider of these keys. */
    private static final class KeyKeeper extends Provider {
        static final String NAME = "KeyKeeper";
        private static final long serialVersionUID = 1L;

        KeyKeeper() {
            super(NAME, "1", "keeps keys");
            put("Signature.RSASSA-PSS", Pss.class.getName());
            put("Signature.SHA256withRSA", Pkcs1.class.getName());
        }
    }

    /** Signs only with this provider's keys. */
    private abstract static class KeptKeySignature extends SignatureSpi {
        private final Signature signature;

        KeptKeySignature(String algorithm) throws GeneralSecurityException {
            signature = Signature.getInstance(algorithm, "SunRsaSign");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof KeptKey kept)) {
                throw new InvalidKeyException("not a key of mine");
            }
            signature.initSign(kept.hidden);
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
            signature.setParameter(parameters);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            signature.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            signature.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException();
        }

        @Override
        protected boolean engineVerify(byte[] signed) throws SignatureException {
            throw new SignatureException();
        }

        @Override
        protected AlgorithmParameters engineGetParameters() {
            return signature.getParameters();
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    /** Created by the provider. */
    public static final class Pss extends KeptKeySignature {
        /** For the provider. */
        public Pss() throws GeneralSecurityException {
            super("RSASSA-PSS");
        }
    }

    /** Created by the provider. */
    public static final class Pkcs1 extends KeptKeySignature {
        /** For the provider. */
        public Pkcs1() throws GeneralSecurityException {
            super("SHA256withRSA");
        }
    }
}
