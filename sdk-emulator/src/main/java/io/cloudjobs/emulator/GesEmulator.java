package io.cloudjobs.emulator;

import java.util.Objects;
import java.util.UUID;

/**
 * The service plane of Huawei Cloud Graph Engine Service as {@link CloudJobsEmulator} has it: cancelling a job and
 * asking for its status. Safe for use by many threads.
 */
public final class GesEmulator {
    private final LoopbackServer server;
    private final String projectId = UUID.randomUUID().toString().replace("-", "");
    private final Token token;
    private final GesService service = new GesService();

    GesEmulator(LoopbackServer server, Token token) {
        this.server = server;
        this.token = token;
        server.serve(new GesApi(projectId, token, service));
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
     * Makes a job that waits: its status is {@code pending}. A graph that is not there yet is made.
     *
     * @param graphName the graph that the job works on
     * @param kind what the job does, which decides whether it can be cancelled
     * @return the id of the job
     * @throws IllegalArgumentException when {@code graphName} is blank
     */
    public String submitJob(String graphName, GesJobKind kind) {
        if (graphName.isBlank()) {
            throw new IllegalArgumentException("graphName is blank");
        }
        return service.submit(graphName, Objects.requireNonNull(kind, "kind"));
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
        service.move(graphName, jobId, GesJobStatus.RUNNING);
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
        service.move(graphName, jobId, GesJobStatus.SUCCESS);
    }

    /**
     * The status of a job, without a request.
     *
     * @param graphName the graph that the job works on
     * @param jobId the job
     * @return {@code pending}, {@code running}, {@code success} or {@code cancelled}
     * @throws IllegalArgumentException when there is no such job
     */
    public String status(String graphName, String jobId) {
        return Words.of(service.seededStatus(graphName, jobId));
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
