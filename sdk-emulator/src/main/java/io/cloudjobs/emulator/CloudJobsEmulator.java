package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Emulates Microsoft Universal Print and Huawei Cloud Graph Engine Service in memory, with the services that issue their
 * tokens, Microsoft Entra ID and Huawei Cloud IAM. Each service listens on a free port of 127.0.0.1 over plain HTTP/1.1;
 * the documents of Universal Print use one more. The services keep state, check tokens and credentials, and fail as a
 * {@link Fault} says. Closing the emulator drops all data.
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
 * <p>Where the services do not document a behaviour, the emulator chooses one. {@code docs/emulator.md} of the repository
 * lists these choices. Do not rely on them in a program.
 */
public final class CloudJobsEmulator implements AutoCloseable {
    private final List<LoopbackServer> servers;
    private final PrintEmulator print;
    private final GesEmulator ges;
    private final EntraEmulator entra;
    private final IamEmulator iam;

    private CloudJobsEmulator(Time time, List<LoopbackServer> servers) {
        this.servers = servers;
        var printToken = new Token();
        var gesToken = new Token();
        var client = new EntraClient();
        print = new PrintEmulator(open("print", servers), open("transfer", servers), printToken, client, time);
        ges = new GesEmulator(open("ges", servers), gesToken, time);
        entra = new EntraEmulator(open("entra", servers), printToken, client, time);
        iam = new IamEmulator(open("iam", servers), gesToken, ges.projectId(), time);
    }

    private static LoopbackServer open(String name, List<LoopbackServer> servers) {
        var server = new LoopbackServer(name);
        servers.add(server);
        return server;
    }

    /**
     * Starts all services.
     *
     * @return the running emulator
     * @throws UncheckedIOException when no port can be had
     */
    public static CloudJobsEmulator start() {
        return start(Time.SYSTEM);
    }

    static CloudJobsEmulator start(Time time) {
        var servers = new ArrayList<LoopbackServer>();
        try {
            return new CloudJobsEmulator(time, servers);
        } catch (RuntimeException e) {
            servers.forEach(LoopbackServer::close);
            throw e;
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

    /**
     * Where the print service's tokens come from.
     *
     * @return the emulated Microsoft Entra ID
     */
    public EntraEmulator entra() {
        return entra;
    }

    /**
     * Where the graph engine's tokens come from.
     *
     * @return the emulated Huawei Cloud IAM
     */
    public IamEmulator iam() {
        return iam;
    }

    /**
     * Forgets everything since the start: jobs, graphs, task definitions, subscriptions, documents, requests that were
     * counted, faults that wait, and what was set. Ports, ids that are there from the start, credentials and the tokens
     * of this moment stay, so clients need not be made anew. Meant for the time between two tests: a request that is on
     * its way may still be answered from what was there before.
     */
    public void reset() {
        print.reset();
        ges.reset();
        entra.reset();
        iam.reset();
    }

    /** Stops all services: connections are cut, the ports are free again. Closing twice is harmless. */
    @Override
    public void close() {
        print.close();
        servers.forEach(LoopbackServer::close);
    }
}
