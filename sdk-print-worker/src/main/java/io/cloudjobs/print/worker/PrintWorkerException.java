package io.cloudjobs.print.worker;

/** The database of a worker failed. What the worker had stored before is not lost. */
public final class PrintWorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PrintWorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
