package io.cloudjobs.print;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.ByteTarget;
import io.cloudjobs.core.internal.ResourcePath;
import io.cloudjobs.print.internal.DownloadFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a document to a stream and writes each byte once. After a failure the download starts again and skips the
 * bytes that the stream already has, which must be the same.
 */
final class PrintDocumentDownload implements ByteTarget {
    private static final String OPERATION = "printDocument.download";

    /** The status codes of the other host for an expired link. */
    private static final Set<Integer> EXPIRED = Set.of(401, 403, 404, 410);

    private final ApiClient api;
    private final ResourcePath path;
    private final OutputStream out;
    private final TransferSettings settings;
    private final CRC32C delivered = new CRC32C();
    private final CRC32C again = new CRC32C();
    private long deliveredBytes;
    private long bytes;

    /** The local cause of the failure: the caller's stream or callback, or a replaced document. */
    private @Nullable Throwable stopped;

    private PrintDocumentDownload(ApiClient api, ResourcePath path, OutputStream out, TransferSettings settings) {
        this.api = api;
        this.path = path;
        this.out = out;
        this.settings = settings;
    }

    /** Downloads to a file, which appears when it is complete. */
    static void toFile(ApiClient api, ResourcePath path, Path file, Consumer<? super DownloadOptions> options) {
        try (DownloadFile target = DownloadFile.open(file)) {
            toStream(api, path, target.out(), options);
            target.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Downloads to a stream and leaves it open. */
    static void toStream(
            ApiClient api, ResourcePath path, OutputStream out, Consumer<? super DownloadOptions> options) {
        new PrintDocumentDownload(api, path, out, TransferSettings.of(options)).run();
    }

    private void run() {
        try {
            download();
        } catch (RuntimeException e) {
            if (stopped == null || e instanceof InterruptedCallException || e instanceof CancelledCallException) {
                throw e;
            }
            throw PrintDocumentDownload.<RuntimeException>asItIs(stopped);
        }
        if (bytes < deliveredBytes) {
            throw replaced();
        }
    }

    private void download() {
        long started = api.time().nanos();
        Supplier<Duration> left = () -> settings.timeout.minusNanos(api.time().nanos() - started);
        ApiRequest download = new ApiRequest(OPERATION, "GET", path.resolve("/$value"))
                .needs("an application token with PrintJob.Read.All and Printer.Read.All, or a user token with"
                        + " PrintJob.Read and Printer.Read.All")
                .header("Accept", "*/*")
                .header("Accept-Encoding", "identity") // so that the length is known
                .lasting(settings.timeout)
                .idempotent();
        for (boolean isFirst = true; ; isFirst = false) {
            HttpUrl link = api.within(left.get()).receiveOrLocate(download, this, settings.maxBytes);
            if (link == null) {
                if (bytes == 0 && deliveredBytes == 0) { // an empty document cannot be uploaded
                    throw failure("the response has neither a document nor a link");
                }
                return;
            }
            try {
                api.elsewhere(new TransferService())
                        .within(left.get())
                        .receive(download.atKeyedLink(link), this, settings.maxBytes);
                return;
            } catch (ApiException e) {
                if (!isFirst || !EXPIRED.contains(e.statusCode())) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void begin() {
        bytes = 0;
        again.reset();
    }

    @Override
    public void write(byte[] buffer, int length) {
        try {
            int known = (int) Math.min(length, deliveredBytes - bytes);
            again.update(buffer, 0, known);
            bytes += known;
            if (known > 0 && bytes == deliveredBytes && again.getValue() != delivered.getValue()) {
                throw replaced();
            }
            deliver(buffer, known, length - known);
        } catch (Throwable e) { // any throwable: Kotlin has no checked exceptions
            stopped = e;
            throw new IllegalStateException(e); // ends the call; run() throws the cause
        }
    }

    /** Rethrows an exception of the caller's code unchanged, even a checked one. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E asItIs(Throwable e) throws E {
        throw (E) e;
    }

    private void deliver(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return;
        }
        try {
            out.write(buffer, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delivered.update(buffer, offset, length);
        bytes += length;
        deliveredBytes = bytes;
        settings.onProgress.accept(bytes);
    }

    private InvalidResponseException replaced() {
        return failure("the document was replaced during the download; download it again");
    }

    private InvalidResponseException failure(String problem) {
        return new InvalidResponseException(OPERATION, path.encoded(), 1, false, problem, null);
    }
}
