package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.ApiClient;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Distinguishes an unknown job from a failed job. Both have the code GES.8301, so the message decides. */
final class JobNotFoundErrors {
    /**
     * The documented message, with any case and whitespace. Only at the start, because a job may fail when it cannot find
     * something.
     */
    private static final Pattern SURE =
            Pattern.compile("^\\s*can(\\s*not|['\u2019]t)\\s+find\\s+(the\\s+)?job", Pattern.CASE_INSENSITIVE);

    private static final Pattern POSSIBLE = Pattern.compile(
            "(not|n['\u2019]t)\\s+(be\\s+)?(found|exist|find)|no\\s+such|unknown", Pattern.CASE_INSENSITIVE);

    private static final Pattern OF_ALGORITHM = Pattern.compile("^\\s*running\\s", Pattern.CASE_INSENSITIVE);

    private JobNotFoundErrors() {}

    /** Returns whether the message may mean that the service does not know the job. */
    static boolean isPossible(@Nullable String message) {
        return message == null
                || message.isBlank()
                || !OF_ALGORITHM.matcher(message).find()
                        && (isSure(message) || POSSIBLE.matcher(message).find());
    }

    /** Returns whether the missing object is the job, not the graph. */
    static boolean isJobNotFound(NotFoundException failure) {
        GesErrorCode code = GesErrorCode.of(failure);
        return GesErrorCode.JOB_NOT_FOUND.equals(code)
                || GesErrorCode.JOB_QUERY_FAILED.equals(code) && !GesErrorCode.isGraphNotFound(failure);
    }

    private static boolean isSure(String message) {
        return SURE.matcher(message).find();
    }

    /**
     * The outcome of a search in the list of jobs, after a read did not find the job.
     *
     * @param job the listed job; null if it is not listed
     * @param isRead whether the client read the list, or did not need it
     */
    record Listing(@Nullable GesJobRecord job, boolean isRead) {}

    /** Looks for the job in the list if the message of the failure does not show whether the job exists. */
    static Listing lookUp(NotFoundException failure, ApiClient api, GesJobsResource jobs, String jobId) {
        String message = failure.error().message();
        boolean isInDoubt = GesErrorCode.JOB_QUERY_FAILED.equals(GesErrorCode.of(failure))
                && isJobNotFound(failure)
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
            // Older engines have no list. Transient failures are thrown, so that a wait for the job continues.
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
