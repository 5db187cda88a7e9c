package io.cloudjobs.print;

import io.cloudjobs.core.SdkException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a submit fails. {@link #step()} returns the step that failed. The cause is the exception of that step: an
 * {@link SdkException}, an {@link java.io.UncheckedIOException} if the content could not be read, or the exception of a
 * callback.
 *
 * <p>If the step is {@link Step#CHECK}, there is no job, and the cause is an
 * {@link io.cloudjobs.print.printer.UnsupportedSettingsException} or the failure of the read of the capabilities.
 *
 * <p>The job does not print, unless {@link #mayHaveStarted()} is true: then read the job before you submit again.
 */
public final class PrintSubmitException extends SdkException {
    private static final long serialVersionUID = 1L;

    /** The steps of a submit, in this order. */
    public enum Step {
        /** Checks the settings, if {@link SubmitOptions#checkCapabilities()} is set. */
        CHECK,
        /** Creates the job. */
        CREATE,
        /** Uploads its document. */
        UPLOAD,
        /** Starts the job. */
        START
    }

    /** The step that failed. */
    private final Step step;

    /** Returns the id of the new job. */
    private final @Nullable String jobId;

    /** Whether the client cancelled that job. */
    private final boolean isCanceled;

    /**
     * Creates an exception as the client does, for your tests.
     *
     * @param resource the path of the share, for example {@code /print/shares/7a1e}
     * @param step the step that failed
     * @param jobId the id of the new job; null if no job was created, or if the id is unknown
     * @param isCanceled whether the client cancelled that job
     * @param cause the exception of the step
     */
    public PrintSubmitException(
            String resource, Step step, @Nullable String jobId, boolean isCanceled, RuntimeException cause) {
        super(
                "printJob.submit",
                resource,
                cause instanceof SdkException failure ? failure.attempts() : 0,
                jobId != null || step != Step.CHECK && isUnclear(cause),
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
                : "was not started and " + (isCanceled ? "was cancelled" : "could not be cancelled");
        return "job " + jobId + " " + left + ": " + failed;
    }

    static boolean mayHaveStarted(Step step, RuntimeException cause) {
        return step == Step.START && isUnclear(cause);
    }

    private static boolean isUnclear(RuntimeException cause) {
        return cause instanceof SdkException failure && failure.mayHaveReachedService();
    }

    /**
     * Returns the step that failed.
     *
     * @return the step; the steps before it succeeded
     */
    public Step step() {
        return step;
    }

    /**
     * Returns the id of the new job.
     *
     * @return the id; null if no job was created, or if the response with the id was lost
     */
    public @Nullable String jobId() {
        return jobId;
    }

    /**
     * Returns whether the client cancelled the job after the failure. A job that is neither cancelled nor started
     * waits, without printing, until the service drops it.
     *
     * @return true if the client cancelled it
     */
    public boolean isCanceled() {
        return isCanceled;
    }

    /**
     * Returns whether the start may have reached the service although its response was lost, so that the job may print.
     *
     * @return true if it may have started, which is possible only for {@link Step#START}
     */
    public boolean mayHaveStarted() {
        return getCause() instanceof RuntimeException cause && mayHaveStarted(step, cause);
    }
}
