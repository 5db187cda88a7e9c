package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The paths of version 1.0 of Graph, each with its documented permissions. */
final class GraphRouter {
    /** Handles the requests of one route for a caller who has the permissions. */
    interface Handler {
        Response respond(Request request, Access access) throws IOException;
    }

    private final PrintTokens tokens;
    private final PrintTenant tenant;
    private final Router router = new Router(true);
    private final Map<String, OperationPermissions> permissions = new HashMap<>();

    GraphRouter(PrintTokens tokens, PrintTenant tenant) {
        this.tokens = tokens;
        this.tenant = tenant;
    }

    void on(String method, String template, OperationPermissions needed, Router.Handler handler) {
        on(method, template, needed, (request, access) -> handler.respond(request));
    }

    /** Adds a route whose handler holds the lock of the tenant. The request has arrived before. */
    void on(String method, String template, OperationPermissions needed, Handler handler) {
        onUnlocked(method, template, needed, (request, access) -> {
            request.body();
            synchronized (tenant) {
                return handler.respond(request, access);
            }
        });
    }

    void onUnlocked(String method, String template, OperationPermissions needed, Handler handler) {
        permissions.put(method + " " + GraphResponses.VERSION + template, needed);
        router.on(method, GraphResponses.VERSION + template, request -> {
            Access access = needed.check(tokens.access(request));
            if (!method.equals("GET")) {
                ODataQuery.refuse(request.parameters());
            }
            return handler.respond(request, access);
        });
    }

    static Refusal forbidden() {
        return new Refusal(403, "UnknownError", "\"The token does not have one or more required security scopes.\"");
    }

    /** Returns the permissions of each operation. */
    Map<String, OperationPermissions> permissions() {
        return permissions;
    }

    Router router() {
        return router;
    }
}
