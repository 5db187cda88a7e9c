package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** Maps errors of operations on a job to exceptions. */
final class JobErrors {
    private JobErrors() {}

    /** Returns the exception for a failed read. The service may report a failed job with the error of an unknown job. */
    static @Nullable ApiException ofStatus(
            String operation, String resource, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return GesErrorCode.isOneOf(error, GesErrorCode.JOB_QUERY_FAILED)
                ? new JobFailedException(operation, resource, attempts, mayHaveReachedService, error)
                : null;
    }

    /** Returns the exception for a refused cancellation. The service does not always give the reason. */
    static @Nullable ApiException ofCancel(
            String operation, String resource, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        boolean isAboutCancel = JobNotCancellableException.saysUnsupported(error)
                || GesErrorCode.isOneOf(
                        error,
                        GesErrorCode.JOB_QUERY_FAILED,
                        GesErrorCode.JOB_TERMINATION_FAILED,
                        GesErrorCode.JOB_ALREADY_STOPPED,
                        GesErrorCode.JOB_OPERATION_UNSUPPORTED);
        return isAboutCancel
                ? new JobNotCancellableException(operation, resource, attempts, mayHaveReachedService, error)
                : null;
    }
}
