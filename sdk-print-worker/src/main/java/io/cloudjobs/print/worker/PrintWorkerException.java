package io.cloudjobs.print.worker;

import io.cloudjobs.core.internal.secret.Shown;

/** The database of a worker failed. Everything that the worker had stored before is kept. */
public final class PrintWorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PrintWorkerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Returns the exception of a failed statement. Its message has the reason that the database gives. */
    static PrintWorkerException of(Exception failure) {
        return of("the database of the worker failed", failure);
    }

    /** Returns the exception of a failed statement, with its consequence. */
    static PrintWorkerException of(String consequence, Exception failure) {
        Throwable reason = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            reason = cause.getMessage() == null ? reason : cause;
        }
        return new PrintWorkerException(consequence + ": " + Shown.of(reason.getMessage()), failure);
    }
}
