package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.Time;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, each on a free port of 127.0.0.1 over plain
 * HTTP/1.1. They keep state as the services do, want a token on each request, and fail when they are told to. What they
 * hold is gone when they are closed. Any number may run at the same time.
 *
 * <pre>{@code
 * try (CloudJobsEmulator emulator = CloudJobsEmulator.start();
 *         PrintJobClient print = PrintJobClient.builder()
 *                 .endpoint(emulator.print().endpoint())
 *                 .tokenProvider(() -> emulator.print().token())
 *                 .build()) {
 *     HeldJob held = emulator.print().holdJob();
 *     print.printer(held.printerId()).job(held.jobId()).abort();
 * }
 * }</pre>
 *
 * <p>All threads are daemons: a program ends also when the emulator is still open.
 *
 * <p>What the services do not document is chosen here once. Do not rely on it in a program:
 *
 * <ul>
 *   <li>print: abort without a task in {@code processing} is 409, code {@code notAllowed}; the reason is not kept;
 *   <li>print: a task may be given the state it has, and {@code processing} may become {@code completed} or
 *       {@code aborted}; any other change is 409, code {@code notAllowed};
 *   <li>print: when its task is {@code completed}, the job is printed at once: {@code completed}, detail
 *       {@code completedSuccessfully}; when its task is set to {@code aborted}, the job stays {@code paused};
 *   <li>print: an update answers the service's own description of the state; later reads give the one that was sent;
 *   <li>print: a printer, share, job, task or definition that is not there is 404, code {@code UnknownError}, a path
 *       that is not there 404, code {@code itemNotFound}; a body or {@code $expand} that cannot be read is 400, code
 *       {@code invalidRequest}; a body larger than 1 MiB is 413; other query options are ignored;
 *   <li>ges: a job of a kind that cannot be cancelled, one that has ended, and one that is not there all answer HTTP 400,
 *       code {@code GES.8303}; a cancelled job ends at once, its status is spelt {@code cancelled};
 *   <li>ges: a graph that is not there is HTTP 400, code {@code GES.8000}; another project is code {@code GES.8006}; a
 *       path that is not there is 404, a method 405, both with code {@code GES.8000};
 *   <li>ges: 429 has the envelope of the gateway, code {@code APIGW.0308}; 503 has no body;
 *   <li>both: a fault comes first, then the token is checked, then the path, then the body.
 * </ul>
 *
 * <p>On JDK 17, small answers on a connection that is kept take 40 ms longer when the program has made another server of
 * {@code jdk.httpserver} before, unless it was started with {@code -Dsun.net.httpserver.nodelay=true}.
 */
public final class CloudJobsEmulator implements AutoCloseable {
    private final PrintEmulator print;
    private final GesEmulator ges;

    private CloudJobsEmulator(PrintEmulator print, GesEmulator ges) {
        this.print = print;
        this.ges = ges;
    }

    /**
     * Starts both services.
     *
     * @return the running emulator
     * @throws UncheckedIOException when no port can be had
     */
    public static CloudJobsEmulator start() {
        return start(Time.SYSTEM);
    }

    static CloudJobsEmulator start(Time time) {
        try {
            var print = new PrintEmulator(time);
            try {
                return new CloudJobsEmulator(print, new GesEmulator());
            } catch (IOException | RuntimeException e) {
                print.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The print service.
     *
     * @return the emulated Universal Print
     */
    public PrintEmulator print() {
        return print;
    }

    /**
     * The graph engine.
     *
     * @return the emulated Graph Engine Service
     */
    public GesEmulator ges() {
        return ges;
    }

    /** Stops both services: connections are cut, the ports are free again. Closing twice is harmless. */
    @Override
    public void close() {
        print.close();
        ges.close();
    }
}
