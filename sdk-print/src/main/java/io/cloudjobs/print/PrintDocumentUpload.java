package io.cloudjobs.print;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.core.internal.Stopped;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Uploads a document to its session in rounds. Each round sends the missing parts until all are sent or a part fails.
 * The client then reads the missing ranges, so duplicate parts and lost responses need no special treatment.
 */
final class PrintDocumentUpload {
    /**
     * The size of a part: below the 10 MB limit of the service, and a multiple of 200 KiB and 320 KiB, as Microsoft's
     * programs require.
     */
    static final int PART = 4_915_200;

    static final String OPERATION = "printDocument.upload";

    private static final Duration USUAL_FOR_A_PART = Duration.ofMinutes(5);
    private final ApiClient transfers;
    private final ResourcePath path;
    private final HttpUrl session;
    private final DocumentContent content;
    private final TransferSettings settings;
    private final Function<Duration, @Nullable PrintDocument> look;
    private final long started;

    private int requests;
    private long reported;
    private @Nullable SdkException failure;

    /** Whether the last round may have sent all missing parts, and so may have ended the session. */
    private boolean mayBeWhole;

    /**
     * Creates an upload.
     *
     * @param transfers a client without a token
     * @param path the path of the document
     * @param look reads the job and returns the document if the service has all of it, otherwise null
     * @param started the time in nanoseconds at which the timeout started
     */
    PrintDocumentUpload(
            ApiClient transfers,
            ResourcePath path,
            HttpUrl session,
            DocumentContent content,
            TransferSettings settings,
            Function<Duration, @Nullable PrintDocument> look,
            long started) {
        this.transfers = transfers;
        this.path = path;
        this.session = session;
        this.content = content;
        this.settings = settings;
        this.look = look;
        this.started = started;
    }

    /** Uploads the whole document. */
    PrintDocument run() {
        return run(List.of(new ByteRange(0, content.size() - 1)));
    }

    /** Uploads the ranges that the session is missing. */
    PrintDocument resume() {
        List<ByteRange> missing = askWhatIsMissing();
        return missing == null ? lookAfterTheEnd() : run(missing);
    }

    private PrintDocument run(List<ByteRange> first) {
        ExecutorService threads = settings.parallel == 1 ? null : threads();
        try (ContentReader reader = new ContentReader(content)) {
            List<ByteRange> missing = first;
            while (true) {
                PrintDocument document = send(missing, reader, threads == null ? Runnable::run : threads);
                if (document != null) {
                    report(content.size());
                    return document;
                }
                List<ByteRange> left = askWhatIsMissing();
                if (left == null || left.isEmpty()) {
                    mayBeWhole &=
                            left != null || !missing.isEmpty(); // a round that sent nothing has not ended the session
                    return lookAfterTheEnd();
                }
                if (ByteRange.length(left) >= ByteRange.length(missing)) {
                    throw failureOr("the service requests bytes that it has already accepted");
                }
                missing = left;
            }
        } finally {
            if (threads != null) {
                threads.shutdownNow();
            }
        }
    }

    private ExecutorService threads() {
        return Executors.newFixedThreadPool(settings.parallel, task -> {
            Thread thread = new Thread(task, "cloudjobs-upload");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A part that the service has accepted. */
    private record Accepted(ByteRange part, PrintUploadSessionRecord response) {}

    /** Runs one round. Returns the document if the service now has all of it. */
    private @Nullable PrintDocument send(List<ByteRange> missing, ContentReader reader, Executor executor) {
        CompletionService<Accepted> responses = new ExecutorCompletionService<>(executor);
        Iterator<ByteRange> parts =
                missing.stream().flatMap(range -> range.parts(settings.part)).iterator();
        long there = content.size() - ByteRange.length(missing);
        PrintDocument document = null;
        failure = null;
        mayBeWhole = true;
        int underWay = 0;
        while (underWay > 0 || failure == null && parts.hasNext()) {
            if (underWay < settings.parallel && failure == null && parts.hasNext()) {
                ByteRange part = parts.next();
                byte[] bytes = reader.read(part);
                ApiClient limited = limited();
                responses.submit(() -> put(limited, part, bytes));
                underWay++;
                continue;
            }
            Accepted accepted = next(responses);
            underWay--;
            if (accepted != null) {
                there += accepted.part.length();
                report(there);
                document = document == null ? accepted.response.document(content.size()) : document;
            }
        }
        mayBeWhole &= !parts.hasNext();
        // If a part failed, only a document with a size proves success. If a part was not sent, no document does.
        boolean isWhole = mayBeWhole && (failure == null || document != null && document.size() != null);
        return isWhole ? document : null;
    }

    private void report(long bytes) {
        if (bytes > reported) {
            reported = bytes;
            settings.onProgress.accept(bytes);
        }
    }

    private Accepted put(ApiClient limited, ByteRange part, byte[] bytes) {
        ApiRequest request = new ApiRequest(OPERATION, "PUT", path)
                .atKeyedLink(session)
                .header("Content-Range", part.contentRange(content.size()))
                .body(bytes)
                .lasting(USUAL_FOR_A_PART)
                .transfer()
                .idempotent();
        return new Accepted(part, limited.send(request, PrintUploadSessionRecord.class));
    }

    /** Returns the next accepted part; null if it failed, but the service may have it or may accept it later. */
    private @Nullable Accepted next(CompletionService<Accepted> responses) {
        try {
            return responses.take().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SdkException failed && isAboutThisPart(failed)) {
                failure = failed;
                mayBeWhole &= failed.mayHaveReachedService() || isAlreadyThere(failed);
                return null;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (!(e.getCause() instanceof RuntimeException fatal)) {
                throw new IllegalStateException(e.getCause());
            }
            checkNotStopped(fatal, requests - 1);
            throw fatal;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(
                    OPERATION, path.encoded(), requests, true, "the thread was interrupted", failure);
        }
    }

    /** Throws the failure of the whole upload if the user has stopped it at a request, after this number of others. */
    private void checkNotStopped(RuntimeException e, int before) {
        if (e instanceof SdkException end) {
            SdkException stopped = Stopped.of(
                    end,
                    OPERATION,
                    path.encoded(),
                    before + end.attempts(),
                    before > 0 || end.mayHaveReachedService(),
                    "the upload was stopped: " + end.getMessage());
            if (stopped != null) {
                if (failure != null) {
                    stopped.addSuppressed(failure);
                }
                throw stopped;
            }
        }
    }

    private boolean isAboutThisPart(SdkException failed) {
        return transfers.mayPass(failed)
                || failed instanceof InvalidResponseException
                || failed instanceof NotFoundException
                || isAlreadyThere(failed);
    }

    /** Reads the ranges that the session is missing; returns null if the session no longer exists. */
    private @Nullable List<ByteRange> askWhatIsMissing() {
        ApiClient limited = limited();
        try {
            PrintUploadSession status = status(limited, path, session);
            List<ByteRange> left = ByteRange.expected(status.nextExpectedRanges(), content.size());
            if (left.isEmpty() && !status.nextExpectedRanges().isEmpty()) {
                throw new InvalidResponseException(
                        OPERATION, path.encoded(), requests, true, "nextExpectedRanges has no valid range", failure);
            }
            return left;
        } catch (RuntimeException e) { // any exception: the client may be closed
            checkNotStopped(e, requests - 1);
            if (failure != null) {
                failure.addSuppressed(e);
            } else if (e instanceof SdkException first) {
                failure = first;
            }
            if (e instanceof NotFoundException) {
                return null;
            }
            throw failure == null ? e : failure;
        }
    }

    static PrintUploadSession status(ApiClient transfers, ResourcePath path, HttpUrl session) {
        return transfers.send(
                new ApiRequest("printDocument.getUploadSession", "GET", path)
                        .atKeyedLink(session)
                        .idempotent(),
                PrintUploadSessionRecord.class);
    }

    /**
     * Reads the job after the end of the session. A session ends with its last part, whose response may be lost, but
     * also in other ways. Then the job may still have an earlier document, which must not be returned.
     */
    private PrintDocument lookAfterTheEnd() {
        SdkException reason = failureOr("the session is complete, but the job has no such document; upload it again");
        if (!mayBeWhole) {
            throw reason;
        }
        PrintDocument document = null;
        try {
            document = look.apply(left());
        } catch (RuntimeException e) { // any exception: the client may be closed
            checkNotStopped(e, requests);
            reason.addSuppressed(e);
        }
        if (document == null) {
            throw reason;
        }
        report(content.size());
        return document;
    }

    private SdkException failureOr(String problem) {
        return failure != null
                ? failure
                : new InvalidResponseException(OPERATION, path.encoded(), requests, true, problem, null);
    }

    private ApiClient limited() {
        Duration left = left();
        requests++;
        return transfers.within(left);
    }

    private Duration left() {
        Duration left = settings.timeout.minusNanos(transfers.time().nanos() - started);
        if (left.isNegative() || left.isZero() || transfers.isClosed()) {
            String problem = transfers.isClosed()
                    ? "the client was closed during the call"
                    : "the timeout of " + settings.timeout + " has expired: raise timeout(...)";
            throw new TransportException(OPERATION, path.encoded(), requests, requests > 0, problem, failure);
        }
        return left;
    }

    /** Returns whether the service already has the part, completely or partly. */
    private static boolean isAlreadyThere(SdkException e) {
        return e instanceof ApiException refusal && refusal.statusCode() == 416;
    }
}
