package io.cloudjobs.print;

import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An upload session of a document, at the URL that the service gave for it. Immutable, and cheap to hold.
 *
 * <p>Calls to that URL carry no token: the URL itself holds a key. It must be {@code https}, unless the endpoint of the
 * client is {@code http}, as in the emulator. Redirects are not followed.
 */
public final class PrintUploadSessionResource {
    private final PrintDocumentSessions sessions;
    private final ApiClient transfers;
    private final HttpUrl url;

    PrintUploadSessionResource(PrintDocumentSessions sessions, @Nullable String uploadUrl) {
        HttpUrl link = sessions.api().link(uploadUrl);
        if (link == null) {
            throw new IllegalArgumentException("uploadUrl must be the https URL of an upload session");
        }
        this.sessions = sessions;
        this.transfers = sessions.api().elsewhere(new TransferService());
        this.url = link;
    }

    /**
     * Reads what the session still expects: {@code GET {uploadUrl}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}.
     *
     * @return the session as it is now, without its URL
     * @throws io.cloudjobs.core.NotFoundException if there is no such session: it has expired, or ended with its last
     *     part
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload session</a>
     */
    public PrintUploadSession get() {
        return PrintDocumentUpload.status(transfers, sessions.path(), url);
    }

    /**
     * Resumes an upload, for at most 1 hour. See {@link #upload(DocumentContent, Consumer)}.
     *
     * @param content the same document as before
     * @return the document, uploaded
     * @throws io.cloudjobs.core.SdkException if the upload fails
     */
    public PrintDocument upload(DocumentContent content) {
        return upload(content, options -> {});
    }

    /**
     * Resumes an upload: asks for the missing ranges, as {@link #get()} does, and sends them, as {@code upload} of the
     * document does.
     *
     * <p>A session that has ended is not found, whether it was complete, has expired, or was replaced by a newer one.
     * Then read the job. The client cannot decide this for you, because an earlier document may have the same size.
     *
     * @param content the same document as before
     * @param options changes to the defaults
     * @return the document, uploaded
     * @throws io.cloudjobs.core.NotFoundException if there is no such session any more
     * @throws io.cloudjobs.core.SdkException if the upload fails in another way; you can resume it
     * @throws java.io.UncheckedIOException if the content cannot be read
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload session</a>
     */
    public PrintDocument upload(DocumentContent content, Consumer<? super UploadOptions> options) {
        return engine(content, TransferSettings.of(options), transfers.time().nanos())
                .resume();
    }

    PrintDocumentUpload engine(DocumentContent content, TransferSettings settings, long started) {
        return new PrintDocumentUpload(
                transfers,
                sessions.path(),
                url,
                content,
                settings,
                left -> sessions.ifUploaded(left, content),
                started);
    }

    /**
     * Deletes the session and its incomplete upload: {@code DELETE {uploadUrl}}. Retried according to
     * {@link io.cloudjobs.core.RetryPolicy}; a session that is gone after an earlier attempt counts as deleted.
     *
     * @throws io.cloudjobs.core.NotFoundException if there is no such session
     * @throws io.cloudjobs.core.SdkException if the call fails in another way
     * @see <a href="https://learn.microsoft.com/graph/upload-data-to-upload-session">Upload documents using upload session</a>
     */
    public void delete() {
        transfers.send(new ApiRequest("printDocument.deleteUploadSession", "DELETE", sessions.path())
                .atKeyedLink(url)
                .doneWhenGone()
                .idempotent());
    }

    /** The path of the document below the endpoint, not the URL of the session. */
    @Override
    public String toString() {
        return sessions.path() + "/uploadSession";
    }
}
