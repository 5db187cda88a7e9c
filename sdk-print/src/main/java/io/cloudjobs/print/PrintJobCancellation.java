package io.cloudjobs.print;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.SdkException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cancel that is followed to the end of its job: the service answers it before it has taken effect. */
final class PrintJobCancellation {
    /** Refusals that have nothing to do with the state of the job. */
    private static final Set<Integer> WHATEVER_ITS_STATE = Set.of(401, 403, 404, 429);

    private PrintJobCancellation() {}

    static PrintJob end(PrinterJobResource job, Consumer<? super AwaitOptions<PrintJob>> options) {
        try {
            job.cancel();
        } catch (SdkException failure) {
            PrintJob ended = endAfter(failure, job, options);
            if (ended == null) {
                throw failure;
            }
            return ended;
        }
        return job.await(options);
    }

    /** The job if it ends although the cancel failed; else null, and what the reading failed with is suppressed. */
    private static @Nullable PrintJob endAfter(
            SdkException failure, PrinterJobResource job, Consumer<? super AwaitOptions<PrintJob>> options) {
        try {
            if (failure.mayHaveReachedService()) {
                return job.await(options); // one look would come too early for a cancel that has just been accepted
            }
            return isAboutState(failure) ? ifEnded(job.get()) : null;
        } catch (SdkException | IllegalStateException e) { // the latter if the client is closed
            failure.addSuppressed(e);
            return null;
        }
    }

    /** How the service refuses to cancel a job that has ended is not documented. */
    private static boolean isAboutState(SdkException failure) {
        return failure instanceof ApiException refusal
                && refusal.statusCode() / 100 == 4
                && !WHATEVER_ITS_STATE.contains(refusal.statusCode());
    }

    private static @Nullable PrintJob ifEnded(PrintJob job) {
        return job.status().state().isTerminal() ? job : null;
    }
}
