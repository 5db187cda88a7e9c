package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.ContentRange;
import io.cloudjobs.emulator.internal.DocumentFile;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Payload;
import io.cloudjobs.emulator.internal.Refusal;
import io.cloudjobs.emulator.internal.Response;
import io.cloudjobs.emulator.internal.TransferLinks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    ObjectNode openSession(EmulatedPrintJob job, Access caller, ObjectNode properties) {
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
    String link(EmulatedPrintJob job) {
        Payload payload = job.payload();
        if (payload == null) {
            throw Refusal.notFound("The document '" + job.document().path("id").textValue() + "' is not uploaded yet.");
        }
        var response = new Response(200, Map.of("Content-Type", job.contentType()), payload);
        return downloads.add(response, time.now().plus(DOWNLOAD));
    }

    Response download(String downloadId, String token) {
        synchronized (tenant) {
            return downloads.get(downloadId, token);
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
