package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The service did not cancel the job (GES.8303, GES.7008, GES.7009, "unsupported operation", or GES.8301 with the
 * reason for a failure). The job does not exist, has ended, or is of a kind that cannot be cancelled. The service does
 * not always give the reason. To find the reason, read the job, as {@link GesJobResource#cancelAndAwait()} does.
 *
 * <p>If {@link #mayHaveReachedService()} is true, an earlier attempt of the same call may have cancelled the job. Read the job
 * before you treat this exception as a failure.
 */
public final class JobNotCancellableException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception as the client does, for tests.
     *
     * @param operation the operation, for example {@code job.cancel}
     * @param resource the path of the job, for example {@code /ges/v1.0/0ae1/graphs/movie/jobs/1}; null if there is none
     * @param attempts the number of requests
     * @param mayHaveReachedService whether an earlier request may have cancelled the job; ignored if the error says that
     * jobs of this kind cannot be cancelled
     * @param error the error of the service
     */
    public JobNotCancellableException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        super(
                operation,
                resource,
                attempts,
                mayHaveReachedService && !isForGood(error),
                error,
                hint(mayHaveReachedService, error));
    }

    private static String hint(boolean mayHaveReachedService, ErrorResponse error) {
        if (isForGood(error)) {
            return "jobs of this kind cannot be cancelled: wait for the end of the job with await()";
        }
        return mayHaveReachedService
                ? "read the job with get()"
                : "the job does not exist, has ended, or cannot be cancelled: read it with get()";
    }

    /** Returns whether the job can never be cancelled, so no earlier attempt has cancelled it. */
    boolean isForGood() {
        return isForGood(error());
    }

    private static boolean isForGood(ErrorResponse error) {
        return GesErrorCode.isOneOf(error, GesErrorCode.JOB_OPERATION_UNSUPPORTED) || saysUnsupported(error);
    }

    /** Returns whether the error has this documented message, which has no code. */
    static boolean saysUnsupported(ErrorResponse error) {
        return error.status() == 400
                && error.message() != null
                && error.message().toLowerCase(Locale.ROOT).contains("unsupported operation");
    }
}
