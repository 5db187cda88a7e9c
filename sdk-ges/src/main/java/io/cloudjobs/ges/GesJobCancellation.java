package io.cloudjobs.ges;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.ForbiddenException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.Await;
import java.util.function.Consumer;

/** A cancel that is followed to the end of its job: the service answers it before it has taken effect. */
final class GesJobCancellation {
    private GesJobCancellation() {}

    static GesJob end(Runnable cancel, GesJobResource job, Consumer<? super AwaitOptions<GesJob>> options) {
        try {
            cancel.run();
        } catch (SdkException failure) {
            boolean isForGood = failure instanceof JobNotCancellableException refusal && refusal.isForGood();
            Await<GesJob> end = job.waiting(job::status);
            if (failure.mayHaveReachedService() && !isForGood) {
                return end.inDoubt(failure).end(options); // one look would come too early for a cancel just accepted
            }
            if (isAboutJob(failure)) {
                return end.endedOr(failure);
            }
            throw failure;
        }
        return job.waiting(() -> afterCancel(job)).end(options);
    }

    private static GesJob afterCancel(GesJobResource job) {
        try {
            return job.status();
        } catch (NotFoundException gone) {
            boolean isInDoubt = gone.getSuppressed().length > 0; // the list that would tell could not be read
            if (isInDoubt || !UnknownJob.isUnknown(gone)) {
                throw gone;
            }
            return GesJobRecord.ended(GesJobStatus.CANCELLED, gone.error()); // it was known when it was cancelled
        }
    }

    /** HyG refuses with codes that are not documented. */
    private static boolean isAboutJob(SdkException failure) {
        return failure instanceof JobNotCancellableException
                || failure instanceof ApiException refusal
                        && refusal.statusCode() == 400
                        && !(refusal instanceof UnauthorizedException)
                        && !(refusal instanceof ForbiddenException)
                        && !GesErrorCode.isGraphNotFound(refusal);
    }
}
