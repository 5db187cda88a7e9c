package io.cloudjobs.samples;

import io.cloudjobs.core.AwaitTimeoutException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.JobNotCancellableException;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrinterJobResource;
import java.time.Duration;

/** Reactions to a failed call. */
final class ErrorSamples {
    private ErrorSamples() {}

    /** Aborts a job, and returns whether it is aborted. */
    static boolean abort(PrintJobClient print, String printerId, String jobId) {
        PrinterJobResource job = print.printer(printerId).job(jobId);
        try {
            job.abort("recalled by its owner");
            return true;
        } catch (NotFoundException e) {
            return false; // no such job
        } catch (SdkException e) {
            if (!e.mayHaveReachedService()) {
                throw e; // nothing has changed at the service
            }
            return job.get().status().state().equals(PrintJobProcessingState.ABORTED);
        }
    }

    /** The same in one statement: after a lost response, it reads the job and succeeds if the job is aborted. */
    static void abortAndConfirm(PrintJobClient print, String printerId, String jobId) {
        print.printer(printerId).job(jobId).abortAndConfirm("recalled by its owner");
    }

    /** Waits for the end of a job, and returns a line for its user. */
    static String end(PrintJobClient print, String printerId, String jobId, Duration patience) {
        try {
            PrintJob job = print.printer(printerId).job(jobId).await(options -> options.timeout(patience));
            return "The job is " + job.status().state() + ".";
        } catch (AwaitTimeoutException e) {
            return "The job has not ended yet.";
        } catch (NotFoundException e) {
            return "The job is gone, so its last state is unknown.";
        }
    }

    static String cancel(GesJobClient ges, String graphName, String jobId) {
        try {
            ges.graph(graphName).job(jobId).cancel();
            return "accepted";
        } catch (JobNotCancellableException e) {
            return e.mayHaveReachedService() ? "perhaps cancelled by a lost attempt" : "not cancelled";
        }
    }

    /** Returns a line for the user at the device. */
    static String advice(SdkException failure) {
        if (failure instanceof RateLimitException refusal && refusal.error().retryAfter() != null) {
            return "Please try again in " + refusal.error().retryAfter().toSeconds() + " seconds.";
        }
        return "Please ask your administrator: " + failure.getMessage();
    }
}
