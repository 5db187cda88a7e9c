package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;
import java.io.IOException;

/** The paths of the service plane, for the only project. */
final class GesRouter {
    private final String projectId;
    private final Router router = new Router();

    GesRouter(String projectId) {
        this.projectId = projectId;
    }

    void on(String method, String template, Router.Handler handler) {
        router.on(method, "/ges/v1.0/{projectId}" + template, request -> {
            if (!request.path("projectId").equals(projectId)) {
                throw new Refusal(400, "GES.8006", "The token belongs to another project.");
            }
            return handler.respond(request);
        });
    }

    Router router() {
        return router;
    }

    Response route(Request request) throws IOException {
        return router.route(request);
    }
}
