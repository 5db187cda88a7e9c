package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.Token;
import java.time.Duration;
import java.util.Objects;

/**
 * The emulated service plane of Huawei Cloud Graph Engine Service (GES), a part of {@link CloudJobsEmulator}. Clients
 * submit work to graphs as jobs, follow, list and cancel these jobs, read their results page by page, and export the
 * results. The emulator computes nothing: {@link #output(String, GesJobKind, GesOutput)} sets the results. Safe for use
 * by many threads.
 */
public final class GesEmulator {
    private final LoopbackServer server;
    private final String projectId;
    private final Token token;
    private final Time time;
    private volatile GesServicePlane service;

    GesEmulator(LoopbackServer server, Token token, Time time, Ids ids) {
        this.server = server;
        projectId = IamEmulator.id(ids.uuid("project"));
        this.token = token;
        this.time = time;
        reset();
    }

    /** Clears the service. The port, the project and the token stay the same. */
    void reset() {
        service = new GesServicePlane(time);
        server.serve(new GesApi(token, service, projectId));
    }

    /**
     * Returns the endpoint for a client.
     *
     * @return the root, {@code http://127.0.0.1:PORT}, without a slash at the end
     */
    public String endpoint() {
        return server.origin();
    }

    /**
     * Returns the id of the only project.
     *
     * @return the id of the project
     */
    public String projectId() {
        return projectId;
    }

    /**
     * Returns the only token that the service currently accepts in {@code X-Auth-Token}. A login to {@link IamEmulator}
     * with the scope of the project returns the same token.
     *
     * @return the token
     */
    public String token() {
        return token.value();
    }

    /**
     * Replaces the {@link #token()}. The service then refuses the old token like the real service, with HTTP 400 and
     * code {@code GES.8007}.
     */
    public void rotateToken() {
        token.rotate();
    }

    /**
     * Creates a graph, unless it already exists.
     *
     * @param graphName the name of the graph
     * @throws IllegalArgumentException if {@code graphName} is blank
     */
    public void addGraph(String graphName) {
        service.addGraph(graphName);
    }

    /**
     * Sets the edition and version of the engine for all jobs, existing jobs included. The default is
     * {@link GesEngine#MEMORY_2_3}.
     *
     * @param engine the edition and version
     */
    public void engine(GesEngine engine) {
        service.engine(Objects.requireNonNull(engine, "engine must not be null"));
    }

    /**
     * Sets how long jobs are pending and then running before they succeed. Applies to jobs that a client submits later.
     * The defaults are 0.1 s and 0.2 s. A test can move a job earlier with {@link #startJob},
     * {@link #finishJob(String, String)} and {@link #failJob}. If only the test should move jobs, set long times, such
     * as one day.
     *
     * @param pending the time in status {@code pending}, zero or longer
     * @param running the time in status {@code running} after that, zero or longer
     * @throws IllegalArgumentException if a duration is negative
     */
    public void jobsTake(Duration pending, Duration running) {
        service.jobsTake(pending, running);
    }

    /**
     * Sets how long a cancelled job keeps its status before it becomes {@code cancelled}. Applies to later
     * cancellations. The default is zero. A job that would succeed before the end of this time succeeds.
     *
     * @param delay the time until the job is {@code cancelled}, zero or longer
     * @throws IllegalArgumentException if {@code delay} is negative
     */
    public void cancelsTake(Duration delay) {
        service.cancelsTake(delay);
    }

    /**
     * Sets the output of one kind of work on a graph, for synchronous queries and for all jobs, existing jobs included.
     * Without this call, results are empty lists, and clients do not detect a misspelt output name. In a Cypher table,
     * the name of the output is the name of the column. Creates the graph, unless it exists.
     *
     * @param graphName the name of the graph
     * @param kind the kind of work
     * @param output the result
     * @throws IllegalArgumentException if {@code graphName} is blank
     */
    public void output(String graphName, GesJobKind kind, GesOutput output) {
        service.output(graphName, kind.name(), Objects.requireNonNull(output, "output must not be null"));
    }

    /**
     * Sets the output of one algorithm on a graph. It takes precedence over the output that
     * {@link #output(String, GesJobKind, GesOutput)} sets for a kind. The algorithm of a job of {@link #submitJob} is
     * {@code pagerank} for {@link GesJobKind#ALGORITHM} and {@code closeness} for
     * {@link GesJobKind#UNCANCELLABLE_ALGORITHM}. Creates the graph, unless it exists.
     *
     * @param graphName the name of the graph
     * @param algorithmName the name of the algorithm
     * @param output the result
     * @throws IllegalArgumentException if {@code graphName} is blank
     */
    public void output(String graphName, String algorithmName, GesOutput output) {
        service.output(
                graphName,
                Objects.requireNonNull(algorithmName, "algorithmName must not be null"),
                Objects.requireNonNull(output, "output must not be null"));
    }

    /**
     * Creates a job without a request. The job stays {@code pending} until the test moves it or a client cancels it.
     * Creates the graph, unless it exists.
     *
     * @param graphName the name of the graph
     * @param kind the kind of work, which decides whether the job can be cancelled
     * @return the id of the job
     * @throws IllegalArgumentException if {@code graphName} is blank
     */
    public String submitJob(String graphName, GesJobKind kind) {
        return service.seed(graphName, Objects.requireNonNull(kind, "kind must not be null"));
    }

    /**
     * Starts a pending job: its status becomes {@code running}.
     *
     * @param graphName the name of the graph
     * @param jobId the id of the job
     * @throws IllegalArgumentException if the graph has no such job
     * @throws IllegalStateException if the job is not pending
     */
    public void startJob(String graphName, String jobId) {
        service.move(graphName, jobId, EmulatedGesJobStatus.RUNNING);
    }

    /**
     * Finishes a pending or running job: its status becomes {@code success}.
     *
     * @param graphName the name of the graph
     * @param jobId the id of the job
     * @throws IllegalArgumentException if the graph has no such job
     * @throws IllegalStateException if the job has ended
     */
    public void finishJob(String graphName, String jobId) {
        service.move(graphName, jobId, EmulatedGesJobStatus.SUCCESS);
    }

    /**
     * Finishes a pending or running job with its own result: its status becomes {@code success}.
     *
     * @param graphName the name of the graph
     * @param jobId the id of the job
     * @param output the result of this job
     * @throws IllegalArgumentException if the graph has no such job
     * @throws IllegalStateException if the job has ended
     */
    public void finishJob(String graphName, String jobId, GesOutput output) {
        service.finish(graphName, jobId, Objects.requireNonNull(output, "output must not be null"));
    }

    /**
     * Makes a pending or running job fail: its status becomes {@code failed}. If the job is an algorithm, the service
     * refuses to return its status, with HTTP 400, code {@code GES.8301} and the reason. The list of jobs has the
     * status of every failed job and the reason for its failure.
     *
     * @param graphName the name of the graph
     * @param jobId the id of the job
     * @param reason the reason; for an algorithm the service returns it as
     *     {@code Running algorithm [pagerank] error: reason!}
     * @throws IllegalArgumentException if the graph has no such job
     * @throws IllegalStateException if the job has ended
     */
    public void failJob(String graphName, String jobId, String reason) {
        service.fail(
                graphName,
                jobId,
                EmulatedGesJobStatus.FAILED,
                Objects.requireNonNull(reason, "reason must not be null"));
    }

    /**
     * Makes a pending or running job fail partially: its status becomes {@code partiallyFailed}.
     *
     * @param graphName the name of the graph
     * @param jobId the id of the job
     * @param reason the reason, as in the list of jobs
     * @throws IllegalArgumentException if the graph has no such job
     * @throws IllegalStateException if the job has ended
     */
    public void failJobPartially(String graphName, String jobId, String reason) {
        service.fail(
                graphName,
                jobId,
                EmulatedGesJobStatus.PARTIALLY_FAILED,
                Objects.requireNonNull(reason, "reason must not be null"));
    }

    /**
     * Returns the status of a job, without a request.
     *
     * @param graphName the name of the graph
     * @param jobId the id of the job
     * @return {@code pending}, {@code running}, {@code success}, {@code partiallyFailed}, {@code failed} or
     *     {@code cancelled}; some engines use {@code waiting} and {@code complete}
     * @throws IllegalArgumentException if the graph has no such job
     */
    public String status(String graphName, String jobId) {
        return service.word(graphName, jobId);
    }

    /**
     * Makes the next requests fail, regardless of path and content. Each counts in {@link #requests()}, but changes
     * nothing unless the fault is {@link Fault#lostResponse()}. If earlier faults are still pending, they come first.
     *
     * @param requests the number of requests that fail, at least 1
     * @param fault the failure
     * @throws IllegalArgumentException if {@code requests} is less than 1
     */
    public void failNext(int requests, Fault fault) {
        server.failNext(requests, fault);
    }

    /**
     * Returns the number of requests that have arrived since the start or the last reset, including requests that
     * failed with a {@link Fault} or that the service refused.
     *
     * @return the number of requests
     */
    public int requests() {
        return server.requests();
    }

    GesServicePlane service() {
        return service;
    }
}
