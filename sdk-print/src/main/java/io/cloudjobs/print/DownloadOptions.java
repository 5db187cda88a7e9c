package io.cloudjobs.print;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * What {@code download(file, o -> ...)} can be told.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 */
public interface DownloadOptions {
    /**
     * Sets how long it may take in all; 1 hour unless it is set. Besides, it ends when nothing moves for 30 seconds.
     *
     * @param timeout the limit, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    DownloadOptions timeout(Duration timeout);

    /**
     * Sets how long the document may be; 1 GiB unless it is set, which is about what the service takes. A longer one is not
     * taken, but for what came before its length was known.
     *
     * @param maxBytes the number of bytes, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    DownloadOptions maxBytes(long maxBytes);

    /**
     * Sets who is told how many bytes have come, each time that there are more. It is called on the thread that downloads;
     * what it throws ends the download and reaches the caller as it is.
     *
     * @param onProgress told of the number of bytes so far
     * @return this
     */
    DownloadOptions onProgress(LongConsumer onProgress);
}
