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
     * Sets the timeout of the whole upload. The default is 1 hour, because the service ends the session after 1 hour.
     * Each request also has its own timeout: 5 minutes for a part, and the {@code timeout} of the client for all
     * others. A part also fails if no byte is transferred for 30 seconds.
     *
     * @param timeout the timeout, more than zero
     * @return this
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    UploadOptions timeout(Duration timeout);

    /**
     * Sets the number of parts that are sent in parallel. The default is 1. Each part takes about 5 MB of memory and,
     * if there is more than one, a thread. The threads end with the upload. If the upload fails or is interrupted, each
     * thread ends after its current part, or when no byte of that part is transferred for 30 seconds. The documentation
     * of the service mentions both four parallel parts and parts in sequence.
     *
     * @param parts the number of parts, 1 to 4
     * @return this
     * @throws IllegalArgumentException if the number is less than 1 or greater than 4
     */
    UploadOptions parallel(int parts);

    /**
     * Sets a callback for the number of bytes that the service has accepted. It runs on the thread of the upload. If
     * the callback throws an exception, the upload ends with that exception; {@code submit} throws a
     * {@link PrintSubmitException} with that exception as its cause.
     *
     * @param onProgress receives the number of bytes so far
     * @return this
     */
    UploadOptions onProgress(LongConsumer onProgress);
}
