package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * The service plane of Huawei Cloud Graph Engine Service as {@link CloudJobsEmulator} has it: work is submitted to
 * graphs, becomes jobs, and these are followed, listed and cancelled, their results read in parts and exported. Nothing is
 * computed: what work comes to is said with {@link #answer(String, GesJobKind, GesOutput)}. Safe for use by many threads.
 */
public final class GesEmulator {
    private final LoopbackServer server;
    private final String projectId = UUID.randomUUID().toString().replace("-", "");
    private final Token token;
    private final Time time;
    private volatile GesServicePlane service;

    GesEmulator(LoopbackServer server, Token token, Time time) {
        this.server = server;
        this.token = token;
        this.time = time;
        reset();
    }

    /** An empty service from now on. What is addressed and presented stays: port, project and token. */
    void reset() {
        service = new GesServicePlane(time);
        var router = new GesRouter(projectId);
        new GesWorkApi(router, service);
        new GesHygApi(projectId, router, service);
        server.serve(new GesApi(token, service, router));
    }

    /**
     * Where the service is, to be given to a client as its endpoint.
     *
     * @return the root, {@code http://127.0.0.1:PORT}, without a slash at the end
     */
    public String endpoint() {
        return server.origin();
    }

    /**
     * The one project that there is.
     *
     * @return the id of the project
     */
    public String projectId() {
        return projectId;
    }

    /**
     * The one token that is accepted now in {@code X-Auth-Token}. A login to {@link IamEmulator} gives it too.
     *
     * @return the token
     */
    public String token() {
        return token.value();
    }

    /**
     * Makes a new {@link #token()}. The old one is refused from now on as this service does it: HTTP 400, code
     * {@code GES.8007}.
     */
    public void rotateToken() {
        token.rotate();
    }

    /**
     * Makes a graph, unless it is there.
     *
     * @param graphName the name of the graph
     * @throws IllegalArgumentException when {@code graphName} is blank
     */
    public void addGraph(String graphName) {
        service.addGraph(graphName);
    }

    /**
     * Sets which engine this is, from now on for all jobs. At the start it is {@link GesEngine#MEMORY_2_3}.
     *
     * @param engine the edition and version
     */
    public void engine(GesEngine engine) {
        service.engine(Objects.requireNonNull(engine, "engine"));
    }

    /**
     * Sets how long a job that is submitted by a request from now on is pending, and then running, until it ends well. At
     * the start it is 0.1 s and 0.2 s. It can be moved by hand before that: a job that shall be moved only so takes a day.
     *
     * @param pending how long its status is {@code pending}, zero or longer
     * @param running how long it is {@code running} after that, zero or longer
     * @throws IllegalArgumentException when a duration is negative
     */
    public void jobsTake(Duration pending, Duration running) {
        service.life(new GesLife(pending, running));
    }

    /**
     * Sets how long a job that is cancelled from now on keeps its status until it is {@code cancelled}. At the start it is
     * zero. A job that would end by itself before that ends well.
     *
     * @param delay how long, zero or longer
     * @throws IllegalArgumentException when {@code delay} is negative
     */
    public void cancelsTake(Duration delay) {
        service.cancelDelay(delay);
    }

    /**
     * Says what work of a kind comes to, jobs that are there and synchronous queries included. Without it lists are empty;
     * the column of a Cypher table has the name of the output. A graph that is not there yet is made.
     *
     * @param graphName the graph that is worked on
     * @param kind what is done
     * @param output what comes out
     * @throws IllegalArgumentException when {@code graphName} is blank
     */
    public void answer(String graphName, GesJobKind kind, GesOutput output) {
        service.answer(graphName, kind.name(), Objects.requireNonNull(output, "output"));
    }

    /**
     * Says what an algorithm comes to, as {@link #answer(String, GesJobKind, GesOutput)} does for a kind; it comes before
     * that. Jobs that were not submitted by a request are {@code pagerank} and {@code closeness}.
     *
     * @param graphName the graph that is worked on
     * @param algorithmName the name of the algorithm
     * @param output what comes out
     * @throws IllegalArgumentException when {@code graphName} is blank
     */
    public void answer(String graphName, String algorithmName, GesOutput output) {
        service.answer(
                graphName,
                Objects.requireNonNull(algorithmName, "algorithmName"),
                Objects.requireNonNull(output, "output"));
    }

    /**
     * Makes a job that waits until it is moved by hand: its status is {@code pending}. A graph that is not there yet is
     * made.
     *
     * @param graphName the graph that the job works on
     * @param kind what the job does, which decides whether it can be cancelled
     * @return the id of the job
     * @throws IllegalArgumentException when {@code graphName} is blank
     */
    public String submitJob(String graphName, GesJobKind kind) {
        return service.seed(graphName, Objects.requireNonNull(kind, "kind"));
    }

    /**
     * Lets a pending job begin: its status becomes {@code running}.
     *
     * @param graphName the graph that the job works on
     * @param jobId the job
     * @throws IllegalArgumentException when there is no such job
     * @throws IllegalStateException when the job is not pending
     */
    public void startJob(String graphName, String jobId) {
        service.move(graphName, jobId, EmulatedGesJobStatus.RUNNING);
    }

    /**
     * Lets a pending or running job end well: its status becomes {@code success}.
     *
     * @param graphName the graph that the job works on
     * @param jobId the job
     * @throws IllegalArgumentException when there is no such job
     * @throws IllegalStateException when the job has ended
     */
    public void finishJob(String graphName, String jobId) {
        service.move(graphName, jobId, EmulatedGesJobStatus.SUCCESS);
    }

    /**
     * Lets a pending or running job end well, with a result of its own.
     *
     * @param graphName the graph that the job works on
     * @param jobId the job
     * @param output its result
     * @throws IllegalArgumentException when there is no such job
     * @throws IllegalStateException when the job has ended
     */
    public void finishJob(String graphName, String jobId, GesOutput output) {
        service.finish(graphName, jobId, Objects.requireNonNull(output, "output"));
    }

    /**
     * Lets a pending or running job fail. Its status is then {@code failed}; that of an algorithm is refused instead, with
     * HTTP 400, code {@code GES.8301} and the reason. The list of jobs has status and reason of both.
     *
     * @param graphName the graph that the job works on
     * @param jobId the job
     * @param reason why; that of an algorithm is told as {@code Running algorithm [pagerank] error: reason!}
     * @throws IllegalArgumentException when there is no such job
     * @throws IllegalStateException when the job has ended
     */
    public void failJob(String graphName, String jobId, String reason) {
        service.fail(graphName, jobId, EmulatedGesJobStatus.FAILED, Objects.requireNonNull(reason, "reason"));
    }

    /**
     * Lets a pending or running job end with some of its data lost: its status becomes {@code partiallyFailed}.
     *
     * @param graphName the graph that the job works on
     * @param jobId the job
     * @param reason why, as the list of jobs tells it
     * @throws IllegalArgumentException when there is no such job
     * @throws IllegalStateException when the job has ended
     */
    public void failJobPartially(String graphName, String jobId, String reason) {
        service.fail(graphName, jobId, EmulatedGesJobStatus.PARTIALLY_FAILED, Objects.requireNonNull(reason, "reason"));
    }

    /**
     * The status of a job, without a request.
     *
     * @param graphName the graph that the job works on
     * @param jobId the job
     * @return {@code pending}, {@code running}, {@code success}, {@code partiallyFailed}, {@code failed} or
     *     {@code cancelled}; some engines say {@code waiting} and {@code complete}
     * @throws IllegalArgumentException when there is no such job
     */
    public String status(String graphName, String jobId) {
        return service.word(graphName, jobId);
    }

    /**
     * Lets the next requests fail, whatever they ask for. They are counted but change nothing, unless the fault is
     * {@link Fault#lostAnswer()}. Faults that still wait come first.
     *
     * @param answers how many requests, at least 1
     * @param fault what happens to them
     * @throws IllegalArgumentException when {@code answers} is less than 1
     */
    public void failNext(int answers, Fault fault) {
        server.failNext(answers, fault);
    }

    /**
     * How many requests have arrived since the start, those among them that met a {@link Fault} or were refused.
     *
     * @return the number of requests
     */
    public int requests() {
        return server.requests();
    }
}
