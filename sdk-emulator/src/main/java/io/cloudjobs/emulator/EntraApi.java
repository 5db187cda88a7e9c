package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.Api;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;
import io.cloudjobs.emulator.internal.http.Token;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The HTTP side of the token endpoint of Entra ID. */
final class EntraApi implements Api {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Pattern DEFAULT_SCOPE = Pattern.compile("\\S+/\\.default");
    private static final int VALIDITY_SECONDS = 3599;
    /** Entra's format, with a space instead of the usual T. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Time time;
    private final Token token;
    private final EntraClient client;
    private final Router router = new Router();

    EntraApi(Time time, Token token, EntraClient client) {
        this.time = time;
        this.token = token;
        this.client = client;

        router.on("POST", "/{tenantId}/oauth2/v2.0/token", this::token);
    }

    /** A token request needs no token. */
    @Override
    public void authorize(Request request) {}

    @Override
    public Router router() {
        return router;
    }

    @Override
    public Response respond(Request request) throws IOException {
        return router.route(request);
    }

    private Response token(Request request) throws IOException {
        checkTenant(request.path("tenantId"));
        Map<String, String> form = request.form();
        checkGrant(required(form, "grant_type"));
        checkClient(required(form, "client_id"));
        checkScope(required(form, "scope"));
        checkCredential(form);
        return Response.json(
                200,
                JSON,
                JsonTrees.object()
                        .put("token_type", "Bearer")
                        .put("expires_in", VALIDITY_SECONDS)
                        .put("ext_expires_in", VALIDITY_SECONDS)
                        .put("access_token", token.value()));
    }

    private void checkTenant(String tenantId) {
        if (!tenantId.equals(client.tenantId())) {
            throw EntraError.UNKNOWN_TENANT.because("Tenant '" + tenantId
                    + "' not found. Check to make sure you have the correct tenant ID and are signing into the correct"
                    + " cloud.");
        }
    }

    private static void checkGrant(String grant) {
        if (!grant.equals("client_credentials")) {
            throw EntraError.UNSUPPORTED_GRANT.because("The app requested an unsupported grant type '" + grant + "'.");
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
        if (!DEFAULT_SCOPE.matcher(scope).matches()) {
            throw EntraError.WRONG_SCOPE.because("The provided value for scope " + scope
                    + " is not valid. Client credential flows must have a scope value with /.default suffixed to the"
                    + " resource identifier (application ID URI).");
        }
    }

    private void checkCredential(Map<String, String> form) {
        String assertion = form.getOrDefault("client_assertion", "");
        String secret = form.getOrDefault("client_secret", "");
        if (!assertion.isEmpty()) {
            if (!required(form, "client_assertion_type").equals(JWT_BEARER)) {
                throw EntraError.WRONG_ASSERTION_TYPE.because("Unexpected client assertion type.");
            }
            client.checkAssertion(assertion, time.now());
        } else if (!secret.isEmpty()) {
            client.checkSecret(secret);
        } else {
            throw EntraError.NO_CREDENTIAL.because(
                    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant"
                            + " type.");
        }
    }

    private static String required(Map<String, String> form, String name) {
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
        return Map.of("x-ms-request-id", request.id(), "Cache-Control", "no-store, no-cache");
    }
}
