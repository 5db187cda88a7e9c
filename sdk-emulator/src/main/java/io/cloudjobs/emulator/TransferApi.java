package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.documents.TransferLinks;
import io.cloudjobs.emulator.internal.http.ContentRange;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import io.cloudjobs.emulator.internal.http.Router;
import java.io.IOException;

/** The HTTP side of the second host of the print service, for uploads and downloads. */
final class TransferApi {
    static final String SESSIONS = "/uploadSessions/";
    static final String DOWNLOADS = "/downloads/";

    private final PrintDocuments documents;

    TransferApi(Router router, PrintDocuments documents) {
        this.documents = documents;

        router.on("PUT", SESSIONS + "{id}", this::receive);
        router.on("GET", SESSIONS + "{id}", this::status);
        router.on("DELETE", SESSIONS + "{id}", this::cancel);
        router.on("GET", DOWNLOADS + "{id}", this::download);
    }

    /** The URL is the only credential. A Graph token is refused. */
    static void authorize(Request request) {
        if (request.header("Authorization") != null) {
            throw new Refusal(401, "The header 'Authorization' is not accepted here.");
        }
    }

    private static String token(Request request) {
        return String.join(",", request.query(TransferLinks.TOKEN));
    }

    private Response receive(Request request) throws IOException {
        String id = request.path("id");
        String token = token(request);
        // Checks the session before it reads the part, and again afterwards.
        documents.status(id, token);
        ContentRange range = ContentRange.of(request);
        ObjectNode state = documents.receive(id, token, range, request.body(range.length()));
        return Response.json(state.has("nextExpectedRanges") ? 202 : 201, GraphResponses.JSON, state);
    }

    private Response status(Request request) {
        return Response.json(200, GraphResponses.JSON, documents.status(request.path("id"), token(request)));
    }

    private Response cancel(Request request) {
        documents.cancel(request.path("id"), token(request));
        return Response.empty(204);
    }

    private Response download(Request request) {
        return documents.download(request.path("id"), token(request));
    }
}
