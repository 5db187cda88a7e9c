package io.cloudjobs.print;

import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.json.HasId;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.print.PrintSubmitException.Step;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.UnsupportedSettings;
import io.cloudjobs.print.printer.UnsupportedSettingsException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates a job on a share, perhaps after a check of its settings, uploads its document and starts it. */
final class PrintJobSubmit {
    private static final Duration TIME_TO_CANCEL = Duration.ofSeconds(30);

    private final ApiClient api;
    private final ResourcePath share;
    private final @Nullable PrintPacer pacer;
    private final TransferSettings settings;
    private final long started;

    private Step step = Step.CREATE;

    PrintJobSubmit(ApiClient api, ResourcePath share, @Nullable PrintPacer pacer, TransferSettings settings) {
        this.api = api;
        this.share = share;
        this.pacer = pacer;
        this.settings = settings;
        this.started = api.time().nanos();
    }

    PrintJob run(PrintJobConfiguration configuration, DocumentContent content) {
        Objects.requireNonNull(content, "content");
        if (settings.isChecked) {
            check(configuration.toBuilder().build(), content.contentType());
        }
        ApiRequest creation = PrinterShareJobsResource.creation(share, configuration);
        try (PrintPacer.Turn turn = turn()) {
            return run(create(creation, turn), content);
        }
    }

    private PrintPacer.@Nullable Turn turn() {
        try {
            ResourcePath jobs = PrinterShareJobsResource.path(share);
            return pacer == null ? null : pacer.turn(api, jobs, left(), settings.timeout, true);
        } catch (SdkException e) {
            throw new PrintSubmitException(share.encoded(), step, null, false, e);
        }
    }

    private PrintJob run(PrintJobRecord job, DocumentContent content) {
        try {
            String documentId = documentId(job);
            step = Step.UPLOAD;
            PrintDocument document = job(job.id())
                    .document(documentId)
                    .upload(
                            content,
                            options -> options.timeout(left())
                                    .parallel(settings.parallel)
                                    .onProgress(settings.onProgress));
            step = Step.START;
            return job.started(job(job.id()).startAndConfirm(), document);
        } catch (RuntimeException e) { // any exception: the content may be unreadable, a callback may throw
            throw failure(job.id(), e);
        } catch (Error e) { // for example out of memory, or an assertion in a callback
            if (step != Step.START) {
                isCanceled(job.id(), e);
            }
            throw e;
        }
    }

    private void check(PrintJobConfiguration configuration, String contentType) {
        try {
            UnsupportedSettings unsupported = new PrinterShareResource(api.within(left()), share, null)
                    .capabilities()
                    .check(configuration, contentType);
            if (!unsupported.isEmpty()) {
                throw new UnsupportedSettingsException(share.encoded(), 1, unsupported);
            }
        } catch (SdkException e) {
            throw new PrintSubmitException(share.encoded(), Step.CHECK, null, false, e);
        }
    }

    private PrintJobRecord create(ApiRequest creation, PrintPacer.@Nullable Turn turn) {
        try {
            ApiClient limited = api.within(left());
            return turn == null ? limited.send(creation, PrintJobRecord.class) : turn.create(limited, creation);
        } catch (SdkException e) {
            throw new PrintSubmitException(share.encoded(), step, null, false, e);
        }
    }

    private String documentId(PrintJob job) {
        List<PrintDocument> documents = job.documents();
        if (documents == null || documents.isEmpty()) {
            throw new InvalidResponseException(
                    "printJob.create", share.encoded(), 1, true, "the new job has no document", null);
        }
        return documents.get(0).id();
    }

    private PrinterShareJobResource job(String jobId) {
        return new PrinterShareResource(api.within(left()), share, null).job(jobId);
    }

    /**
     * Returns the remaining time. Throws an exception after the timeout, so no later step begins, in particular no
     * start.
     */
    private Duration left() {
        Duration left = settings.timeout.minusNanos(api.time().nanos() - started);
        if (left.isNegative() || left.isZero()) {
            String problem = "the timeout of " + settings.timeout + " has expired: raise timeout(...)";
            throw new TransportException("printJob.submit", share.encoded(), 0, false, problem, null);
        }
        return left;
    }

    /**
     * Cancels the job, unless the job may have been started. In that case, the message advises the caller to read the
     * job.
     */
    private PrintSubmitException failure(String jobId, RuntimeException cause) {
        boolean isOrphan = !PrintSubmitException.mayHaveStarted(step, cause);
        return new PrintSubmitException(share.encoded(), step, jobId, isOrphan && isCanceled(jobId, cause), cause);
    }

    /** Cancels the job at the printer of the share, because a share cannot cancel jobs. */
    private boolean isCanceled(String jobId, Throwable cause) {
        ApiClient quick = api.within(TIME_TO_CANCEL);
        try {
            ApiRequest printerOfShare = new ApiRequest("printerShare.get", "GET", share)
                    .query("$select", "id")
                    .query("$expand", "printer($select=id)")
                    .idempotent()
                    .returningResource();
            String printerId =
                    quick.send(printerOfShare, PrinterOfShare.class).printer().id();
            new PrinterResource(quick, ResourcePath.ROOT.resolve("/print/printers/{printerId}", printerId), null)
                    .job(jobId)
                    .cancel();
            return true;
        } catch (RuntimeException | Error e) { // any exception: the client may be closed
            cause.addSuppressed(e);
            return false;
        }
    }

    /** A share with its printer only. */
    private record PrinterOfShare(String id, Printer printer) implements HasId {
        PrinterOfShare {
            Json.required("id", id);
            Json.required("printer", printer);
        }
    }
}
