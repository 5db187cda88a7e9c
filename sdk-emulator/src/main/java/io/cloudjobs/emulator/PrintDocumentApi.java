package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.OperationPermissions.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.ContentRange;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Request;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.Router;
import io.cloudjobs.emulator.internal.TransferLinks;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The HTTP side of the documents of print jobs of Microsoft Graph, and of the second host of the print service, which
 * transfers their bytes.
 */
final class PrintDocumentApi {
    static final String SESSIONS = "/uploadSessions/";
    static final String DOWNLOADS = "/downloads/";

    private static final String DOCUMENT = "/jobs/{jobId}/documents/{documentId}";
    private static final String ON_PRINTER = "/print/printers/{printerId}" + DOCUMENT;
    private static final String ON_SHARE = "/print/shares/{shareId}" + DOCUMENT;

    private static final List<String> UPLOAD =
            List.of("PrintJob.Create", "PrintJob.ReadWrite", "PrintJob.ReadWrite.All");
    private static final List<String> REPLACE = List.of("PrintJob.ReadWrite.All");
    private static final List<String> READ =
            List.of("PrintJob.Read", "PrintJob.ReadWrite", "PrintJob.Read.All", "PrintJob.ReadWrite.All");
    private static final List<String> READ_OF_ALL = READ.subList(2, 4);

    private final GraphResponses responses;
    private final PrintTenant tenant;
    private final PrintDocuments documents;

    PrintDocumentApi(
            GraphRouter router,
            Router transfers,
            GraphResponses responses,
            PrintTenant tenant,
            PrintDocuments documents) {
        this.responses = responses;
        this.tenant = tenant;
        this.documents = documents;

        var upload = users(UPLOAD, PrinterApi.READ).andApplications(REPLACE, PrinterApi.READ_AS_APPLICATION);
        var uploadOnShare = users(UPLOAD, PrinterApi.READ_SHARE).andApplications(REPLACE);
        var read = users(READ, PrinterApi.READ).andApplications(READ_OF_ALL, PrinterApi.READ_AS_APPLICATION);
        router.on("POST", ON_PRINTER + "/createUploadSession", upload, this::createUploadSession);
        router.on("POST", ON_SHARE + "/createUploadSession", uploadOnShare, this::createUploadSession);
        router.on("GET", ON_PRINTER + "/$value", read, this::value);
        transfers.on("PUT", SESSIONS + "{id}", this::receive);
        transfers.on("GET", SESSIONS + "{id}", this::status);
        transfers.on("DELETE", SESSIONS + "{id}", this::cancel);
        transfers.on("GET", DOWNLOADS + "{id}", this::download);
    }

    private Response createUploadSession(Request request, Access access) throws IOException {
        var properties = UploadSession.properties(request.json());
        EmulatedPrintJob job = job(request, access);
        var session = documents.openSession(job, access, properties);
        return responses.found("microsoft.graph.uploadSession", session);
    }

    private Response value(Request request, Access access) {
        ODataQuery.refuse(request.parameters());
        return Response.empty(302).with(Map.of("Location", documents.link(job(request, access))));
    }

    /** Returns the job of the document. */
    private EmulatedPrintJob job(Request request, Access access) {
        EmulatedPrintJob job = tenant.job(request);
        access.checkJobOf(job.createdBy());
        job.checkDocument(request.path("documentId"));
        return job;
    }

    /** The URL is the only credential. A Graph token is refused. */
    static void authorizeTransfer(Request request) {
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
