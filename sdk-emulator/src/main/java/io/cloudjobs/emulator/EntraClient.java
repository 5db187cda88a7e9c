package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/** The only application and its tenant. Checks the credentials of the application. */
final class EntraClient {
    private final String tenantId;
    private final String id;
    private final String secret;

    EntraClient(Ids ids) {
        tenantId = ids.uuid("tenant");
        id = ids.uuid("client");
        secret = ids.secret("client-secret");
    }

    String tenantId() {
        return tenantId;
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    void checkTenant(String presented) {
        if (!presented.equals(tenantId)) {
            throw new Refusal(
                    400,
                    "invalid_request 90002",
                    "Tenant '" + presented
                            + "' not found. Check to make sure you have the correct tenant ID and are signing into the"
                            + " correct cloud.");
        }
    }

    void checkId(String presented) {
        if (!presented.equals(id)) {
            throw new Refusal(
                    400,
                    "unauthorized_client 700016",
                    "Application with identifier '" + presented + "' was not found in the directory '" + tenantId
                            + "'. You may have sent your authentication request to the wrong tenant.");
        }
    }

    void checkSecret(String presented) {
        if (!presented.equals(secret)) {
            throw new Refusal(
                    401,
                    "invalid_client 7000215",
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID, for a secret added to app '" + id + "'.");
        }
    }

    /**
     * Checks a client assertion, except its signature, because the emulator has no certificate.
     */
    void checkAssertion(String jwt, Instant now) {
        JsonNode claims = claims(jwt);
        if (!id.equals(claims.path("iss").textValue())
                || !id.equals(claims.path("sub").textValue())) {
            throw new Refusal(
                    401,
                    "invalid_client 700021",
                    "Client assertion application identifier doesn't match 'client_id' parameter.");
        }
        if (claims.path("exp").longValue() <= now.getEpochSecond()) {
            throw new Refusal(401, "invalid_client 700024", "Client assertion is not within its valid time range.");
        }
    }

    private static JsonNode claims(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length == 3) {
            try {
                return JsonTrees.read(Base64.getUrlDecoder().decode(parts[1]));
            } catch (IllegalArgumentException | IOException e) {
                // Not JSON. The text is in memory, so reading it cannot fail.
            }
        }
        throw new Refusal(400, "invalid_request 50027", "JWT token is invalid or malformed.");
    }
}
