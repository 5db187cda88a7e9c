package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GES.8301 is said of a job that is not known and of one that has failed, and only the words tell which. They are the one
 * place where a message decides, because its code does not.
 */
final class UnknownJob {
    /** As it is documented, whatever its case and blanks. */
    private static final Pattern SURE =
            Pattern.compile("can\\s*not\\s+find\\s+(the\\s+)?job", Pattern.CASE_INSENSITIVE);

    private static final Pattern PERHAPS =
            Pattern.compile("not\\s+(be\\s+)?(found|exist|find)|no\\s+such|unknown", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_ALGORITHM = Pattern.compile("^\\s*running\\s", Pattern.CASE_INSENSITIVE);

    private UnknownJob() {}

    /** Whether it may be that the job is not known. */
    static boolean isSaid(@Nullable String message) {
        return message == null
                || message.isBlank()
                || isSure(message)
                || PERHAPS.matcher(message).find()
                        && !OF_ALGORITHM.matcher(message).find();
    }

    /** Whether it is the job that was not found, and not the graph. */
    static boolean isUnknown(NotFoundException failure) {
        GesErrorCode code = GesErrorCode.of(failure);
        return GesErrorCode.JOB_NOT_FOUND.equals(code)
                || GesErrorCode.JOB_QUERY_FAILED.equals(code) && !GesErrorCode.isGraphNotFound(failure);
    }

    private static boolean isSure(String message) {
        return SURE.matcher(message).find();
    }

    /** The failure, or that of the job if it is in the list of the graph. */
    static ApiException confirmed(NotFoundException failure, GesJobsResource jobs, String jobId) {
        String message = failure.error().message();
        boolean isInDoubt = GesErrorCode.JOB_QUERY_FAILED.equals(GesErrorCode.of(failure))
                && isUnknown(failure)
                && (message == null || !isSure(message));
        if (!isInDoubt) {
            return failure;
        }
        try {
            boolean isListed = jobs.list().stream().anyMatch(job -> job.jobId().equals(jobId));
            return isListed
                    ? new JobFailedException(
                            failure.operation(), failure.attempts(), failure.mayHaveReachedService(), failure.error())
                    : failure;
        } catch (SdkException e) { // which may pass, so that who awaits the job goes on
            e.addSuppressed(failure);
            throw e;
        }
    }
}
