package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;
import java.util.function.Consumer;

/**
 * A document of a job of a printer share. You can upload it here. The service offers downloads for the jobs of printers
 * only: see {@link PrinterDocumentResource}. Immutable, and cheap to hold.
 */
public final class PrinterShareDocumentResource {
    private final PrintDocumentSessions sessions;

    PrinterShareDocumentResource(ApiClient api, ResourcePath job, String documentId) {
        this.sessions = new PrintDocumentSessions(
                api,
                job.resolve("/documents/{documentId}", documentId),
                documentId,
                "an application token with PrintJob.ReadWrite.All, and a task of it that is processing the job, or a user"
                        + " token with PrintJob.Create (PrintJob.ReadWriteBasic is not sufficient) and"
                        + " PrinterShare.ReadBasic.All",
                limited -> new PrinterShareJobResource(limited, job).get(DOCUMENTS));
    }

    /**
     * Returns the id of the document. Sends no request.
     *
     * @return the id
     */
    public String id() {
        return sessions.path().lastId();
    }

    /**
     * Creates an upload session: {@code POST
     * /print/shares/{shareId}/jobs/{jobId}/documents/{documentId}/createUploadSession}. The service keeps it for 1
     * hour. {@link #upload(DocumentContent)} does this for you. With a session of your own you can resume the upload
     * later, even from another program.
     *
     * <p>Permission: {@code PrintJob.Create} for a user, ({@code PrintJob.ReadWriteBasic} is not sufficient), and in
     * addition a permission to read the share, such as {@code PrinterShare.ReadBasic.All};
     * {@code PrintJob.ReadWrite.All} for an application, which can replace the document of a job while a task of the job, from
     * a trigger of this application, is {@code processing}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: a second session is harmless. Use only the
     * newest one.
     *
     * @param content the document; its bytes are not read yet
     * @return the session, with its URL
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.NotFoundException if there is no such document, job or share
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/api/printdocument-createuploadsession">printDocument:
     *     createUploadSession</a>
     */
    public PrintUploadSession createUploadSession(DocumentContent content) {
        return sessions.create(sessions.api(), content);
    }

    /**
     * An upload session of this document that was created before.
     *
     * @param uploadUrl the URL that {@link PrintUploadSession#uploadUrl()} gave
     * @return the session; nothing is sent
     * @throws IllegalArgumentException if it is not a URL with {@code https}, or with {@code http} if the endpoint of
     *     the client has {@code http}
     */
    public PrintUploadSessionResource uploadSession(String uploadUrl) {
        return sessions.at(uploadUrl);
    }

    /**
     * Uploads the document, for at most 1 hour. See {@link #upload(DocumentContent, Consumer)}.
     *
     * @param content the document
     * @return the document as the service has it now
     * @throws io.cloudjobs.core.SdkException if the upload fails
     */
    public PrintDocument upload(DocumentContent content) {
        return sessions.upload(content, options -> {});
    }

    /**
     * Uploads the document: creates an upload session, as {@link #createUploadSession} does, and sends the bytes to it
     * in parts of 4,915,200 bytes ({@code PUT {uploadUrl}}), without a token. Upload the document completely before you
     * start its job.
     *
     * <p>Permission: as for {@link #createUploadSession}; to read the job after a lost response, in addition
     * {@code PrintJob.ReadBasic} for a user, {@code PrintJob.ReadBasic.All} for an application. A user can upload until the
     * job is started, an application while its task is {@code processing}.
     *
     * <p>Each part is retried according to {@link io.cloudjobs.core.RetryPolicy}. If it still fails, or if the service
     * already has those bytes (416), the client asks what is missing ({@code GET {uploadUrl}}) and continues from
     * there, as long as there is progress. If the response to the last part is lost, the client reads the job: the
     * document is uploaded if it has the right size and the job no longer waits for it. The timeout covers the whole
     * upload.
     *
     * @param content the document
     * @param options changes to the defaults
     * @return the document as the service has it now
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow it
     * @throws io.cloudjobs.core.NotFoundException if there is no such document, job or share
     * @throws io.cloudjobs.core.SdkException if the upload fails in another way; you can start it again
     * @throws java.io.UncheckedIOException if the content cannot be read
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload session</a>
     */
    public PrintDocument upload(DocumentContent content, Consumer<? super UploadOptions> options) {
        return sessions.upload(content, options);
    }

    /** The path below the endpoint. */
    @Override
    public String toString() {
        return sessions.path().toString();
    }
}
