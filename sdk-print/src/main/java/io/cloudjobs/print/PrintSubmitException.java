package io.cloudjobs.print;

import io.cloudjobs.core.SdkException;
import org.jspecify.annotations.Nullable;

/**
 * A submit that has failed, and how far it got. The cause is what one of its steps has failed with: an
 * {@link SdkException}, an {@link java.io.UncheckedIOException} if the content could not be read, or what a callback threw.
 *
 * <p>Nothing prints because of it, unless {@link #mayHaveStarted()}; then read the job before you submit again.
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

    /** What has failed. */
    private final Step step;

    /** The job that there is. */
    private final @Nullable String jobId;

    /** Whether that job was cancelled again. */
    private final boolean isCanceled;

    /**
     * Makes an exception, as the client does it and as tests may need it.
     *
     * @param step what has failed
     * @param jobId the job that was created; null if it was not, or is unknown
     * @param isCanceled whether that job was cancelled again
     * @param cause what the step has failed with
     */
    public PrintSubmitException(Step step, @Nullable String jobId, boolean isCanceled, RuntimeException cause) {
        super(
                "printJob.submit",
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
     * What has failed.
     *
     * @return the step; those before it were done
     */
    public Step step() {
        return step;
    }

    /**
     * The job that there is.
     *
     * @return its id; null if none was created, or if the answer that would name it was lost
     */
    public @Nullable String jobId() {
        return jobId;
    }

    /**
     * Whether the job was cancelled again. If it was not, and has not started, it waits until the service drops it, without
     * printing.
     *
     * @return whether nothing is left behind
     */
    public boolean isCanceled() {
        return isCanceled;
    }

    /**
     * Whether the job may have been started although the answer was lost, and so may print.
     *
     * @return true only for {@link Step#START}
     */
    public boolean mayHaveStarted() {
        return getCause() instanceof RuntimeException cause && mayHaveStarted(step, cause);
    }
}
