package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** What the errors of the service mean to the operations on one job. */
final class JobRefusals {
    private JobRefusals() {}

    /** The status of a job that failed may come as the error that a job which is not known has, too. */
    static @Nullable ApiException ofStatus(
            String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return GesErrorCode.isOneOf(error, GesErrorCode.JOB_QUERY_FAILED)
                ? new JobFailedException(operation, attempts, mayHaveReachedService, error)
                : null;
    }

    /** The service does not always say why it did not cancel. */
    static @Nullable ApiException ofCancel(
            String operation, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        boolean isAboutCancel = JobNotCancellableException.saysUnsupported(error)
                || GesErrorCode.isOneOf(
                        error,
                        GesErrorCode.JOB_QUERY_FAILED,
                        GesErrorCode.JOB_TERMINATION_FAILED,
                        GesErrorCode.JOB_ALREADY_STOPPED,
                        GesErrorCode.JOB_OPERATION_UNSUPPORTED);
        return isAboutCancel ? new JobNotCancellableException(operation, attempts, mayHaveReachedService, error) : null;
    }
}
