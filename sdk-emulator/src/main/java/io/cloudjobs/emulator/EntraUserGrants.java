package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.EntraUsers.EntraUser;
import io.cloudjobs.emulator.internal.http.ExpiringTokens;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The grants that sign a user in. Each scope is granted as requested, without a consent. */
final class EntraUserGrants {
    private static final String REFRESH_TOKEN = "refresh_token";
    private static final String DEVICE_CODE = "device_code";
    /** Scopes of OpenID Connect, which are no permissions. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

    private final Time time;
    private final String issuer;
    private final PrintTokens tokens;
    private final EntraClient client;
    private final EntraUsers users;
    /** The name and the scopes of the user. */
    private final ExpiringTokens<Map.Entry<String, String>> refreshTokens;

    private final ExpiringTokens<Map.Entry<String, String>> deviceCodes;
    private final Map<String, Function<Map<String, String>, ObjectNode>> grants;

    EntraUserGrants(Time time, String issuer, PrintTokens tokens, EntraClient client, EntraUsers users) {
        this.time = time;
        this.issuer = issuer;
        this.tokens = tokens;
        this.client = client;
        this.users = users;
        refreshTokens = new ExpiringTokens<>(time, Duration.ofDays(90));
        deviceCodes = new ExpiringTokens<>(time, Duration.ofMinutes(15));
        grants = Map.of(
                "password",
                this::password,
                REFRESH_TOKEN,
                this::refresh,
                "urn:ietf:params:oauth:grant-type:device_code",
                this::device,
                DEVICE_CODE, // as the MSAL libraries write it
                this::device);
    }

    @Nullable Function<Map<String, String>, ObjectNode> named(String grantType) {
        return grants.get(grantType);
    }

    private ObjectNode password(Map<String, String> form) {
        String scope = EntraApi.required(form, "scope");
        String name = EntraApi.required(form, "username");
        String password = EntraApi.required(form, "password");
        permissions(scope);
        return signIn(users.login(name, password), scope, form);
    }

    private ObjectNode refresh(Map<String, String> form) {
        Map.Entry<String, String> before = refreshTokens.grant(EntraApi.required(form, REFRESH_TOKEN));
        if (before == null) {
            throw EntraError.WRONG_REFRESH_TOKEN.because("Provided grant is invalid or malformed.");
        }
        String scope = form.getOrDefault("scope", before.getValue());
        return signIn(users.named(before.getKey()), scope, form);
    }

    private ObjectNode device(Map<String, String> form) {
        String code = EntraApi.required(form, DEVICE_CODE);
        Map.Entry<String, String> approved = deviceCodes.grant(code);
        if (approved == null) {
            throw EntraError.WRONG_DEVICE_CODE.because(
                    "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");
        }
        deviceCodes.remove(code);
        return signIn(users.named(approved.getKey()), approved.getValue(), form);
    }

    /** Returns a device code that the user has already approved, so that a test need not wait for a person. */
    ObjectNode deviceCode(Map<String, String> form, String verificationUri) {
        String scope = EntraApi.required(form, "scope");
        permissions(scope);
        String userCode = "EMULATED1";
        return JsonTrees.object()
                .put("user_code", userCode)
                .put(DEVICE_CODE, deviceCodes.issue(Map.entry(PrintUser.SIGNED_IN.userPrincipalName(), scope)))
                .put("verification_uri", verificationUri)
                .put("expires_in", 900)
                .put("interval", 1)
                .put("message", "The emulator has already approved the code " + userCode + ".");
    }

    /** Returns the members of each token response, without the token. */
    static ObjectNode token() {
        return JsonTrees.object()
                .put("token_type", "Bearer")
                .put("expires_in", PrintTokens.LIFE.toSeconds())
                .put("ext_expires_in", PrintTokens.LIFE.toSeconds());
    }

    private ObjectNode signIn(EntraUser user, String scope, Map<String, String> form) {
        List<String> scopes = words(scope);
        String token = tokens.issue(Principal.user(user, permissions(scope)));
        ObjectNode response = token().put("scope", scope).put("access_token", token);
        if (scopes.contains("offline_access")) {
            var signIn = Map.entry(user.identity().userPrincipalName(), scope);
            response.put(REFRESH_TOKEN, refreshTokens.issue(signIn));
        }
        if (scopes.contains("openid")) {
            response.put("id_token", idToken(user.identity()));
        }
        if (form.getOrDefault("client_info", "").equals("1")) {
            response.put(
                    "client_info",
                    base64(JsonTrees.object().put("uid", user.identity().id()).put("utid", client.tenantId())));
        }
        return response;
    }

    /** Returns the permissions in the scopes, without the resource: the emulator has only Microsoft Graph. */
    private static List<String> permissions(String scope) {
        var permissions = new ArrayList<String>();
        for (String word : resources(scope)) {
            String permission = word.substring(word.lastIndexOf('/') + 1);
            if (permission.isEmpty()) {
                throw EntraError.WRONG_USER_SCOPE.because(
                        "The provided value for the input parameter 'scope' is not valid. The scope '" + word
                                + "' does not exist.");
            }
            permissions.add(permission);
        }
        if (permissions.contains(Principal.ALL) && permissions.size() > 1) {
            throw EntraError.WRONG_USER_SCOPE.because(
                    "The provided value for the input parameter 'scope' is not valid. "
                            + ".default scope can't be combined with resource-specific scopes.");
        }
        return permissions;
    }

    /** Returns the scopes, except the scopes of OpenID Connect. */
    static List<String> resources(String scope) {
        List<String> resources = words(scope);
        resources.removeAll(OPENID);
        return resources;
    }

    private static List<String> words(String scope) {
        var words = new ArrayList<String>();
        new StringTokenizer(scope).asIterator().forEachRemaining(word -> words.add((String) word));
        return words;
    }

    /** Returns the identity of the user as an unsigned JWT: clients do not check the signature of a direct response. */
    private String idToken(PrintUser user) {
        long now = time.now().getEpochSecond();
        ObjectNode claims = JsonTrees.object()
                .put("aud", client.id())
                .put("iss", issuer)
                .put("iat", now)
                .put("nbf", now)
                .put("exp", now + PrintTokens.LIFE.toSeconds())
                .put("name", user.displayName())
                .put("oid", user.id())
                .put("preferred_username", user.userPrincipalName())
                .put("sub", user.id())
                .put("tid", client.tenantId())
                .put("ver", "2.0");
        ObjectNode header = JsonTrees.object().put("typ", "JWT").put("alg", "none");
        return base64(header) + "." + base64(claims) + ".";
    }

    private static String base64(JsonNode json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }
}
