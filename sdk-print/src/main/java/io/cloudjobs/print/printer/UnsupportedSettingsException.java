package io.cloudjobs.print.printer;

import io.cloudjobs.core.SdkException;
import java.util.Objects;

/**
 * The printer does not offer all settings of a job. {@code submit} with {@code checkCapabilities()} throws it as the
 * cause of a {@link io.cloudjobs.print.PrintSubmitException}, before it creates the job.
 */
public final class UnsupportedSettingsException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** The settings. */
    private final UnsupportedSettings unsupported;

    /**
     * Creates an exception as the client does, for your tests.
     *
     * @param resource the path of the share, for example {@code /print/shares/7a1e}
     * @param attempts the number of requests; the client passes 1, because a successful read of the capabilities does
     *     not count its retries
     * @param unsupported the settings that the printer does not offer
     */
    public UnsupportedSettingsException(String resource, int attempts, UnsupportedSettings unsupported) {
        super(
                "printJob.check",
                resource,
                attempts,
                false,
                Objects.requireNonNull(unsupported, "unsupported") + "; change these settings",
                null);
        this.unsupported = unsupported;
    }

    /**
     * Returns the settings that the printer does not offer.
     *
     * @return the settings, with the requested and the offered values
     */
    public UnsupportedSettings unsupported() {
        return unsupported;
    }
}
