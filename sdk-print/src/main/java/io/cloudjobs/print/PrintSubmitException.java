package io.cloudjobs.print;

import io.cloudjobs.core.SdkException;
import org.jspecify.annotations.Nullable;

/**
 * A submit has failed; {@link #step()} says where. The cause is the exception of that step: an {@link SdkException}, an
 * {@link java.io.UncheckedIOException} if the content could not be read, or what a callback threw.
 *
 * <p>The job does not print, unless {@link #mayHaveStarted()} is true: then read the job before you submit again.
 */
public final class PrintSubmitException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** What a submit does, in this order. */
    public enum Step {
        /** The job is created. */
        CREATE,
        /** Its document is uploaded. */
        UPLOAD,
        /** It is started. */
        START
    }

    /** The step that failed. */
    private final Step step;

    /** The job that was created. */
    private final @Nullable String jobId;

    /** Whether the client cancelled that job. */
    private final boolean isCanceled;

    /**
     * Creates an exception as the client does, for use in tests.
     *
     * @param resource the path of the share, for example {@code /print/shares/7a1e}
     * @param step the step that failed
     * @param jobId the job that was created; null if it was not, or is unknown
     * @param isCanceled whether the client cancelled that job
     * @param cause the exception of the step
     */
    public PrintSubmitException(
            String resource, Step step, @Nullable String jobId, boolean isCanceled, RuntimeException cause) {
        super(
                "printJob.submit",
                resource,
                cause instanceof SdkException failure ? failure.attempts() : 0,
                jobId != null || isUnclear(cause),
                problem(step, jobId, isCanceled, cause),
                cause);
        this.step = step;
        this.jobId = jobId;
        this.isCanceled = isCanceled;
    }

    private static String problem(Step step, @Nullable String jobId, boolean isCanceled, RuntimeException cause) {
        String failed = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (jobId == null) {
            return failed;
        }
        String left = mayHaveStarted(step, cause)
                ? "may have been started (read it before you submit again)"
                : "was not started and " + (isCanceled ? "is cancelled" : "is left behind");
        return "job " + jobId + " " + left + ": " + failed;
    }

    static boolean mayHaveStarted(Step step, RuntimeException cause) {
        return step == Step.START && isUnclear(cause);
    }

    private static boolean isUnclear(RuntimeException cause) {
        return cause instanceof SdkException failure && failure.mayHaveReachedService();
    }

    /**
     * The step that failed.
     *
     * @return the step; those before it were done
     */
    public Step step() {
        return step;
    }

    /**
     * The job that was created.
     *
     * @return its id; null if none was created, or if the response with its id was lost
     */
    public @Nullable String jobId() {
        return jobId;
    }

    /**
     * Whether the client cancelled the job after the failure. A job that is neither cancelled nor started waits,
     * without printing, until the service drops it.
     *
     * @return true if no job is left behind
     */
    public boolean isCanceled() {
        return isCanceled;
    }

    /**
     * Whether the start may have reached the service although its response was lost, so that the job may print.
     *
     * @return true only for {@link Step#START}
     */
    public boolean mayHaveStarted() {
        return getCause() instanceof RuntimeException cause && mayHaveStarted(step, cause);
    }
}
