package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An upload session of a document, at the URL that the service returned. Immutable and lightweight.
 *
 * <p>Requests to that URL have no token, because the URL itself contains a key. It must be {@code https}, unless the
 * endpoint of the client is {@code http}, as in the emulator. The client does not follow redirects.
 */
public final class PrintUploadSessionResource {
    private final PrintDocumentSessions sessions;
    private final ApiClient transfers;
    private final HttpUrl url;

    PrintUploadSessionResource(PrintDocumentSessions sessions, @Nullable String uploadUrl) {
        HttpUrl link = sessions.api.link(uploadUrl);
        if (link == null) {
            throw new IllegalArgumentException("uploadUrl must be the https URL of an upload session");
        }
        this.sessions = sessions;
        this.transfers = sessions.api.elsewhere(new TransferService());
        this.url = link;
    }

    /**
     * Reads the ranges that the session still expects: {@code GET {uploadUrl}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * @return the current session, without its URL
     * @throws io.cloudjobs.core.NotFoundException if there is no such session: it has expired, or ended with its last
     *     part
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload
     *     session</a>
     */
    public PrintUploadSession get() {
        return PrintDocumentUpload.status(transfers, sessions.path, url);
    }

    /**
     * Resumes an upload with a timeout of 1 hour. See {@link #upload(DocumentContent, Consumer)}.
     *
     * @param content the same document as before
     * @return the uploaded document
     * @throws io.cloudjobs.core.SdkException if the upload fails
     */
    public PrintDocument upload(DocumentContent content) {
        return upload(content, TransferSettings.UNCHANGED);
    }

    /**
     * Resumes an upload: reads the missing ranges like {@link #get()}, and sends them like
     * {@code document(id).upload(content)}.
     *
     * <p>The service does not find a session that is complete, has expired, or was replaced by a newer one. Then read
     * the job to see whether the document is uploaded. The client cannot decide this for you, because an earlier
     * document may have the same size.
     *
     * @param content the same document as before
     * @param options changes to the defaults
     * @return the uploaded document
     * @throws io.cloudjobs.core.NotFoundException if the session no longer exists
     * @throws io.cloudjobs.core.SdkException if the upload fails in another way; you can resume it
     * @throws java.io.UncheckedIOException if the content cannot be read
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload
     *     session</a>
     */
    public PrintDocument upload(DocumentContent content, Consumer<? super UploadOptions> options) {
        return engine(content, TransferSettings.of(options), transfers.time().nanos())
                .resume();
    }

    PrintDocumentUpload engine(DocumentContent content, TransferSettings settings, long started) {
        return new PrintDocumentUpload(
                transfers, sessions.path, url, content, settings, left -> sessions.ifUploaded(left, content), started);
    }

    /**
     * Deletes the session and its incomplete upload: {@code DELETE {uploadUrl}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}. A session that a retry no longer finds counts as deleted.
     *
     * @throws io.cloudjobs.core.NotFoundException if there is no such session
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload
     *     session</a>
     */
    public void delete() {
        transfers.send(new ApiRequest("printDocument.deleteUploadSession", "DELETE", sessions.path)
                .atKeyedLink(url)
                .doneWhenGone()
                .idempotent());
    }

    /** Returns the path of the document below the endpoint, not the URL of the session. */
    @Override
    public String toString() {
        return sessions.path + "/uploadSession";
    }
}
