package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.Api;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import io.cloudjobs.emulator.internal.Token;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The HTTP side of the login of IAM. */
final class IamApi implements Api {
    private static final String JSON = "application/json;charset=UTF-8";
    private static final Duration VALIDITY = Duration.ofHours(24);
    /** IAM writes six digits. */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Time time;
    private final Token token;
    private final IamEmulator account;
    private final String projectId;
    private final Router router = new Router();

    IamApi(Time time, Token token, IamEmulator account, String projectId) {
        this.time = time;
        this.token = token;
        this.account = account;
        this.projectId = projectId;

        router.on("POST", "/v3/auth/tokens", this::login);
    }

    @Override
    public Router router() {
        return router;
    }

    private Response login(Request request) throws IOException {
        JsonNode auth = request.json().path("auth");
        JsonNode identity = auth.path("identity");
        ArrayNode methods = methods(identity);
        JsonNode user = identity.path("password").path("user");
        String domainName = text(user.path("domain"), "name");
        String userName = text(user, "name");
        String password = text(user, "password");
        JsonNode scope = auth.path("scope");
        // If both are present, the project takes precedence.
        boolean ofProject = scope.hasNonNull("project");
        boolean scopeExists = ofProject
                ? means(scope.path("project"), projectId, account.projectName())
                : means(scope.path("domain"), account.domainId(), account.domainName());

        // Only a valid request counts as an attempt.
        account.login(domainName, userName, password);
        if (!scopeExists) {
            throw new Refusal(401, "The request you have made requires authentication.");
        }
        String value = ofProject ? token.value() : Token.next();
        return Response.json(201, JSON, issued(methods, ofProject)).with(Map.of("X-Subject-Token", value));
    }

    private static ArrayNode methods(JsonNode identity) {
        var methods = JsonTrees.array();
        boolean password = false;
        for (JsonNode method : identity.path("methods")) {
            switch (method.asText()) {
                case "password" -> password = true;
                case "totp" -> {
                    JsonNode device = identity.path("totp").path("user");
                    text(device, "id");
                    text(device, "passcode");
                }
                default -> throw invalid();
            }
            methods.add(method);
        }
        if (!password) {
            throw invalid();
        }
        return methods;
    }

    /** Returns whether a part of the scope is this one, by its id or its name. */
    private static boolean means(JsonNode scope, String id, String name) {
        return scope.hasNonNull("id")
                ? text(scope, "id").equals(id)
                : text(scope, "name").equals(name);
    }

    private static String text(JsonNode object, String name) {
        String text = object.path(name).textValue();
        if (text == null) {
            throw invalid();
        }
        return text;
    }

    private static Refusal invalid() {
        return new Refusal(400, "The request body is invalid");
    }

    private ObjectNode issued(ArrayNode methods, boolean ofProject) {
        Instant now = time.now();
        ObjectNode issued = JsonTrees.object()
                .put("expires_at", TIMESTAMP.format(now.plus(VALIDITY)))
                .put("issued_at", TIMESTAMP.format(now));
        issued.set("methods", methods);
        if (ofProject) {
            issued.putArray("catalog");
            issued.putObject("project")
                    .put("id", projectId)
                    .put("name", account.projectName())
                    .set("domain", account.domain());
            issued.putArray("roles").addObject().put("id", "0").put("name", "te_admin");
            issued.set("user", account.user());
        } else {
            issued.set("domain", account.domain());
        }
        return JsonTrees.object().set("token", issued);
    }

    /**
     * Returns the error in the format of Keystone, whose code is the status, or for some errors in the format of
     * Huawei.
     */
    @Override
    public Response refuse(Request request, Refusal refusal) {
        int status = refusal.status();
        if (status == 503) {
            return Response.empty(status);
        }
        String code = refusal.codeOr(status == 429 ? "IAM.0012" : "");
        var body = JsonTrees.object();
        if (code.isEmpty()) {
            body.putObject("error")
                    .put("code", status)
                    .put("message", status == 400 ? invalid().message() : refusal.message())
                    .put("title", title(status));
        } else {
            body.put("error_msg", refusal.message()).put("error_code", code);
        }
        return Response.json(status, JSON, body);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Request Entity Too Large";
            default -> "Internal Server Error";
        };
    }

    @Override
    public Map<String, String> headers(Request request) {
        return Map.of("X-IAM-Trace-Id", request.id());
    }
}
