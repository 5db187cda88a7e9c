package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.function.Consumer;

/**
 * A document of a job of a printer share. Use it to upload the document. The service offers downloads only for jobs of
 * printers: see {@link PrinterDocumentResource}. Immutable and lightweight.
 */
public final class PrinterShareDocumentResource {
    private final PrintDocumentSessions sessions;

    PrinterShareDocumentResource(ApiClient api, ResourcePath job, String documentId) {
        this.sessions = new PrintDocumentSessions(
                api,
                job.resolve("/documents/{documentId}", documentId),
                documentId,
                "an application token with PrintJob.ReadWrite.All while a task of this application is processing the job,"
                        + " or a user token with PrintJob.Create (PrintJob.ReadWriteBasic is not sufficient) and"
                        + " PrinterShare.ReadBasic.All",
                limited -> new PrinterShareJobResource(limited, job).get(DOCUMENTS));
    }

    /**
     * Returns the id of the document. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return sessions.path.lastId();
    }

    /**
     * Creates an upload session: {@code POST
     * /print/shares/{shareId}/jobs/{jobId}/documents/{documentId}/createUploadSession}. The service keeps it for 1
     * hour. {@link #upload(DocumentContent)} does this for you. With your own session you can resume the upload later,
     * even from another program.
     *
     * <p>Permission: a user needs {@code PrintJob.Create} ({@code PrintJob.ReadWriteBasic} is not sufficient) and a
     * permission to read the share, such as {@code PrinterShare.ReadBasic.All}. An application needs
     * {@code PrintJob.ReadWrite.All}; it can replace the document of a job while a task of the job, from a trigger of
     * this application, is {@code processing}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: a second session is harmless. Use only the newest
     * one.
     *
     * @param content the document; its bytes are not read yet
     * @return the session, with its URL
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such document, job or share
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printdocument-createuploadsession">printDocument:
     *     createUploadSession</a>
     */
    public PrintUploadSession createUploadSession(DocumentContent content) {
        return sessions.create(sessions.api, content);
    }

    /**
     * Returns an existing upload session of this document. Sends no request.
     *
     * @param uploadUrl the URL from {@link PrintUploadSession#uploadUrl()}
     * @return the session
     * @throws IllegalArgumentException if the URL is not {@code https}; {@code http} is allowed if the endpoint of the
     *     client is {@code http}
     */
    public PrintUploadSessionResource uploadSession(String uploadUrl) {
        return sessions.at(uploadUrl);
    }

    /**
     * Uploads the document with a timeout of 1 hour. See {@link #upload(DocumentContent, Consumer)}.
     *
     * @param content the document
     * @return the uploaded document
     * @throws io.cloudjobs.core.SdkException if the upload fails
     */
    public PrintDocument upload(DocumentContent content) {
        return sessions.upload(content, TransferSettings.UNCHANGED);
    }

    /**
     * Uploads the document: creates an upload session like {@link #createUploadSession} and sends the bytes to it in
     * parts of 4,915,200 bytes ({@code PUT {uploadUrl}}), without a token. Upload the document completely before you
     * start its job.
     *
     * <p>Permission: as for {@link #createUploadSession}. To read the job after a lost response, a user also needs
     * {@code PrintJob.ReadBasic}, and an application also needs {@code PrintJob.ReadBasic.All}. A user can upload until
     * the job is started, an application while its task is {@code processing}.
     *
     * <p>Each part is retried according to {@link io.cloudjobs.core.RetryPolicy}. If it still fails, or if the service
     * already has those bytes (416), the client reads the missing ranges ({@code GET {uploadUrl}}) and continues from
     * there, as long as there is progress. If the response to the last part is lost, the client reads the job: the
     * document is uploaded if it has the right size and the job no longer waits for it. The timeout covers the whole
     * upload.
     *
     * @param content the document
     * @param options changes to the defaults
     * @return the uploaded document
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such document, job or share
     * @throws io.cloudjobs.core.SdkException if the upload fails in another way; you can start it again
     * @throws java.io.UncheckedIOException if the content cannot be read
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload
     *     session</a>
     */
    public PrintDocument upload(DocumentContent content, Consumer<? super UploadOptions> options) {
        return sessions.upload(content, options);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return sessions.path.toString();
    }
}
