package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.Await;
import java.util.function.Consumer;

/** Cancels a job and waits for its end, because the service responds before the cancellation takes effect. */
final class GesJobCancellation {
    private GesJobCancellation() {}

    static GesJob end(Runnable cancel, GesJobResource job, Consumer<? super AwaitOptions<GesJob>> options) {
        try {
            cancel.run();
        } catch (SdkException failure) {
            boolean isForGood = failure instanceof JobNotCancellableException refusal && refusal.isForGood();
            Await<GesJob> end = job.waiting(job::get);
            if (failure.mayHaveReachedService() && !isForGood) {
                return end.inDoubt(failure).end(options); // a single read would be too early after an accepted cancel
            }
            if (isAboutJob(failure)) {
                return end.endedOr(failure);
            }
            throw failure;
        }
        return job.waiting(job::getAfterCancel).end(options);
    }

    /** Returns whether the refusal concerns the job. HyG does not document its codes, so this accepts any HTTP 400. */
    private static boolean isAboutJob(SdkException failure) {
        return failure instanceof JobNotCancellableException
                || failure instanceof ApiException refusal
                        && refusal.statusCode() == 400
                        && !(refusal instanceof UnauthorizedException)
                        && !(refusal instanceof ForbiddenException)
                        && !GesErrorCode.isGraphNotFound(refusal);
    }
}
