package io.cloudjobs.emulator;

import io.cloudjobs.core.internal.time.Time;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Emulates Microsoft Universal Print and Huawei Cloud Graph Engine Service, with the services that issue their tokens,
 * Microsoft Entra ID and Huawei Cloud IAM. Each service listens on a free port of 127.0.0.1 over plain HTTP/1.1. The
 * documents of Universal Print have their own port. The services keep state, check tokens and credentials, and fail on
 * demand, see {@link Fault}. All data is in memory, except uploaded documents, which are in one temporary file. Closing
 * the emulator deletes all data.
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
 * <p>If the services do not document a behaviour, the emulator chooses one. {@code docs/emulator.md} in the repository
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
     * @throws UncheckedIOException if the emulator cannot open a port
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
     * Returns the emulated Universal Print.
     *
     * @return the print service
     */
    public PrintEmulator print() {
        return print;
    }

    /**
     * Returns the emulated Graph Engine Service.
     *
     * @return the graph engine
     */
    public GesEmulator ges() {
        return ges;
    }

    /**
     * Returns the emulated Microsoft Entra ID, which issues the tokens of the print service.
     *
     * @return the token service of {@link #print()}
     */
    public EntraEmulator entra() {
        return entra;
    }

    /**
     * Returns the emulated Huawei Cloud IAM, which issues the tokens of the graph engine.
     *
     * @return the token service of {@link #ges()}
     */
    public IamEmulator iam() {
        return iam;
    }

    /**
     * Deletes all jobs, graphs, printers, task definitions, subscriptions, documents, request counts, pending faults,
     * account locks and settings. Ports, the ids that exist from the start, credentials and current tokens stay the
     * same, so clients stay usable. Call this method between two tests: a request that is still in progress can return
     * data from before the reset.
     */
    public void reset() {
        print.reset();
        ges.reset();
        entra.reset();
        iam.reset();
    }

    /** Stops all services, closes their connections and frees their ports. A second call has no effect. */
    @Override
    public void close() {
        print.close();
        servers.forEach(LoopbackServer::close);
    }
}
