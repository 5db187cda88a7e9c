package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Time;
import java.util.UUID;

/**
 * Microsoft Universal Print as {@link CloudJobsEmulator} has it: {@code GET} of a job of a printer or a share, with
 * tasks and documents on {@code $expand}; {@code abort}; {@code GET} and {@code PATCH} of a task, and the tasks of a
 * definition. Safe for use by many threads.
 */
public final class PrintEmulator {
    private final LoopbackServer server;
    private final String endpoint;
    private final Token token;
    private final PrintService service;
    private final String printerId = UUID.randomUUID().toString();
    private final String shareId = UUID.randomUUID().toString();

    PrintEmulator(LoopbackServer server, Token token, Time time) {
        this.server = server;
        this.token = token;
        endpoint = server.origin() + "/v1.0";
        service = new PrintService(time, endpoint);
        server.serve(new PrintApi(time, endpoint, token, service));
    }

    /**
     * Where the service is, to be given to a client as its endpoint.
     *
     * @return the root of the API, {@code http://127.0.0.1:PORT/v1.0}, without a slash at the end
     */
    public String endpoint() {
        return endpoint;
    }

    /**
     * The one bearer token that is accepted now. {@link EntraEmulator} gives it to its client.
     *
     * @return the token, without {@code Bearer}
     */
    public String token() {
        return token.value();
    }

    /**
     * Makes a new {@link #token()}. The old one is refused from now on with 401, code
     * {@code InvalidAuthenticationToken}.
     */
    public void rotateToken() {
        token.rotate();
    }

    /**
     * Makes a job as the service has it while a task holds it: the job is {@code paused}, has one document and one task
     * in {@code processing}. It is on a printer of this emulator that has one share; both are the same for all jobs
     * made so.
     *
     * @return the ids of the job
     */
    public HeldJob holdJob() {
        return holdJob(printerId, shareId);
    }

    /**
     * Makes a job as {@link #holdJob()} does, on the printer with the given id, which is shared as the given share. A
     * printer or share that is not there yet is made.
     *
     * @param printerId the printer
     * @param shareId the share of that printer
     * @return the ids of the job
     * @throws IllegalArgumentException when an id is blank, or the share belongs to another printer
     */
    public HeldJob holdJob(String printerId, String shareId) {
        if (printerId.isBlank() || shareId.isBlank()) {
            throw new IllegalArgumentException("an id is blank");
        }
        return service.holdJob(printerId, shareId);
    }

    /**
     * Lets the next requests fail, whatever they ask for. They are counted but change nothing. Faults that still wait
     * come first.
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
