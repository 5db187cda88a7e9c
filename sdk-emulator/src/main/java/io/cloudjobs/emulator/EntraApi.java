package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.Api;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The HTTP side of the token endpoint of Entra ID. */
final class EntraApi implements Api {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String ISSUER = "/v2.0";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Pattern DEFAULT_SCOPE = Pattern.compile("\\S+/\\.default");
    /** Entra's format, with a space instead of the usual T. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Time time;
    private final PrintTokens tokens;
    private final EntraClient client;
    private final EntraUserGrants grants;
    /** The addresses that clients read before they sign in. */
    private final String origin;

    private final String tenant;
    private final Router router = new Router();

    EntraApi(Time time, String origin, PrintTokens tokens, EntraClient client, EntraUsers users) {
        this.time = time;
        this.tokens = tokens;
        this.client = client;
        this.origin = origin;
        tenant = origin + "/" + client.tenantId();
        grants = new EntraUserGrants(time, tenant + ISSUER, tokens, client, users);

        router.on("POST", "/{tenantId}/oauth2/v2.0/token", this::token);
        router.on("POST", "/{tenantId}/oauth2/v2.0/devicecode", this::deviceCode);
        router.on("GET", "/{tenantId}/v2.0/.well-known/openid-configuration", request -> {
            checkTenant(request.path("tenantId"));
            return Response.json(200, JSON, configuration());
        });
        router.on("GET", "/{tenantId}/discovery/v2.0/keys", request -> Response.json(200, JSON, keys()));
        router.on(
                "GET",
                "/common/userrealm/{userPrincipalName}",
                request -> Response.json(200, JSON, realm(request.path("userPrincipalName"))));
    }

    /** A token request needs no token. */
    @Override
    public void authorize(Request request) {}

    @Override
    public Router router() {
        return router;
    }

    private Response token(Request request) throws IOException {
        checkTenant(request.path("tenantId"));
        Map<String, String> form = request.form();
        String grant = required(form, "grant_type");
        Function<Map<String, String>, ObjectNode> ofUser = grants.named(grant);
        if (ofUser == null && !grant.equals(CLIENT_CREDENTIALS)) {
            throw EntraError.UNSUPPORTED_GRANT.because("The app requested an unsupported grant type '" + grant + "'.");
        }
        checkClient(required(form, "client_id"));
        if (ofUser != null) {
            checkCredential(form, false);
            return Response.json(200, JSON, ofUser.apply(form));
        }
        checkScope(required(form, "scope"));
        checkCredential(form, true);
        return Response.json(200, JSON, EntraUserGrants.token().put("access_token", tokens.application()));
    }

    private Response deviceCode(Request request) throws IOException {
        checkTenant(request.path("tenantId"));
        Map<String, String> form = request.form();
        checkClient(required(form, "client_id"));
        return Response.json(200, JSON, grants.deviceCode(form, origin));
    }

    private void checkTenant(String tenantId) {
        if (!tenantId.equals(client.tenantId())) {
            throw EntraError.UNKNOWN_TENANT.because("Tenant '" + tenantId
                    + "' not found. Check to make sure you have the correct tenant ID and are signing into the correct"
                    + " cloud.");
        }
    }

    private void checkClient(String clientId) {
        if (!clientId.equals(client.id())) {
            throw EntraError.UNKNOWN_CLIENT.because("Application with identifier '" + clientId
                    + "' was not found in the directory '" + client.tenantId()
                    + "'. You may have sent your authentication request to the wrong tenant.");
        }
    }

    private static void checkScope(String scope) {
        // MSAL for Java adds the scopes of OpenID Connect.
        List<String> resources = EntraUserGrants.resources(scope);
        if (resources.size() != 1 || !DEFAULT_SCOPE.matcher(resources.get(0)).matches()) {
            throw EntraError.WRONG_SCOPE.because("The provided value for scope " + scope
                    + " is not valid. Client credential flows must have a scope value with /.default suffixed to the"
                    + " resource identifier (application ID URI).");
        }
    }

    /** A client that signs a user in needs no credential, but it must not have a wrong one. */
    private void checkCredential(Map<String, String> form, boolean isRequired) {
        String assertion = form.getOrDefault("client_assertion", "");
        String secret = form.getOrDefault("client_secret", "");
        if (!assertion.isEmpty()) {
            if (!required(form, "client_assertion_type").equals(JWT_BEARER)) {
                throw EntraError.WRONG_ASSERTION_TYPE.because("Unexpected client assertion type.");
            }
            client.checkAssertion(assertion, time.now());
        } else if (!secret.isEmpty()) {
            client.checkSecret(secret);
        } else if (isRequired) {
            throw EntraError.NO_CREDENTIAL.because(
                    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant"
                            + " type.");
        }
    }

    static String required(Map<String, String> form, String name) {
        String value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw EntraError.MISSING_PARAMETER.because(
                    "The request body must contain the following parameter: '" + name + "'.");
        }
        return value;
    }

    @Override
    public Response refuse(Request request, Refusal refusal) {
        EntraError error = EntraError.of(refusal);
        String sent = request.header("client-request-id");
        String correlationId = sent == null ? UUID.randomUUID().toString() : sent;
        String timestamp = TIMESTAMP.format(time.now());
        var body = JsonTrees.object();
        body.put("error", error.error());
        body.put(
                "error_description",
                String.join(
                        "\r\n",
                        "AADSTS" + error.code() + ": " + refusal.message(),
                        "Trace ID: " + request.id(),
                        "Correlation ID: " + correlationId,
                        "Timestamp: " + timestamp));
        body.putArray("error_codes").add(error.code());
        body.put("timestamp", timestamp);
        body.put("trace_id", request.id());
        body.put("correlation_id", correlationId);
        return Response.json(refusal.status(), JSON, body);
    }

    @Override
    public Map<String, String> headers(Request request) {
        var headers = new HashMap<>(Map.of("x-ms-request-id", request.id(), "Cache-Control", "no-store, no-cache"));
        String correlationId = request.header("client-request-id");
        if (correlationId != null) {
            headers.put("client-request-id", correlationId);
        }
        return headers;
    }

    /** The MSAL libraries for Python, JavaScript and Go need it. */
    private ObjectNode configuration() {
        var configuration = JsonTrees.object();
        configuration
                .put("issuer", tenant + ISSUER)
                .put("authorization_endpoint", tenant + "/oauth2/v2.0/authorize")
                .put("token_endpoint", tenant + "/oauth2/v2.0/token")
                .put("device_authorization_endpoint", tenant + "/oauth2/v2.0/devicecode")
                .put("jwks_uri", tenant + "/discovery/v2.0/keys");
        configuration
                .putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_post")
                .add("private_key_jwt");
        configuration.putArray("response_types_supported").add("code");
        configuration.putArray("subject_types_supported").add("pairwise");
        configuration.putArray("id_token_signing_alg_values_supported").add("none");
        return configuration;
    }

    /** Id tokens are not signed. */
    private static ObjectNode keys() {
        var keys = JsonTrees.object();
        keys.putArray("keys");
        return keys;
    }

    /** MSAL asks before it sends a password. No user signs in at a server of another organization. */
    private ObjectNode realm(String userPrincipalName) {
        return JsonTrees.object()
                .put("ver", "1.0")
                .put("account_type", "Managed")
                .put("domain_name", userPrincipalName.substring(userPrincipalName.indexOf('@') + 1))
                .put("cloud_instance_name", "microsoftonline.com")
                .put("cloud_audience_urn", "urn:federation:MicrosoftOnline");
    }
}
