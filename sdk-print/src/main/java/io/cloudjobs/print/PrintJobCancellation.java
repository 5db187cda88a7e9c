package io.cloudjobs.print;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.Await;
import java.util.Set;
import java.util.function.Consumer;

/** A cancel that waits for the end of its job: the service responds before the cancel has taken effect. */
final class PrintJobCancellation {
    /** Refusals that have nothing to do with the state of the job. */
    private static final Set<Integer> WHATEVER_ITS_STATE = Set.of(401, 403, 404, 429);

    private PrintJobCancellation() {}

    static PrintJob end(ApiClient api, PrinterJobResource job, Consumer<? super AwaitOptions<PrintJob>> options) {
        try {
            job.cancel();
        } catch (SdkException failure) {
            Await<PrintJob> end = PrinterJobResource.ending(api, failure.resource(), job::get);
            if (failure.mayHaveReachedService()) {
                return end.inDoubt(failure).end(options); // one look would come too early for a cancel just accepted
            }
            if (isAboutState(failure)) {
                return end.endedOr(failure);
            }
            throw failure;
        }
        return job.await(options);
    }

    /** How the service refuses to cancel a job that has ended is not documented. */
    private static boolean isAboutState(SdkException failure) {
        return failure instanceof ApiException refusal
                && refusal.statusCode() / 100 == 4
                && !WHATEVER_ITS_STATE.contains(refusal.statusCode());
    }
}
