package io.cloudjobs.print;

import io.cloudjobs.print.printer.PrinterCapabilities;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * The options of {@code submit(configuration, content, o -> ...)}.
 *
 * <p>Not for implementation by users: settings are added in minor releases.
 */
public interface SubmitOptions extends UploadOptions {
    /**
     * Checks the settings and the media type of the document before the job is created. This takes one more request:
     * the client reads the {@linkplain PrinterShareResource#capabilities() capabilities} of the share, within the
     * timeout of the submit. If the printer does not offer all settings, or if the capabilities cannot be read,
     * {@code submit} throws a {@link PrintSubmitException} with {@link PrintSubmitException.Step#CHECK}, and creates no
     * job. Without this option, the client does not check: the printer decides about settings that it does not offer.
     *
     * @return this
     * @see PrinterCapabilities#check(PrintJobConfiguration, String)
     */
    SubmitOptions checkCapabilities();

    /**
     * Sets the timeout of the whole submit. The default is 1 hour, because the service ends the upload session after 1
     * hour. Each request also has its own timeout, as for an upload.
     *
     * @param timeout the timeout, more than zero
     * @return this
     * @throws IllegalArgumentException if the timeout is zero or negative
     */
    @Override
    SubmitOptions timeout(Duration timeout);

    @Override
    SubmitOptions parallel(int parts);

    @Override
    SubmitOptions onProgress(LongConsumer onProgress);
}
