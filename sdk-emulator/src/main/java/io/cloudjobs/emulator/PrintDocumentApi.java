package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.OperationPermissions.users;

import io.cloudjobs.emulator.GraphRouter.Access;
import io.cloudjobs.emulator.internal.ODataQuery;
import io.cloudjobs.emulator.internal.http.Request;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The HTTP side of the documents of print jobs of Microsoft Graph. {@link TransferApi} transfers their bytes. */
final class PrintDocumentApi {
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
    private final PrintService service;
    private final PrintDocuments documents;

    PrintDocumentApi(GraphRouter router, GraphResponses responses, PrintService service, PrintDocuments documents) {
        this.responses = responses;
        this.service = service;
        this.documents = documents;

        var upload = users(UPLOAD, PrinterApi.READ).andApplications(REPLACE, PrinterApi.READ_AS_APPLICATION);
        var uploadOnShare = users(UPLOAD, PrinterApi.READ_SHARE).andApplications(REPLACE);
        var read = users(READ, PrinterApi.READ).andApplications(READ_OF_ALL, PrinterApi.READ_AS_APPLICATION);
        router.on("POST", ON_PRINTER + "/createUploadSession", upload, this::createUploadSession);
        router.on("POST", ON_SHARE + "/createUploadSession", uploadOnShare, this::createUploadSession);
        router.on("GET", ON_PRINTER + "/$value", read, this::value);
    }

    private Response createUploadSession(Request request, Access access) throws IOException {
        var properties = UploadProperties.of(request.json());
        String printerId = checkedPrinterId(request, access);
        var session = documents.openSession(
                printerId,
                request.path("jobId"),
                request.path("documentId"),
                access.principal().kinds(),
                properties);
        return responses.found("microsoft.graph.uploadSession", session);
    }

    private Response value(Request request, Access access) {
        ODataQuery.refuse(request.parameters());
        String printerId = checkedPrinterId(request, access);
        String link = documents.link(printerId, request.path("jobId"), request.path("documentId"));
        return Response.empty(302).with(Map.of("Location", link));
    }

    /** Returns the id of the printer if the caller can use the job. */
    private String checkedPrinterId(Request request, Access access) {
        String printerId = PrinterApi.printerId(request, service);
        access.checkJobOf(service.creator(printerId, request.path("jobId")));
        return printerId;
    }
}
