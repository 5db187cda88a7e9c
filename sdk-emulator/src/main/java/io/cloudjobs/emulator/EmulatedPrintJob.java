package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.cloudjobs.emulator.internal.BlankPage;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Payload;
import io.cloudjobs.emulator.internal.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A print job with its document, its tasks and the rules for its state. Guarded by the lock of its {@link PrintTenant}.
 */
final class EmulatedPrintJob {
    private static final String CREATED_BY = "createdBy";
    private static final String CREATED = "createdDateTime";
    private static final String ACQUIRED = "acquiredDateTime";
    private static final String COMPLETED = "completionDateTime";
    private static final String CONFIGURATION = "configuration";
    private static final String REDIRECTED_TO = "redirectedTo";
    private static final String REDIRECTED_FROM = "redirectedFrom";

    private final EmulatedPrinter printer;
    /** The job in the state of the emulator. */
    private final ObjectNode json = JsonTrees.object();
    /** The document in the state of the emulator. Its content is a {@link Payload}. */
    private final ObjectNode document;

    private final List<EmulatedPrintTask> tasks = new ArrayList<>();
    private PrintJobState state = PrintJobState.UPLOAD_PENDING;

    /** Creates a job with one empty document. */
    EmulatedPrintJob(String id, EmulatedPrinter printer, String userPrincipalName) {
        this.printer = printer;
        json.put("id", id)
                .put("state", state.key())
                .put(CREATED_BY, userPrincipalName)
                .put(CREATED, printer.tenant().now())
                .putObject(CONFIGURATION);
        document = json.putObject("document").put("id", UUID.randomUUID().toString());
        become("", "", null);
        json.putArray("tasks");
    }

    /** Returns the job in the state of the emulator, with its tasks. It changes with the job. */
    ObjectNode write() {
        var held = json.putArray("tasks");
        for (EmulatedPrintTask task : tasks) {
            held.add(task.write());
        }
        return json;
    }

    /** Gives a new job the members of an older one. */
    void restore(StateObject old, PrintJobState was) {
        become(was);
        json.setAll(old.members(CREATED, ACQUIRED, COMPLETED, CONFIGURATION, REDIRECTED_TO, REDIRECTED_FROM));
        if (was.hasEnded() && !json.has(COMPLETED)) {
            json.set(COMPLETED, json.get(CREATED));
        }
    }

    private void become(PrintJobState next) {
        state = next;
        json.put("state", next.key());
    }

    String id() {
        return json.path("id").textValue();
    }

    EmulatedPrinter printer() {
        return printer;
    }

    /** Returns the URL of the job, as in its tasks. */
    String url() {
        return printer.tenant().endpoint() + "/" + path();
    }

    /** Returns the path relative to the endpoint. */
    private String path() {
        return printer.jobsPath() + id();
    }

    PrintUser createdBy() {
        return printer.tenant().user(json.path(CREATED_BY).textValue());
    }

    /** Returns the time of the creation, in whole units of 100 nanoseconds. */
    Instant created() {
        return Instant.parse(json.path(CREATED).textValue());
    }

    /** Returns whether a redirect created the job. */
    boolean isRedirected() {
        return json.has(REDIRECTED_FROM);
    }

    PrintJobState state() {
        return state;
    }

    /** Returns the {@code printDocument}. */
    ObjectNode document() {
        return document.deepCopy().without(StateReader.CONTENT);
    }

    void checkDocument(String documentId) {
        if (!document.path("id").asText().equals(documentId)) {
            throw Refusal.notFound(
                    "The document id '" + documentId + "' does not match the document of the print job.");
        }
    }

    /** Returns the bytes of the document, or null before the upload. */
    @Nullable Payload payload() {
        return document.get(StateReader.CONTENT) instanceof POJONode content ? (Payload) content.getPojo() : null;
    }

    /** Replaces the document, except its id. */
    void become(String name, String contentType, @Nullable Payload payload) {
        document.put("displayName", name)
                .put("contentType", contentType)
                .put("size", payload == null ? 0 : payload.length());
        if (payload != null) {
            document.putPOJO(StateReader.CONTENT, payload);
        }
    }

    String contentType() {
        return document.path("contentType").textValue();
    }

    void documentId(String documentId) {
        document.put("id", documentId);
    }

    /** Changes the given settings and keeps all others. */
    void configure(ObjectNode changes) {
        json.withObject("/" + CONFIGURATION).setAll(changes.deepCopy());
    }

    /**
     * Returns whether the caller can upload the document: a user until the start, an application while it holds the
     * job.
     */
    boolean takesDocumentOf(Access caller) {
        return (caller.asApplication() && isHeld()) || (caller.asUser() && state.compareTo(PrintJobState.HELD) < 0);
    }

    void checkTakesDocumentOf(Access caller) {
        if (!caller.asUser()) {
            checkHeld();
        } else if (!takesDocumentOf(caller)) {
            throw startedBefore();
        }
    }

    /** Stores the document of a complete upload. */
    void uploaded(String documentName, String contentType, Payload payload) {
        become(documentName, contentType, payload);
        if (state == PrintJobState.UPLOAD_PENDING) {
            become(PrintJobState.UPLOADED);
        }
    }

    /** Stores the document of a job that a test creates. */
    void uploadBlankPage() {
        if (state != PrintJobState.UPLOAD_PENDING) {
            throw new Refusal(
                    409,
                    "The document of print job '" + id()
                            + "' is already uploaded: call uploadDocument() only for a job that"
                            + " waits for its upload.");
        }
        uploaded(BlankPage.NAME, BlankPage.CONTENT_TYPE, BlankPage.PAYLOAD);
    }

    void checkStartable() {
        if (state == PrintJobState.UPLOAD_PENDING) {
            throw new Refusal(409, "The document of print job '" + id() + "' is not uploaded yet.");
        }
        if (state != PrintJobState.UPLOADED) {
            throw startedBefore();
        }
    }

    private Refusal startedBefore() {
        return new Refusal(409, "Print job '" + id() + "' has already been started.");
    }

    void hold(EmulatedPrintTask task) {
        tasks.add(task);
        become(PrintJobState.HELD);
    }

    void state(PrintJobState next) {
        if (next.hasEnded() && !state.hasEnded()) {
            json.put(COMPLETED, printer.tenant().now());
        }
        become(next);
    }

    /** Gives the job to the device of its printer. Without a device the job waits for its first read in this state. */
    void becomeFetchable(PrintJobState withoutDevice) {
        boolean isStarted = printer.device().isStarted();
        state(isStarted ? PrintJobState.PENDING : withoutDevice);
        if (isStarted) {
            printer.device().add(this);
        }
    }

    /** Starts to print in the device of the printer. */
    void acquire(Instant when) {
        json.put(ACQUIRED, PrintTenant.timestamp(when));
        become(PrintJobState.PRINTING);
    }

    /** Leaves the device of the printer. */
    void printed(Instant when) {
        json.put(COMPLETED, PrintTenant.timestamp(when));
        become(PrintJobState.PRINTED);
    }

    /** Returns the end of an ended job. */
    Instant ended() {
        return Instant.parse(json.path(COMPLETED).textValue());
    }

    /** Cancels the job for a user. */
    void cancel() {
        if (state.hasEnded()) {
            throw new Refusal(409, "Print job '" + id() + "' is " + state.word() + " and cannot be canceled.");
        }
        end(PrintJobState.CANCELED, EmulatedPrintTask.ABORTED);
    }

    /** Completes the task that holds the job. */
    void release() {
        endTasks(EmulatedPrintTask.COMPLETED);
        becomeFetchable(PrintJobState.RELEASED);
    }

    /** Aborts the job for the application that holds it. */
    void abort() {
        checkHeld();
        end(PrintJobState.ABORTED, EmulatedPrintTask.ABORTED);
    }

    /** Redirects the job to a new job on a different printer, for the application that holds the job. */
    void redirect(EmulatedPrintJob successor) {
        checkHeld();
        end(PrintJobState.REDIRECTED, EmulatedPrintTask.COMPLETED);
        json.put(REDIRECTED_TO, successor.path());
        successor.json.put(REDIRECTED_FROM, path());
        successor.configure(json.withObject("/" + CONFIGURATION));
        successor.document.setAll(document.deepCopy().<ObjectNode>without("id"));
    }

    /** Throws a {@link Refusal} if no application holds the job. */
    void checkHeld() {
        if (!isHeld()) {
            throw new Refusal(409, "No task of print job '" + id() + "' is in the processing state.");
        }
    }

    private boolean isHeld() {
        for (EmulatedPrintTask task : tasks) {
            if (task.isProcessing()) {
                return true;
            }
        }
        return false;
    }

    private void end(PrintJobState last, String lastOfTasks) {
        endTasks(lastOfTasks);
        state(last);
    }

    private void endTasks(String last) {
        for (EmulatedPrintTask task : tasks) {
            if (task.isProcessing()) {
                task.state(last);
            }
        }
    }

    private boolean isAcquired() {
        return json.has(ACQUIRED) || state.isAcquiredByPrinter();
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
                        UUID.nameUUIDFromBytes(url().getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("printerId", printer.id())
                .put("printerName", printer.json().path("displayName").textValue())
                .put("processingState", state.word());
        job.set(CREATED, json.get(CREATED));
        job.set(ACQUIRED, json.get(isPrinted && !json.has(ACQUIRED) ? COMPLETED : ACQUIRED));
        job.set(COMPLETED, json.get(COMPLETED));
        job.put("acquiredByPrinter", isAcquired())
                .put(
                        "copiesPrinted",
                        isPrinted ? json.path(CONFIGURATION).path("copies").asInt(1) : 0);
        job.set(CREATED_BY, createdBy().json());
        return job;
    }

    /** Returns the job, and then prints it if its printer has no device, so that a test need not wait. */
    ObjectNode read() {
        ObjectNode read = json();
        if (state.isAtPrinter() && !printer.device().isStarted()) {
            state(PrintJobState.PRINTED);
        }
        return read;
    }

    /** Returns all members, including the document and the tasks. */
    ObjectNode json() {
        ObjectNode job = withDocuments();
        var held = job.putArray("tasks");
        for (EmulatedPrintTask task : tasks) {
            held.add(task.json());
        }
        return job;
    }

    ObjectNode withDocuments() {
        ObjectNode job = alone();
        job.putArray("documents").add(document());
        return job;
    }

    /** Returns the members without the document and the tasks. */
    ObjectNode alone() {
        ObjectNode job = JsonTrees.object().put("id", id());
        job.set(CREATED, json.get(CREATED));
        job.set(CREATED_BY, createdBy().json());
        job.set(CONFIGURATION, json.get(CONFIGURATION).deepCopy());
        job.set("status", status());
        if (json.has(ACQUIRED)) {
            job.set("acknowledgedDateTime", json.get(ACQUIRED));
        }
        for (String link : List.of(REDIRECTED_TO, REDIRECTED_FROM)) {
            String path = json.path(link).textValue();
            job.put(link, path == null ? null : printer.tenant().endpoint() + "/" + path);
        }
        job.put("isFetchable", state.isFetchable());
        return job;
    }

    List<EmulatedPrintTask> tasks() {
        return tasks;
    }
}
