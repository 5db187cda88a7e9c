package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.PrintTokens.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A print job with its document and tasks, and what may become of it. Guarded by the lock of its {@link PrintTenant}. */
final class EmulatedPrintJob {
    private final String id;
    private final EmulatedPrinter printer;
    private final String url;
    private final String createdDateTime;
    private final PrintUser createdBy;
    private final ObjectNode configuration = JsonTrees.object();
    private final EmulatedPrintDocument document = new EmulatedPrintDocument();
    private final List<EmulatedPrintTask> tasks = new ArrayList<>();
    private PrintJobState state = PrintJobState.UPLOAD_PENDING;
    private @Nullable String redirectedTo;
    private @Nullable String redirectedFrom;

    /** A job as it is created: with one document, which is empty. */
    EmulatedPrintJob(String id, EmulatedPrinter printer, String url, String createdDateTime, PrintUser createdBy) {
        this.id = id;
        this.printer = printer;
        this.url = url;
        this.createdDateTime = createdDateTime;
        this.createdBy = createdBy;
    }

    String id() {
        return id;
    }

    EmulatedPrinter printer() {
        return printer;
    }

    /** Where the job is read, as its tasks tell it. */
    String url() {
        return url;
    }

    PrintUser createdBy() {
        return createdBy;
    }

    PrintJobState state() {
        return state;
    }

    EmulatedPrintDocument document() {
        return document;
    }

    EmulatedPrintDocument document(String documentId) {
        if (!document.id().equals(documentId)) {
            throw Refusal.notFound(
                    "The document id '" + documentId + "' does not match the document of the print job.");
        }
        return document;
    }

    /** Changes the settings that are given. */
    void configure(ObjectNode changes) {
        configuration.setAll(changes.deepCopy());
    }

    /** The user may give the job its document until it is started, the application that holds it another one. */
    boolean takesDocumentOf(Caller caller) {
        return caller == Caller.APPLICATION ? isHeld() : state.compareTo(PrintJobState.HELD) < 0;
    }

    void checkTakesDocumentOf(Caller caller) {
        if (caller == Caller.APPLICATION) {
            checkHeld();
        }
        if (!takesDocumentOf(caller)) {
            throw startedBefore();
        }
    }

    /** What an upload leaves behind. */
    void uploaded(String documentName, String contentType, Payload payload) {
        document.become(documentName, contentType, payload);
        if (state == PrintJobState.UPLOAD_PENDING) {
            state = PrintJobState.UPLOADED;
        }
    }

    /** The document of jobs that are made without the API. */
    void uploadBlankPage() {
        if (state != PrintJobState.UPLOAD_PENDING) {
            throw new Refusal(409, "The document of print job '" + id + "' has been uploaded before.");
        }
        uploaded(BlankPage.NAME, BlankPage.CONTENT_TYPE, BlankPage.PAYLOAD);
    }

    void checkStartable() {
        if (state == PrintJobState.UPLOAD_PENDING) {
            throw new Refusal(409, "The document of print job '" + id + "' is not uploaded yet.");
        }
        if (state != PrintJobState.UPLOADED) {
            throw startedBefore();
        }
    }

    private Refusal startedBefore() {
        return new Refusal(409, "Print job '" + id + "' has been started before.");
    }

    void hold(EmulatedPrintTask task) {
        tasks.add(task);
        state = PrintJobState.HELD;
    }

    void state(PrintJobState next) {
        state = next;
    }

    /** A user drops the job. */
    void cancel() {
        if (state.hasEnded()) {
            throw new Refusal(409, "Print job '" + id + "' is " + state.word() + " and cannot be canceled.");
        }
        end(PrintJobState.CANCELED, PrintTaskState.ABORTED);
    }

    /** The application that holds the job drops it. */
    void abort() {
        checkHeld();
        end(PrintJobState.ABORTED, PrintTaskState.ABORTED);
    }

    /** The application that holds the job sends its document to another printer, as the given job there. */
    void redirect(EmulatedPrintJob successor) {
        checkHeld();
        end(PrintJobState.REDIRECTED, PrintTaskState.COMPLETED);
        redirectedTo = successor.url;
        successor.redirectedFrom = url;
        successor.configure(configuration);
        successor.document.become(document);
    }

    /** What an application wants to do with the job, it may do only while it holds it. */
    void checkHeld() {
        if (!isHeld()) {
            throw new Refusal(409, "No task of print job '" + id + "' is in the processing state.");
        }
    }

    private boolean isHeld() {
        return tasks.stream().anyMatch(task -> task.state() == PrintTaskState.PROCESSING);
    }

    private void end(PrintJobState last, PrintTaskState lastOfTasks) {
        tasks.stream()
                .filter(task -> task.state() == PrintTaskState.PROCESSING)
                .forEach(task -> task.state(lastOfTasks));
        state = last;
    }

    ObjectNode json(Set<String> expand) {
        var job = JsonTrees.object();
        job.put("id", id);
        job.put("createdDateTime", createdDateTime);
        job.set("createdBy", createdBy.json());
        job.set("configuration", configuration.deepCopy());
        job.set("status", state.status());
        job.put("redirectedTo", redirectedTo);
        job.put("redirectedFrom", redirectedFrom);
        job.put("isFetchable", state.isFetchable());
        if (expand.contains("documents")) {
            job.putArray("documents").add(document.json());
        }
        if (expand.contains("tasks")) {
            var held = job.putArray("tasks");
            tasks.forEach(task -> held.add(task.json()));
        }
        return job;
    }
}
