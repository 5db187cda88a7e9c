package io.cloudjobs.print;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * The options of {@code download(file, o -> ...)}.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 */
public interface DownloadOptions {
    /**
     * Sets the timeout of the whole download. The default is 1 hour. A download also fails if no byte arrives for 30
     * seconds.
     *
     * @param timeout the timeout, more than zero
     * @return this
     * @throws IllegalArgumentException if the value is zero or negative
     */
    DownloadOptions timeout(Duration timeout);

    /**
     * Sets the maximum size of the document. The default is 1 GiB, about the limit of the service. The download of a
     * larger document fails. If its size becomes known only during the download, the client has already delivered the
     * earlier bytes.
     *
     * @param maxBytes the number of bytes, more than zero
     * @return this
     * @throws IllegalArgumentException if the value is zero or negative
     */
    DownloadOptions maxBytes(long maxBytes);

    /**
     * Sets a callback for the number of bytes received. It runs on the thread of the download. If the callback throws
     * an exception, the download ends with that exception.
     *
     * @param onProgress receives the number of bytes so far
     * @return this
     */
    DownloadOptions onProgress(LongConsumer onProgress);
}
