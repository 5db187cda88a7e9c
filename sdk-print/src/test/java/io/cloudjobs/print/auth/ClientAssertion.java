package io.cloudjobs.print.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;

/**
 * A signed JWT, as parsed by its receiver.
 * @param signed the signed bytes
 */
record ClientAssertion(JsonNode header, JsonNode claims, String signed, byte[] signature) {
    static ClientAssertion parse(String jwt) {
        assertThat(jwt).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        String[] parts = jwt.split("\\.");
        return new ClientAssertion(
                Json.tree(text(parts[0])),
                Json.tree(text(parts[1])),
                parts[0] + "." + parts[1],
                Base64.getUrlDecoder().decode(parts[2]));
    }

    /** Whether the key of this certificate signed it, and its header names the certificate. */
    boolean isOf(X509Certificate certificate) {
        try {
            boolean pss = header.path("alg").asText().equals("PS256");
            Signature verifier = Signature.getInstance(pss ? "RSASSA-PSS" : "SHA256withRSA");
            if (pss) {
                verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            verifier.initVerify(certificate);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            byte[] thumbprint =
                    MessageDigest.getInstance(pss ? "SHA-256" : "SHA-1").digest(certificate.getEncoded());
            return verifier.verify(signature)
                    && header.path(pss ? "x5t#S256" : "x5t")
                            .asText()
                            .equals(Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
