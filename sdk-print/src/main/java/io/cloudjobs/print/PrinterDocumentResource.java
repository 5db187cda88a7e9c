package io.cloudjobs.print;

import static io.cloudjobs.print.PrintJobExpand.DOCUMENTS;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ResourcePath;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A document of a job of a printer. Immutable and lightweight. */
public final class PrinterDocumentResource {
    private final PrintDocumentSessions sessions;

    PrinterDocumentResource(ApiClient api, ResourcePath job, String documentId) {
        this.sessions = new PrintDocumentSessions(
                api,
                job.resolve("/documents/{documentId}", documentId),
                documentId,
                "an application token with PrintJob.ReadWrite.All and Printer.Read.All while a task of this application is"
                        + " processing the job, or a user token with PrintJob.Create and Printer.Read.All",
                limited -> new PrinterJobResource(limited, job).get(DOCUMENTS));
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
     * /print/printers/{printerId}/jobs/{jobId}/documents/{documentId}/createUploadSession}. The service keeps it for 1
     * hour. {@link #upload(DocumentContent)} does this for you. With your own session you can resume the upload later,
     * even from another program.
     *
     * <p>Permission: a user needs {@code PrintJob.Create}. An application needs {@code PrintJob.ReadWrite.All}; it can
     * replace the document of a job while a task of the job, from a trigger of this application, is {@code processing}.
     * Both also need {@code Printer.Read.All}.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}: a second session is harmless. Use only the newest
     * one.
     *
     * @param content the document; its bytes are not read yet
     * @return the session, with its URL
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such document, job or printer
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
     * @throws io.cloudjobs.core.NotFoundException if there is no such document, job or printer
     * @throws io.cloudjobs.core.SdkException if the upload fails in another way; you can start it again
     * @throws java.io.UncheckedIOException if the content cannot be read
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload
     *     session</a>
     */
    public PrintDocument upload(DocumentContent content, Consumer<? super UploadOptions> options) {
        return sessions.upload(content, options);
    }

    /**
     * Downloads a document of at most 1 GiB to a file, with a timeout of 1 hour. See {@link #download(Path, Consumer)}.
     *
     * @param file the target file
     * @throws io.cloudjobs.core.SdkException if the download fails
     */
    public void download(Path file) {
        download(file, TransferSettings.UNCHANGED);
    }

    /**
     * Downloads the document to a file like {@link #download(OutputStream, Consumer)}. The client writes the bytes to a
     * file beside it with a random name that ends with {@code .part}, and renames it when the document is complete. If
     * the download fails, the client deletes the part file. If the process is killed, its part file remains, and no
     * later download reuses or deletes it.
     *
     * <p>An existing file keeps its permissions, group and owner if its file system has POSIX permissions and the
     * process may set them. If the process may not set the group, the group gets no more permissions than others. Only
     * the owner can read the part file. A new file gets the default permissions of the process (umask). Other hard
     * links to the file keep the old document, and access control lists are not kept. A symbolic link stays, and the
     * download replaces its target. The client uses the permissions at the end of the download. If the file is
     * read-only or no longer a regular file (for example a link) by then, it stays unchanged and the download fails.
     *
     * @param file the target: a regular file, or a new file in an existing directory
     * @param options changes to the defaults
     * @throws io.cloudjobs.core.SdkException if the download fails; the file is unchanged
     * @throws IllegalArgumentException if the file is a directory, a FIFO, a socket or a device; no request was sent
     * @throws java.io.UncheckedIOException if the file cannot be written. No request was sent if it is read-only (also
     *     for root), if it is a broken or circular symbolic link, if its directory does not exist, or if no file can be
     *     created there
     * @see <a href="https://learn.microsoft.com/graph/api/printdocument-get-file">Download printDocument</a>
     */
    public void download(Path file, Consumer<? super DownloadOptions> options) {
        PrintDocumentDownload.toFile(sessions.api, sessions.path, file, options);
    }

    /**
     * Downloads a document of at most 1 GiB to a stream, with a timeout of 1 hour. See {@link #download(OutputStream,
     * Consumer)}.
     *
     * @param out the target stream
     * @throws io.cloudjobs.core.SdkException if the download fails
     */
    public void download(OutputStream out) {
        download(out, TransferSettings.UNCHANGED);
    }

    /**
     * Downloads the document to a stream: {@code GET
     * /print/printers/{printerId}/jobs/{jobId}/documents/{documentId}/$value}, and then, without a token, the link in
     * the response (302). The client also accepts a response with the document itself (200).
     *
     * <p>Permission: an application needs {@code PrintJob.Read.All}. A user needs {@code PrintJob.Read}, and can
     * download only documents of the user's own jobs. Both also need {@code Printer.Read.All}. No permission with
     * {@code Basic} in its name is sufficient.
     *
     * <p>Retried according to {@link io.cloudjobs.core.RetryPolicy}. If the link has expired, the client requests a new
     * one once. The stream gets each byte once: a retry compares the bytes that were already delivered, and skips them.
     *
     * @param out the target stream. The client leaves it open. After a failure it may have received a part of the
     *     document
     * @param options changes to the defaults
     * @throws io.cloudjobs.core.ForbiddenException if the token does not allow the operation
     * @throws io.cloudjobs.core.NotFoundException if there is no such document, job or printer
     * @throws io.cloudjobs.core.InvalidResponseException if the document is larger than allowed, if its end cannot be
     *     distinguished from a lost connection, if it was replaced during the download, or if the response is a web
     *     page ({@code text/html}, {@code application/xhtml+xml}), which Universal Print never accepts as a document
     * @throws io.cloudjobs.core.SdkException if the download fails in another way
     * @throws java.io.UncheckedIOException if the stream cannot be written
     * @see <a href="https://learn.microsoft.com/graph/api/printdocument-get-file">Download printDocument</a>
     */
    public void download(OutputStream out, Consumer<? super DownloadOptions> options) {
        PrintDocumentDownload.toStream(sessions.api, sessions.path, out, options);
    }

    /** Returns the path below the endpoint. */
    @Override
    public String toString() {
        return sessions.path.toString();
    }
}
