package io.cloudjobs.print;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.ApiClient;
import io.cloudjobs.core.internal.Await;
import java.util.Set;
import java.util.function.Consumer;

/** Cancels a job and waits for its end, because the service responds before the cancel takes effect. */
final class PrintJobCancellation {
    /** The status codes of refusals that do not depend on the state of the job. */
    private static final Set<Integer> WHATEVER_ITS_STATE = Set.of(401, 403, 404, 429);

    private PrintJobCancellation() {}

    static PrintJob end(ApiClient api, PrinterJobResource job, Consumer<? super AwaitOptions<PrintJob>> options) {
        try {
            job.cancel();
        } catch (SdkException failure) {
            Await<PrintJob> end = PrinterJobResource.ending(api, failure.resource(), job::get);
            if (failure.mayHaveReachedService()) {
                return end.inDoubt(failure)
                        .end(options); // a single read may come before the accepted cancel takes effect
            }
            if (isAboutState(failure)) {
                return end.endedOr(failure);
            }
            throw failure;
        }
        return job.await(options);
    }

    /** Returns whether the refusal may be about the state of the job: the refusal for an ended job is not documented. */
    private static boolean isAboutState(SdkException failure) {
        return failure instanceof ApiException refusal
                && refusal.statusCode() / 100 == 4
                && !WHATEVER_ITS_STATE.contains(refusal.statusCode());
    }
}
