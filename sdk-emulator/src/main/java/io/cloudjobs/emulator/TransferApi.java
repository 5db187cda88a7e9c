package io.cloudjobs.emulator;

import java.io.IOException;

/** The other host of the print service, where the bytes of documents come and go, over HTTP. */
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

    /** The URL says who may; a token of Graph has no business here. */
    static void authorize(Request request) {
        if (request.header("Authorization") != null) {
            throw new Refusal(401, "The header 'Authorization' is not accepted here.");
        }
    }

    private static String token(Request request) {
        return String.join(",", request.query(TransferLinks.TOKEN));
    }

    private Answer receive(Request request) throws IOException {
        String id = request.path("id");
        String token = token(request);
        // Whether the part is wanted is said before it is looked at, and again when it is here.
        documents.status(id, token);
        ContentRange range = ContentRange.of(request);
        var receipt = documents.receive(id, token, range, request.body(range.length()));
        return Answer.json(receipt.complete() ? 201 : 202, GraphAnswers.JSON, receipt.json());
    }

    private Answer status(Request request) {
        return Answer.json(200, GraphAnswers.JSON, documents.status(request.path("id"), token(request)));
    }

    private Answer cancel(Request request) {
        documents.cancel(request.path("id"), token(request));
        return Answer.empty(204);
    }

    private Answer download(Request request) {
        return documents.download(request.path("id"), token(request));
    }
}
