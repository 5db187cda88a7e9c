package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.PrintTokens.Caller;
import io.cloudjobs.emulator.internal.documents.BlankPage;
import io.cloudjobs.emulator.internal.documents.Payload;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A print job with its document, its tasks and the rules for its state. Guarded by the lock of its {@link PrintTenant}.
 */
final class EmulatedPrintJob {
    private final String id;
    private final EmulatedPrinter printer;
    private final String url;
    private final Supplier<String> now;
    private String createdDateTime;
    private final PrintUser createdBy;
    private final ObjectNode configuration = JsonTrees.object();
    private final EmulatedPrintDocument document = new EmulatedPrintDocument();
    private final List<EmulatedPrintTask> tasks = new ArrayList<>();
    private PrintJobState state = PrintJobState.UPLOAD_PENDING;
    private @Nullable String acquiredDateTime;
    private @Nullable String completionDateTime;
    private @Nullable String redirectedTo;
    private @Nullable String redirectedFrom;

    /** Creates a job with one empty document. */
    EmulatedPrintJob(String id, EmulatedPrinter printer, String url, Supplier<String> now, PrintUser createdBy) {
        this.id = id;
        this.printer = printer;
        this.url = url;
        this.now = now;
        this.createdDateTime = now.get();
        this.createdBy = createdBy;
    }

    String id() {
        return id;
    }

    EmulatedPrinter printer() {
        return printer;
    }

    /** Returns the URL of the job, as in its tasks. */
    String url() {
        return url;
    }

    PrintUser createdBy() {
        return createdBy;
    }

    /** Returns the time of the creation, in whole units of 100 nanoseconds. */
    Instant created() {
        return Instant.parse(createdDateTime);
    }

    /** Returns whether a redirect created the job. */
    boolean isRedirected() {
        return redirectedFrom != null;
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

    /** Changes the given settings and keeps all others. */
    void configure(ObjectNode changes) {
        configuration.setAll(changes.deepCopy());
    }

    /**
     * Returns whether the caller can upload the document: a user until the start, an application while it holds the
     * job.
     */
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

    /** Stores the document of a complete upload. */
    void uploaded(String documentName, String contentType, Payload payload) {
        document.become(documentName, contentType, payload);
        if (state == PrintJobState.UPLOAD_PENDING) {
            state = PrintJobState.UPLOADED;
        }
    }

    /** Stores the document of a job that a test creates. */
    void uploadBlankPage() {
        if (state != PrintJobState.UPLOAD_PENDING) {
            throw new Refusal(
                    409,
                    "The document of print job '" + id
                            + "' is already uploaded: call uploadDocument() only for a job that"
                            + " waits for its upload.");
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
        return new Refusal(409, "Print job '" + id + "' has already been started.");
    }

    void hold(EmulatedPrintTask task) {
        tasks.add(task);
        state = PrintJobState.HELD;
    }

    void state(PrintJobState next) {
        if (next.hasEnded() && !state.hasEnded()) {
            completionDateTime = now.get();
        }
        state = next;
    }

    /** Gives the job to the device of its printer. Without a device the job waits for its first read in this state. */
    void becomeFetchable(PrintJobState withoutDevice) {
        PrinterDevice device = printer.startedDevice();
        state(device == null ? withoutDevice : PrintJobState.PENDING);
        if (device != null) {
            device.add(this);
        }
    }

    /** Starts to print in the device of the printer. */
    void acquire(Instant when) {
        acquiredDateTime = PrintTenant.timestamp(when);
        state = PrintJobState.PRINTING;
    }

    /** Leaves the device of the printer. */
    void printed(Instant when) {
        completionDateTime = PrintTenant.timestamp(when);
        state = PrintJobState.PRINTED;
    }

    /** Returns the end of an ended job. */
    Instant ended() {
        return Instant.parse(Objects.requireNonNull(completionDateTime));
    }

    /** Cancels the job for a user. */
    void cancel() {
        if (state.hasEnded()) {
            throw new Refusal(409, "Print job '" + id + "' is " + state.word() + " and cannot be canceled.");
        }
        end(PrintJobState.CANCELED, PrintTaskState.ABORTED);
    }

    /** Completes the task that holds the job. */
    void release() {
        endTasks(PrintTaskState.COMPLETED);
        becomeFetchable(PrintJobState.RELEASED);
    }

    /** Aborts the job for the application that holds it. */
    void abort() {
        checkHeld();
        end(PrintJobState.ABORTED, PrintTaskState.ABORTED);
    }

    /** Redirects the job to a new job on a different printer, for the application that holds the job. */
    void redirect(EmulatedPrintJob successor) {
        checkHeld();
        end(PrintJobState.REDIRECTED, PrintTaskState.COMPLETED);
        redirectedTo = successor.url;
        successor.redirectedFrom = url;
        successor.configure(configuration);
        successor.document.become(document);
    }

    /** Throws a {@link Refusal} if no application holds the job. */
    void checkHeld() {
        if (!isHeld()) {
            throw new Refusal(409, "No task of print job '" + id + "' is in the processing state.");
        }
    }

    private boolean isHeld() {
        return tasks.stream().anyMatch(task -> task.state() == PrintTaskState.PROCESSING);
    }

    private void end(PrintJobState last, PrintTaskState lastOfTasks) {
        endTasks(lastOfTasks);
        state(last);
    }

    private void endTasks(PrintTaskState last) {
        tasks.stream().filter(task -> task.state() == PrintTaskState.PROCESSING).forEach(task -> task.state(last));
    }

    private boolean isAcquired() {
        return acquiredDateTime != null || state.isAcquiredByPrinter();
    }

    /** Returns the {@code printJobStatus}. */
    ObjectNode status() {
        return state.status().put("isAcquiredByPrinter", isAcquired());
    }

    /** Returns the {@code archivedPrintJob} of an ended job. */
    ObjectNode archived() {
        boolean isPrinted = state.isAcquiredByPrinter();
        var job = JsonTrees.object();
        job.put(
                        "id",
                        UUID.nameUUIDFromBytes(url.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("printerId", printer.id())
                .put("printerName", printer.json().path("displayName").textValue())
                .put("processingState", state.word())
                .put("createdDateTime", createdDateTime)
                .put("acquiredDateTime", acquiredDateTime == null && isPrinted ? completionDateTime : acquiredDateTime)
                .put("completionDateTime", completionDateTime)
                .put("acquiredByPrinter", isAcquired())
                .put("copiesPrinted", isPrinted ? configuration.path("copies").asInt(1) : 0);
        job.set("createdBy", createdBy.json());
        return job;
    }

    /** Returns all members, including the document and the tasks. */
    ObjectNode json() {
        ObjectNode job = withDocuments();
        var held = job.putArray("tasks");
        tasks.forEach(task -> held.add(task.json()));
        return job;
    }

    ObjectNode withDocuments() {
        ObjectNode job = alone();
        job.putArray("documents").add(document.json());
        return job;
    }

    /** Returns the members without the document and the tasks. */
    ObjectNode alone() {
        var job = JsonTrees.object();
        job.put("id", id);
        job.put("createdDateTime", createdDateTime);
        job.set("createdBy", createdBy.json());
        job.set("configuration", configuration.deepCopy());
        job.set("status", status());
        if (acquiredDateTime != null) {
            job.put("acknowledgedDateTime", acquiredDateTime);
        }
        job.put("redirectedTo", redirectedTo);
        job.put("redirectedFrom", redirectedFrom);
        job.put("isFetchable", state.isFetchable());
        return job;
    }

    List<EmulatedPrintTask> tasks() {
        return tasks;
    }

    @Nullable String completionDateTime() {
        return completionDateTime;
    }

    /** Gives a new job the state of an older one. */
    void restore(PrintJobState old, String created, @Nullable String completion, @Nullable String acquired) {
        state = old;
        createdDateTime = created;
        completionDateTime = completion;
        acquiredDateTime = acquired;
    }

    @Nullable String acquiredDateTime() {
        return acquiredDateTime;
    }

    void restoreRedirects(@Nullable String to, @Nullable String from) {
        redirectedTo = to;
        redirectedFrom = from;
    }
}
