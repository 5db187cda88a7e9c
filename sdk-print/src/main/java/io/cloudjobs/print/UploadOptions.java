package io.cloudjobs.print;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * What {@code upload(content, o -> ...)} can be told.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 */
public interface UploadOptions {
    /**
     * Sets how long it may take in all; 1 hour unless it is set, after which the service gives up, too. A single request
     * keeps its own limit besides: 5 minutes for a part, of which none may pass in which nothing moves for 30 seconds, and
     * the {@code timeout} of the client for all others.
     *
     * @param timeout the limit, more than zero
     * @return this
     * @throws IllegalArgumentException if it is zero or negative
     */
    UploadOptions timeout(Duration timeout);

    /**
     * Sets how many parts are sent at a time; 1 unless it is set. Each of them is in memory, with about 5 MB. More than one
     * use as many threads, which end with the upload; when it fails or is interrupted, each with the part that it is at, or
     * when nothing of that moves for 30 seconds. The service documents both, four in parallel and one after the other.
     *
     * @param parts the number of parts, 1 to 4
     * @return this
     * @throws IllegalArgumentException if it is another number
     */
    UploadOptions parallel(int parts);

    /**
     * Sets who is told how many bytes the service has, each time that it has accepted some. It is called on the thread that
     * uploads; what it throws ends the upload and reaches the caller as it is, of a {@code submit} as the cause of its
     * {@link PrintSubmitException}.
     *
     * @param onProgress told of the number of bytes so far
     * @return this
     */
    UploadOptions onProgress(LongConsumer onProgress);
}
