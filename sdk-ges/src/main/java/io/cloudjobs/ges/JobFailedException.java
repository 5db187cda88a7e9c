package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * The job has no results, because it failed or was cancelled. The message has the reason, if the service gives one.
 * {@link GesJobResource#get()} does not throw for such a job: {@link GesJob#failReason()} has the reason.
 */
public final class JobFailedException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the client does it and as tests may need it.
     *
     * @param operation the operation, for example {@code job.get}
     * @param resource the path of what it is about, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether one of these requests may have been processed
     * @param error what the service said of the job, with a status of 200 or 400
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
                "the job did not succeed, so it has no result");
    }
}
