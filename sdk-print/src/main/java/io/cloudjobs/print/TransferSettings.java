package io.cloudjobs.print;

import io.cloudjobs.core.internal.Checks;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The options of an upload or a download. */
final class TransferSettings implements SubmitOptions, DownloadOptions {
    /** The default options. */
    static final Consumer<Object> UNCHANGED = options -> {};

    private static final int MAX_PARALLEL = 4;

    Duration timeout = Duration.ofHours(1);
    int parallel = 1;
    long maxBytes = 1 << 30;
    LongConsumer onProgress = bytes -> {};
    boolean isChecked;

    /** The size of a part, which only tests change. */
    int part = PrintDocumentUpload.PART;

    static TransferSettings of(Consumer<? super TransferSettings> options) {
        TransferSettings settings = new TransferSettings();
        options.accept(settings);
        return settings;
    }

    @Override
    public TransferSettings timeout(Duration timeout) {
        this.timeout = Checks.positive("timeout", timeout);
        return this;
    }

    @Override
    public TransferSettings parallel(int parts) {
        if (parts < 1 || parts > MAX_PARALLEL) {
            throw new IllegalArgumentException("parallel must be 1 to " + MAX_PARALLEL + ", but is " + parts);
        }
        this.parallel = parts;
        return this;
    }

    @Override
    public TransferSettings checkCapabilities() {
        isChecked = true;
        return this;
    }

    @Override
    public TransferSettings maxBytes(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be more than zero, but is " + maxBytes);
        }
        this.maxBytes = maxBytes;
        return this;
    }

    @Override
    public TransferSettings onProgress(LongConsumer onProgress) {
        this.onProgress = Objects.requireNonNull(onProgress, "onProgress");
        return this;
    }
}
