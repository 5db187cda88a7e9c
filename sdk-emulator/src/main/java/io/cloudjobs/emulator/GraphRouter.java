package io.cloudjobs.emulator;

import io.cloudjobs.emulator.PrintTokens.Caller;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.ODataRefusal;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Router;
import java.util.Set;

/** The paths of version 1.0 of Graph, each with the documented kinds of token. */
final class GraphRouter {
    private final PrintTokens tokens;
    private final Router router = new Router(true);

    GraphRouter(PrintTokens tokens) {
        this.tokens = tokens;
    }

    /** Adds an operation that has application permissions only. */
    void application(String method, String template, Router.Handler handler) {
        on(Set.of(Caller.APPLICATION), method, template, handler);
    }

    /** Adds an operation that has delegated permissions only. */
    void user(String method, String template, Router.Handler handler) {
        on(Set.of(Caller.USER, Caller.ADMINISTRATOR), method, template, handler);
    }

    /** Adds an operation that has delegated permissions only, for users who are Printer Administrators. */
    void administrator(String method, String template, Router.Handler handler) {
        on(Set.of(Caller.ADMINISTRATOR), method, template, handler);
    }

    /** Adds an operation that has both application and delegated permissions. */
    void either(String method, String template, Router.Handler handler) {
        on(Set.of(Caller.values()), method, template, handler);
    }

    /** Adds an operation like {@link #either}, but for users who are Printer Administrators. */
    void applicationOrAdministrator(String method, String template, Router.Handler handler) {
        on(Set.of(Caller.APPLICATION, Caller.ADMINISTRATOR), method, template, handler);
    }

    private void on(Set<Caller> allowed, String method, String template, Router.Handler handler) {
        router.on(method, "/v1.0" + template, request -> {
            if (!allowed.contains(tokens.caller(request))) {
                throw new Refusal(
                        403, "UnknownError", "\"The token does not have one or more required security scopes.\"");
            }
            try {
                if (!method.equals("GET")) {
                    ODataQuery.refuse(request.parameters());
                }
                return handler.respond(request);
            } catch (ODataRefusal e) {
                throw new Refusal(400, e.text());
            }
        });
    }

    Router router() {
        return router;
    }
}
