package io.cloudjobs.emulator;

import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.util.Map;

/** The HTTP side of the documents of print jobs of Microsoft Graph. {@link TransferApi} transfers their bytes. */
final class PrintDocumentApi {
    private static final String DOCUMENT = "/jobs/{jobId}/documents/{documentId}";
    private static final String ON_PRINTER = "/print/printers/{printerId}" + DOCUMENT;
    private static final String ON_SHARE = "/print/shares/{shareId}" + DOCUMENT;

    private final PrintTokens tokens;
    private final GraphResponses responses;
    private final PrintDocuments documents;

    PrintDocumentApi(GraphRouter router, PrintTokens tokens, GraphResponses responses, PrintDocuments documents) {
        this.tokens = tokens;
        this.responses = responses;
        this.documents = documents;

        router.either("POST", ON_PRINTER + "/createUploadSession", this::createUploadSession);
        router.either("POST", ON_SHARE + "/createUploadSession", this::createUploadSessionOnShare);
        router.either("GET", ON_PRINTER + "/$value", this::value);
    }

    private Response createUploadSession(Request request) throws IOException {
        var properties = UploadProperties.of(request.json());
        var session = documents.openSession(
                request.path("printerId"),
                request.path("jobId"),
                request.path("documentId"),
                tokens.caller(request),
                properties);
        return responses.found("microsoft.graph.uploadSession", session);
    }

    private Response createUploadSessionOnShare(Request request) throws IOException {
        var properties = UploadProperties.of(request.json());
        var session = documents.openSessionOnShare(
                request.path("shareId"),
                request.path("jobId"),
                request.path("documentId"),
                tokens.caller(request),
                properties);
        return responses.found("microsoft.graph.uploadSession", session);
    }

    private Response value(Request request) {
        ODataQuery.refuse(request.parameters());
        String link = documents.link(request.path("printerId"), request.path("jobId"), request.path("documentId"));
        return Response.empty(302).with(Map.of("Location", link));
    }
}
