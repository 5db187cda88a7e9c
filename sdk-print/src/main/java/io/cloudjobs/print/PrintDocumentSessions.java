package io.cloudjobs.print;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The upload sessions of a document, in a job of a printer or of a share. */
final class PrintDocumentSessions {
    final ApiClient api;
    final ResourcePath path;
    private final String documentId;
    private final String needs;
    private final Function<ApiClient, PrintJob> job;

    /**
     * Creates the sessions.
     *
     * @param needs the permissions to create a session
     * @param job a function that reads the job with its documents
     */
    PrintDocumentSessions(
            ApiClient api, ResourcePath path, String documentId, String needs, Function<ApiClient, PrintJob> job) {
        this.api = api;
        this.path = path;
        this.documentId = documentId;
        this.needs = needs;
        this.job = job;
    }

    PrintUploadSession create(ApiClient api, DocumentContent content) {
        Map<String, Object> properties = Map.of(
                "documentName", content.documentName(),
                "contentType", content.contentType(),
                "size", content.size());
        PrintUploadSession session = api.send(
                new ApiRequest("printDocument.createUploadSession", "POST", path.resolve("/createUploadSession"))
                        .body(Map.of("properties", properties))
                        .needs(needs)
                        .idempotent(),
                PrintUploadSessionRecord.class);
        if (api.link(session.uploadUrl()) == null) {
            String problem = "the response has no valid uploadUrl";
            throw new InvalidResponseException(
                    "printDocument.createUploadSession", path.encoded(), 1, true, problem, null);
        }
        return session;
    }

    PrintUploadSessionResource at(String uploadUrl) {
        return new PrintUploadSessionResource(this, Objects.requireNonNull(uploadUrl, "uploadUrl"));
    }

    PrintDocument upload(DocumentContent content, Consumer<? super UploadOptions> options) {
        TransferSettings settings = TransferSettings.of(options);
        long started = api.time().nanos();
        String url = create(api.within(settings.timeout), content).uploadUrl();
        return new PrintUploadSessionResource(this, url)
                .engine(content, settings, started)
                .run();
    }

    /** Returns the document if it is uploaded, otherwise null. For use when the response to the last part is lost. */
    @Nullable PrintDocument ifUploaded(Duration left, DocumentContent content) {
        PrintJob now = job.apply(api.within(left));
        List<PrintDocument> documents = now.documents();
        if (documents == null || now.status().details().contains(PrintJobStateDetail.UPLOAD_PENDING)) {
            return null;
        }
        for (PrintDocument document : documents) {
            if (document.id().equals(documentId) && Long.valueOf(content.size()).equals(document.size())) {
                return document;
            }
        }
        return null;
    }
}
