package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.ApiClient;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GES.8301 is said of a job that is not known and of one that has failed, and only the words tell which: here a message
 * decides, because its code does not.
 */
final class UnknownJob {
    /** As it is documented, whatever its case and blanks. Only at the start: a job may have failed to find something, too. */
    private static final Pattern SURE =
            Pattern.compile("^\\s*can(\\s*not|['\u2019]t)\\s+find\\s+(the\\s+)?job", Pattern.CASE_INSENSITIVE);

    private static final Pattern PERHAPS = Pattern.compile(
            "(not|n['\u2019]t)\\s+(be\\s+)?(found|exist|find)|no\\s+such|unknown", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_ALGORITHM = Pattern.compile("^\\s*running\\s", Pattern.CASE_INSENSITIVE);

    private UnknownJob() {}

    /** Whether it may be that the job is not known. */
    static boolean isSaid(@Nullable String message) {
        return message == null
                || message.isBlank()
                || !OF_ALGORITHM.matcher(message).find()
                        && (isSure(message) || PERHAPS.matcher(message).find());
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

    /**
     * What the list of the graph says of a job that was not found.
     *
     * @param job the job as it is listed; null if it is not
     * @param isRead whether the list could be read, or need not be
     */
    record Listing(@Nullable GesJobRecord job, boolean isRead) {}

    /** Looks for the job in the list, if the words of the failure leave open whether it was not found. */
    static Listing inList(NotFoundException failure, ApiClient api, GesJobsResource jobs, String jobId) {
        String message = failure.error().message();
        boolean isInDoubt = GesErrorCode.JOB_QUERY_FAILED.equals(GesErrorCode.of(failure))
                && isUnknown(failure)
                && (message == null || !isSure(message));
        if (!isInDoubt) {
            return new Listing(null, true);
        }
        try {
            GesJobRecord listed = jobs.list().stream()
                    .filter(job -> job.jobId().equals(jobId))
                    .findFirst()
                    .map(job -> GesJobRecord.listed(job, failure.error()))
                    .orElse(null);
            return new Listing(listed, true);
        } catch (SdkException e) {
            // Older engines have no list. What may pass is thrown, so that who awaits the job goes on.
            boolean isForGood = e instanceof ApiException ? !api.mayPass(e) : e instanceof InvalidResponseException;
            if (isForGood) {
                failure.addSuppressed(e);
                return new Listing(null, false);
            }
            e.addSuppressed(failure);
            throw e;
        }
    }
}
