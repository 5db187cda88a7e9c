package io.cloudjobs.print;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The upload sessions of a document, of a printer's job or a share's.
 *
 * @param needs the permissions to create one
 * @param job reads the job with its documents
 */
record PrintDocumentSessions(
        ApiClient api, ResourcePath path, String documentId, String needs, Function<ApiClient, PrintJob> job) {

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
            String problem = "the response has no usable uploadUrl";
            throw new InvalidResponseException(
                    "printDocument.createUploadSession", path.encoded(), 1, true, problem, null);
        }
        return session;
    }

    PrintUploadSessionResource at(@Nullable String uploadUrl) {
        return new PrintUploadSessionResource(this, uploadUrl);
    }

    PrintDocument upload(DocumentContent content, Consumer<? super UploadOptions> options) {
        TransferSettings settings = TransferSettings.of(options);
        long started = api.time().nanos();
        String url = create(api.within(settings.timeout), content).uploadUrl();
        return at(url).engine(content, settings, started).run();
    }

    /** The document if it is uploaded, for when the response to the last part is lost. */
    @Nullable PrintDocument ifUploaded(Duration left, DocumentContent content) {
        PrintJob now = job.apply(api.within(left));
        List<PrintDocument> documents = now.documents();
        if (documents == null || now.status().details().contains(PrintJobStateDetail.UPLOAD_PENDING)) {
            return null;
        }
        return documents.stream()
                .filter(document -> document.id().equals(documentId))
                .filter(document -> Long.valueOf(content.size()).equals(document.size()))
                .findFirst()
                .orElse(null);
    }
}
