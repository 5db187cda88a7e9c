package io.cloudjobs.print;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * The options of {@code upload(content, o -> ...)}.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 */
public interface UploadOptions {
    /**
     * Sets the timeout of the whole upload. The default is 1 hour, after which the service ends the session, too. Each
     * request also has its own timeout: 5 minutes for a part, which fails earlier if no byte moves for 30 seconds, and
     * the {@code timeout} of the client for all others.
     *
     * @param timeout the timeout, more than zero
     * @return this
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    UploadOptions timeout(Duration timeout);

    /**
     * Sets the number of parts that are sent in parallel. The default is 1. Each part takes about 5 MB of memory and,
     * if there is more than one, a thread. The threads end with the upload. If the upload fails or is interrupted, each
     * thread ends after its current part, or when no byte of that part moves for 30 seconds. The documentation of the
     * service mentions both four parallel parts and parts in sequence.
     *
     * @param parts the number of parts, 1 to 4
     * @return this
     * @throws IllegalArgumentException if the number is less than 1 or greater than 4
     */
    UploadOptions parallel(int parts);

    /**
     * Sets a callback for the number of bytes that the service has accepted. It runs on the thread of the upload. If it
     * throws, the upload ends and throws the same exception; {@code submit} throws it as the cause of its
     * {@link PrintSubmitException}.
     *
     * @param onProgress receives the number of bytes so far
     * @return this
     */
    UploadOptions onProgress(LongConsumer onProgress);
}
