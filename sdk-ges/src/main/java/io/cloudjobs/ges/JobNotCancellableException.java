package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The service did not cancel the job (GES.8303, GES.7008, GES.7009, "unsupported operation", or GES.8301 with the reason of a
 * failure): it does not know the job, the job has ended, or it is of a kind that cannot be cancelled. The service does not
 * always say which; read the job to find
 * out, as {@link GesJobResource#cancelAndAwait()} does.
 *
 * <p>If {@link #mayHaveReachedService()} is true, an earlier attempt of the same call may have cancelled the job, and this
 * one only found nothing left to cancel: read the job before you take it for a failure.
 */
public final class JobNotCancellableException extends ApiException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception, as the client does it and as tests may need it.
     *
     * @param operation the operation, for example {@code job.cancel}
     * @param resource the path of what it is about, for example {@code /print/printers/c05f/jobs/5182}; null if there is none
     * @param attempts how many requests were made
     * @param mayHaveReachedService whether an earlier request may have cancelled the job
     * @param error what the service said
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
                mayHaveReachedService,
                error,
                mayHaveReachedService ? "an earlier attempt may have cancelled the job: read it with get()" : null);
    }

    /** Whether the job can never be cancelled, so no earlier attempt has cancelled it. */
    boolean isForGood() {
        return GesErrorCode.JOB_OPERATION_UNSUPPORTED.equals(GesErrorCode.of(this)) || saysUnsupported(error());
    }

    /** The documentation has this message, without a code. */
    static boolean saysUnsupported(ErrorResponse error) {
        return error.status() == 400
                && error.message() != null
                && error.message().toLowerCase(Locale.ROOT).contains("unsupported operation");
    }
}
