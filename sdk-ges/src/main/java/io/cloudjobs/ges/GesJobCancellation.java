package io.cloudjobs.ges;

import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A cancel that is followed to the end of its job: the service answers it before it has taken effect. */
final class GesJobCancellation {
    private GesJobCancellation() {}

    static GesJob end(Runnable cancel, GesJobResource job, Consumer<? super AwaitOptions<GesJob>> options) {
        try {
            cancel.run();
        } catch (SdkException failure) {
            GesJob ended = endAfter(failure, job, options);
            if (ended == null) {
                throw failure;
            }
            return ended;
        }
        try {
            return job.await(options);
        } catch (NotFoundException gone) {
            if (!UnknownJob.isUnknown(gone)) {
                throw gone;
            }
            return GesJobRecord.ended(GesJobStatus.CANCELLED, gone.error()); // it was known when it was cancelled
        }
    }

    /** The job if it ends although the cancel failed; else null, and what the reading failed with is suppressed. */
    private static @Nullable GesJob endAfter(
            SdkException failure, GesJobResource job, Consumer<? super AwaitOptions<GesJob>> options) {
        try {
            if (failure instanceof JobNotCancellableException refusal && refusal.isForGood()) {
                return ifEnded(job.status()); // whatever became of earlier attempts
            }
            if (failure.mayHaveReachedService()) {
                return job.await(options); // one look would come too early for a cancel that has just been accepted
            }
            return failure instanceof JobNotCancellableException ? ifEnded(job.status()) : null;
        } catch (SdkException | IllegalStateException e) { // the latter if the client is closed
            failure.addSuppressed(e);
            return null;
        }
    }

    private static @Nullable GesJob ifEnded(GesJob job) {
        return job.status().isTerminal() ? job : null;
    }
}
