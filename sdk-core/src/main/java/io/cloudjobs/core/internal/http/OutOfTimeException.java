package io.cloudjobs.core.internal.http;

import java.io.InterruptedIOException;

/** An attempt was ended from outside, because its time was over. */
public final class OutOfTimeException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    /** Why there was no time left. */
    public final Watch.Reason reason;

    OutOfTimeException(Watch.Reason reason, Throwable cause) {
        super("timeout");
        this.reason = reason;
        initCause(cause);
    }
}
