package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.Api;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The HTTP side of Entra ID: its token endpoint, and the operations that a program adds. */
final class EntraApi implements Api {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String ASSERTION = "client_assertion";
    private static final String SECRET = "client_secret";
    private static final String DEFAULT_SCOPE = "/.default";
    /** Scopes of OpenID Connect, which MSAL for Java adds. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");
    /** Entra's format, with a space instead of the usual T. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Time time;
    private final PrintTokens tokens;
    private final EntraTenant tenant;
    private final Router router = new Router();

    EntraApi(Time time, PrintTokens tokens, EntraTenant tenant) {
        this.time = time;
        this.tokens = tokens;
        this.tenant = tenant;
        router.on("POST", "/{tenantId}/oauth2/v2.0/token", this::token);
    }

    /** Adds an operation. The one that it replaces responds if the handler returns null. */
    void add(String method, String path, Function<? super Map<String, String>, @Nullable String> handler) {
        Router.Handler before = router.handler(method, path);
        router.on(method, path, request -> {
            Map<String, String> parameters = parameters(request);
            if (method.equals("POST")) {
                tenant.checkClientId(required(parameters, "client_id"));
                checkCredential(parameters);
            }
            String json = handler.apply(parameters);
            return json == null
                    ? Objects.requireNonNull(before, "no operation responds").respond(request)
                    : Response.json(200, JSON, JsonTrees.parse(json));
        });
    }

    @Override
    public Router router() {
        return router;
    }

    private Response token(Request request) throws IOException {
        Map<String, String> form = parameters(request);
        String grant = required(form, "grant_type");
        if (!grant.equals(CLIENT_CREDENTIALS)) {
            throw new Refusal(
                    400,
                    "unsupported_grant_type 70003",
                    "The app requested an unsupported grant type '" + grant + "'.");
        }
        tenant.checkClientId(required(form, "client_id"));
        String scope = required(form, "scope");
        List<String> resources = new ArrayList<>(List.of(scope.trim().split("\\s+")));
        resources.removeAll(OPENID);
        if (resources.size() != 1
                || !resources.get(0).endsWith(DEFAULT_SCOPE)
                || resources.get(0).equals(DEFAULT_SCOPE)) {
            throw new Refusal(
                    400,
                    "invalid_scope 1002012",
                    "The provided value for scope " + scope
                            + " is not valid. Client credential flows must have a scope value with /.default suffixed to the"
                            + " resource identifier (application ID URI).");
        }
        if (!has(form, ASSERTION) && !has(form, SECRET)) {
            throw new Refusal(
                    401,
                    "invalid_client 7000216",
                    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant"
                            + " type.");
        }
        checkCredential(form);
        return Response.json(
                200,
                JSON,
                JsonTrees.object()
                        .put("token_type", "Bearer")
                        .put("expires_in", PrintTokens.LIFE.toSeconds())
                        .put("ext_expires_in", PrintTokens.LIFE.toSeconds())
                        .put("access_token", tokens.application()));
    }

    /** Returns the fields of the form and the variables of the path, after a check of the tenant. */
    private Map<String, String> parameters(Request request) throws IOException {
        var all = new HashMap<>(request.form());
        all.putAll(request.variables());
        tenant.checkTenant(all.getOrDefault("tenantId", tenant.id()));
        return all;
    }

    /** A client that signs a user in needs no credential, but it must not have a wrong one. */
    private void checkCredential(Map<String, String> form) {
        if (has(form, ASSERTION)) {
            if (!required(form, "client_assertion_type").equals(JWT_BEARER)) {
                throw new Refusal(400, "invalid_request 90011", "Unexpected client assertion type.");
            }
            tenant.checkAssertion(required(form, ASSERTION), time.now());
        } else if (has(form, SECRET)) {
            tenant.checkSecret(required(form, SECRET));
        }
    }

    private static boolean has(Map<String, String> form, String name) {
        return !form.getOrDefault(name, "").isEmpty();
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

    @Override
    public Response refuse(Request request, Refusal refusal) {
        // The OAuth error and Entra's number.
        String[] error = refusal.codeOr(
                        switch (refusal.status()) {
                            case 429 -> "temporarily_unavailable 90055";
                            case 503 -> "temporarily_unavailable 90033";
                            default -> "invalid_request 9002313";
                        })
                .split(" ");
        String sent = request.header("client-request-id");
        String correlationId = sent == null ? UUID.randomUUID().toString() : sent;
        String timestamp = TIMESTAMP.format(time.now());
        var body = JsonTrees.object();
        body.put("error", error[0]);
        body.put(
                "error_description",
                String.join(
                        "\r\n",
                        "AADSTS" + error[1] + ": " + refusal.message(),
                        "Trace ID: " + request.id(),
                        "Correlation ID: " + correlationId,
                        "Timestamp: " + timestamp));
        body.putArray("error_codes").add(Integer.valueOf(error[1]));
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
}
