package io.cloudjobs.emulator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EntraEmulator;
import io.cloudjobs.emulator.internal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in at Entra ID, with the grants of Microsoft's libraries: a password, a device code and a refresh token. Each
 * scope is granted as requested, without a consent.
 */
final class SignIn {
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String DEVICE_CODE = "device_code";
    private static final long LIFE_SECONDS = 3599;
    /** The scope that stands for all permissions. */
    private static final String ALL = ".default";
    /** Scopes of OpenID Connect, which are no permissions. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

    private final CloudJobsEmulator emulator;
    private final EntraEmulator entra;
    private final ExpiringCodes refreshTokens;
    private final ExpiringCodes deviceCodes;

    private SignIn(CloudJobsEmulator emulator) {
        this.emulator = emulator;
        entra = emulator.entra();
        refreshTokens = new ExpiringCodes(emulator.clock(), Duration.ofDays(90));
        deviceCodes = new ExpiringCodes(emulator.clock(), Duration.ofMinutes(15));
    }

    /** Adds the grants, and what the MSAL libraries read before they sign in. */
    static void addTo(CloudJobsEmulator emulator) {
        var signIn = new SignIn(emulator);
        EntraEmulator entra = emulator.entra();
        entra.addOperation("POST", "/{tenantId}/oauth2/v2.0/token", signIn::token);
        entra.addOperation("POST", "/{tenantId}/oauth2/v2.0/devicecode", signIn::deviceCode);
        var discovery = new Discovery(entra);
        entra.addOperation(
                "GET", "/{tenantId}/v2.0/.well-known/openid-configuration", request -> discovery.configuration());
        entra.addOperation("GET", "/{tenantId}/discovery/v2.0/keys", request -> Discovery.keys());
        entra.addOperation("GET", "/common/userrealm/{userPrincipalName}", Discovery::realm);
    }

    /** Returns null for another grant, which the library knows or refuses. */
    private @Nullable String token(Map<String, String> form) {
        return switch (form.getOrDefault("grant_type", "")) {
            case "password" -> password(form);
            case REFRESH_TOKEN -> refresh(form);
            // The MSAL libraries write the short one.
            case "urn:ietf:params:oauth:grant-type:device_code", DEVICE_CODE -> device(form);
            default -> null;
        };
    }

    private String password(Map<String, String> form) {
        String scope = required(form, "scope");
        String name = required(form, "username");
        String password = required(form, "password");
        permissions(scope);
        String expected = name.isBlank() ? "" : entra.userPassword(name);
        if (expected.isEmpty()) {
            throw new Refusal(
                    400,
                    "invalid_grant 50034",
                    "The user account does not exist in the directory. To sign into this application, the account must be"
                            + " added to the directory.");
        }
        if (!expected.equals(password)) {
            throw new Refusal(
                    400, "invalid_grant 50126", "Error validating credentials due to invalid username or password.");
        }
        return signIn(name, scope, form);
    }

    private String refresh(Map<String, String> form) {
        ExpiringCodes.Grant before = refreshTokens.grant(required(form, REFRESH_TOKEN));
        if (before == null) {
            throw new Refusal(400, "invalid_grant 70000", "Provided grant is invalid or malformed.");
        }
        return signIn(before.user(), form.getOrDefault("scope", before.scope()), form);
    }

    private String device(Map<String, String> form) {
        String code = required(form, DEVICE_CODE);
        ExpiringCodes.Grant approved = deviceCodes.grant(code);
        if (approved == null) {
            throw new Refusal(
                    400,
                    "expired_token 70019",
                    "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");
        }
        deviceCodes.remove(code);
        return signIn(approved.user(), approved.scope(), form);
    }

    /** Returns a device code that the user has already approved, so that nobody need wait for a person. */
    private String deviceCode(Map<String, String> form) {
        String scope = required(form, "scope");
        permissions(scope);
        String userCode = "EMULATED1";
        var grant = new ExpiringCodes.Grant(emulator.print().userPrincipalName(), scope);
        return Json.object()
                .put("user_code", userCode)
                .put(DEVICE_CODE, deviceCodes.issue(grant))
                .put("verification_uri", entra.endpoint())
                .put("expires_in", 900)
                .put("interval", 1)
                .put("message", "The emulator has already approved the code " + userCode + ".")
                .toString();
    }

    private String signIn(String user, String scope, Map<String, String> form) {
        List<String> scopes = words(scope);
        String token = entra.userToken(user, permissions(scope).toArray(String[]::new));
        ObjectNode response = Json.object()
                .put("token_type", "Bearer")
                .put("expires_in", LIFE_SECONDS)
                .put("ext_expires_in", LIFE_SECONDS)
                .put("scope", scope)
                .put("access_token", token);
        if (scopes.contains("offline_access")) {
            response.put(REFRESH_TOKEN, refreshTokens.issue(new ExpiringCodes.Grant(user, scope)));
        }
        if (scopes.contains("openid")) {
            response.put("id_token", idToken(user));
        }
        if (form.getOrDefault("client_info", "").equals("1")) {
            response.put(
                    "client_info",
                    base64(Json.object().put("uid", entra.userId(user)).put("utid", entra.tenantId())));
        }
        return response.toString();
    }

    /** Returns the permissions in the scopes, without the resource: the emulator has only Microsoft Graph. */
    private static List<String> permissions(String scope) {
        List<String> permissions = new ArrayList<>();
        for (String word : words(scope)) {
            if (OPENID.contains(word)) {
                continue;
            }
            String permission = word.substring(word.lastIndexOf('/') + 1);
            if (permission.isEmpty()) {
                throw wrongScope("The scope '" + word + "' does not exist.");
            }
            permissions.add(permission);
        }
        if (permissions.contains(ALL) && permissions.size() > 1) {
            throw wrongScope(".default scope can't be combined with resource-specific scopes.");
        }
        return permissions;
    }

    private static Refusal wrongScope(String reason) {
        return new Refusal(
                400,
                "invalid_scope 70011",
                "The provided value for the input parameter 'scope' is not valid. " + reason);
    }

    private static List<String> words(String scope) {
        return Arrays.stream(scope.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String required(Map<String, String> form, String name) {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new Refusal(
                    400,
                    "invalid_request 900144",
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }

    /** Returns the identity of the user as an unsigned JWT: clients do not check the signature of a direct response. */
    private String idToken(String user) {
        JsonNode known = StateJson.of(emulator).user(user);
        String name = known.path("userPrincipalName").asText(user);
        long now = emulator.clock().now().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("aud", entra.clientId())
                .put("iss", Discovery.issuer(entra))
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + LIFE_SECONDS)
                .put("name", known.path("displayName").asText(name))
                .put("oid", entra.userId(user))
                .put("preferred_username", name)
                .put("sub", entra.userId(user))
                .put("tid", entra.tenantId())
                .put("ver", "2.0");
        ObjectNode header = Json.object().put("typ", "JWT").put("alg", "none");
        return base64(header) + "." + base64(claims) + ".";
    }

    private static String base64(JsonNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
