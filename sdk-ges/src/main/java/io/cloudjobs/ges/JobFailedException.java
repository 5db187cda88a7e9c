package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * The job has no results, because it failed or was cancelled. The message contains the reason, if the service gives
 * one. {@link GesJobResource#get()} does not throw this exception: it returns the job, with its
 * {@link GesJob#failReason()}.
 */
public final class JobFailedException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception as the client does, for tests.
     *
     * @param operation the operation, for example {@code job.get}
     * @param resource the path of the job, for example {@code /ges/v1.0/0ae1/graphs/movie/jobs/1}; null if there is none
     * @param attempts the number of requests
     * @param mayHaveReachedService whether the service may have processed one of these requests
     * @param error the error of the job, with a status of 200 or 400
     */
    public JobFailedException(
            String operation,
            @Nullable String resource,
            int attempts,
            boolean mayHaveReachedService,
            ErrorResponse error) {
        super(
                operation,
                resource,
                attempts,
                mayHaveReachedService,
                error,
                "the job failed or was cancelled, so it has no result: fix the cause and submit the work again");
    }
}
