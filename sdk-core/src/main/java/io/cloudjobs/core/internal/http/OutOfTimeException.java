package io.cloudjobs.core.internal.http;

import java.io.InterruptedIOException;

/** An attempt was cancelled because its timeout was exceeded. */
public final class OutOfTimeException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    /** The limit that was exceeded. */
    public final Watch.Reason reason;

    OutOfTimeException(Watch.Reason reason, Throwable cause) {
        super("timeout");
        this.reason = reason;
        initCause(cause);
    }
}
