package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The only tenant: its application, whose credentials it checks, and its users, whose names have no case. */
final class EntraTenant {
    private final String id;
    private final String clientId;
    private final String clientSecret;
    private final String userPassword;
    private final List<String> userNames;
    private final Map<String, PrintUser> users = new LinkedHashMap<>();

    EntraTenant(Ids ids) {
        id = ids.uuid("tenant");
        clientId = ids.uuid("client");
        clientSecret = ids.secret("client-secret");
        userPassword = ids.secret("user-password");
        userNames = ids.userNames();
        resetUsers();
    }

    String id() {
        return id;
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    void checkTenant(String presented) {
        if (!presented.equals(id)) {
            throw new Refusal(
                    400,
                    "invalid_request 90002",
                    "Tenant '" + presented
                            + "' not found. Check to make sure you have the correct tenant ID and are signing into the"
                            + " correct cloud.");
        }
    }

    void checkClientId(String presented) {
        if (!presented.equals(clientId)) {
            throw new Refusal(
                    400,
                    "unauthorized_client 700016",
                    "Application with identifier '" + presented + "' was not found in the directory '" + id
                            + "'. You may have sent your authentication request to the wrong tenant.");
        }
    }

    void checkSecret(String presented) {
        if (!presented.equals(clientSecret)) {
            throw new Refusal(
                    401,
                    "invalid_client 7000215",
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID, for a secret added to app '" + clientId + "'.");
        }
    }

    /**
     * Checks a client assertion, except its signature, because the emulator has no certificate.
     */
    void checkAssertion(String jwt, Instant now) {
        JsonNode claims = claims(jwt);
        if (!clientId.equals(claims.path("iss").textValue())
                || !clientId.equals(claims.path("sub").textValue())) {
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

    /** Returns the password of the users that exist from the start. */
    String userPassword() {
        return userPassword;
    }

    synchronized void resetUsers() {
        users.clear();
        add(PrintUser.SIGNED_IN, userPassword, List.of(PrintUser.PRINTER_ADMINISTRATOR));
        userNames.forEach(name -> add(PrintUser.named(name), userPassword, List.of()));
    }

    /** Adds a user with a password and roles, or replaces the user of the same name. */
    synchronized void add(PrintUser user, String password, List<String> roles) {
        users.put(key(user.userPrincipalName()), user.with(password, roles));
    }

    synchronized List<PrintUser> users() {
        return new ArrayList<>(users.values());
    }

    /** Returns the user of that name. A user who was never added has no roles and no password. */
    synchronized PrintUser user(String userPrincipalName) {
        return users.getOrDefault(key(userPrincipalName), PrintUser.named(userPrincipalName));
    }

    private static String key(String userPrincipalName) {
        return userPrincipalName.toLowerCase(Locale.ROOT);
    }
}
