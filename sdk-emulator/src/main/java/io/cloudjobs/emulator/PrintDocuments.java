package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.PrintTokens.Caller;
import io.cloudjobs.emulator.internal.documents.DocumentFile;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.documents.TransferLinks;
import io.cloudjobs.emulator.internal.http.ContentRange;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import io.cloudjobs.emulator.internal.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The documents of jobs without HTTP: their upload sessions and their download links. */
final class PrintDocuments {
    private static final Duration UPLOAD = Duration.ofHours(1);
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    private final PrintTenant tenant;
    private final Time time;
    private final DocumentFile file;
    private final List<DocumentFile> adopted = new ArrayList<>();
    private final TransferLinks<UploadSession> sessions;
    private final TransferLinks<Response> downloads;

    PrintDocuments(PrintTenant tenant, Time time, String transferOrigin, DocumentFile file) {
        this.tenant = tenant;
        this.time = time;
        this.file = file;
        sessions = new TransferLinks<>(transferOrigin + PrintDocumentApi.SESSIONS, time, UploadSession::end);
        downloads = new TransferLinks<>(transferOrigin + PrintDocumentApi.DOWNLOADS, time, download -> {});
    }

    /** Opens a session. Ends the older session of the job and the sessions that can receive nothing more. */
    ObjectNode openSession(
            String printerId, String jobId, String documentId, List<Caller> callers, ObjectNode properties) {
        synchronized (tenant) {
            return openSession(tenant.printer(printerId).job(jobId), documentId, callers, properties);
        }
    }

    private ObjectNode openSession(
            EmulatedPrintJob job, String documentId, List<Caller> callers, ObjectNode properties) {
        job.checkDocument(documentId);
        Caller caller =
                callers.stream().filter(job::takesDocumentOf).findFirst().orElse(callers.get(0));
        job.checkTakesDocumentOf(caller);
        sessions.removeIf(session -> session.job() == job || !session.isOpen());
        Instant expires = time.now().plus(UPLOAD);
        var session = new UploadSession(job, caller, properties, expires, file);
        var response = JsonTrees.object().put("uploadUrl", sessions.add(session, expires));
        return response.setAll(session.status());
    }

    ObjectNode status(String sessionId, String token) {
        synchronized (tenant) {
            return session(sessionId, token).status();
        }
    }

    private UploadSession session(String sessionId, String token) {
        UploadSession session = sessions.get(sessionId, token);
        if (!session.isOpen()) {
            throw new Refusal(404, "The print job of the upload session no longer accepts a document.");
        }
        return session;
    }

    /** Returns the document after the last missing part, otherwise the status of the session. */
    ObjectNode receive(String sessionId, String token, ContentRange range, byte[] part) {
        synchronized (tenant) {
            UploadSession session = session(sessionId, token);
            tenant.limits().checkUpload(session.job().createdBy(), part.length);
            session.add(range, part);
            if (!session.isComplete()) {
                return session.status();
            }
            sessions.removeIf(session::equals);
            return session.complete();
        }
    }

    void cancel(String sessionId, String token) {
        synchronized (tenant) {
            sessions.removeIf(session(sessionId, token)::equals);
        }
    }

    /** Returns a URL from which the document can be downloaded for five minutes. */
    String link(String printerId, String jobId, String documentId) {
        synchronized (tenant) {
            EmulatedPrintJob job = tenant.printer(printerId).job(jobId);
            job.checkDocument(documentId);
            Payload payload = job.payload();
            if (payload == null) {
                throw Refusal.notFound("The document '" + documentId + "' is not uploaded yet.");
            }
            var response = new Response(200, Map.of("Content-Type", job.contentType()), payload);
            return downloads.add(response, time.now().plus(DOWNLOAD));
        }
    }

    Response download(String downloadId, String token) {
        synchronized (tenant) {
            return downloads.get(downloadId, token);
        }
    }

    /** Returns the document of a job. It is empty before the upload. */
    byte[] content(String printerId, String jobId) {
        Payload payload = payload(printerId, jobId);
        return payload == null ? new byte[0] : payload.copy();
    }

    /** Returns the bytes of the document of a job, or null before the upload. They never change, so they need no lock. */
    private @Nullable Payload payload(String printerId, String jobId) {
        synchronized (tenant) {
            return tenant.printer(printerId).job(jobId).payload();
        }
    }

    void write(String printerId, String jobId, OutputStream out) throws IOException {
        Payload payload = payload(printerId, jobId);
        if (payload != null) {
            payload.writeTo(out);
        }
    }

    String contentType(String printerId, String jobId) {
        synchronized (tenant) {
            return tenant.printer(printerId).job(jobId).contentType();
        }
    }

    /** Keeps one more file with documents until the end. */
    void adopt(DocumentFile loaded) {
        synchronized (tenant) {
            adopted.add(loaded);
        }
    }

    /** Deletes all uploaded documents. */
    void close() {
        synchronized (tenant) {
            adopted.forEach(DocumentFile::close);
        }
        file.close();
    }
}
