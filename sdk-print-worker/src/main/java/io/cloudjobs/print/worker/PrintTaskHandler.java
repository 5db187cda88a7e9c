package io.cloudjobs.print.worker;

/** Decides what happens to held jobs. One handler serves all threads of a worker. */
@FunctionalInterface
public interface PrintTaskHandler {
    /**
     * Decides about a held job. The worker calls this when it finds a job, and again when a {@linkplain Decision#hold
     * hold} ends. It calls this again for the same job after an exception, and after this machine or its database
     * failed before the decision was stored. Therefore, effects of the handler itself must be safe to occur twice.
     *
     * <p>The handler may be slow, and may wait for other systems: the worker keeps its claim on the job.
     *
     * @param job the held job
     * @return the decision
     * @throws Exception if there is no decision yet. The worker calls the handler again after a delay, up to
     *     {@link PrintTaskWorker.Builder#maxAttempts}. An error, such as a {@link StackOverflowError}, and null as the
     *     decision have the same effect. While the worker stops, no failure counts
     */
    Decision decide(HeldPrintJob job) throws Exception;
}
