package io.cloudjobs.samples.station;

import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.HeldPrintJob;
import io.cloudjobs.print.worker.PrintTaskWorker;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * Two release stations, at two printers of an emulator. To use the real service, replace the emulator and the
 * {@link Demonstration}, serve the pages behind a proxy with a certificate, and use a database that all machines share.
 */
public final class ReleaseStation {
    /** How long a job waits for its owner. */
    private static final Duration WAITING_TIME = Duration.ofHours(4);

    private ReleaseStation() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        CloudJobsEmulator emulator = CloudJobsEmulator.start();
        String endpoint = emulator.print().endpoint();
        TokenProvider tokens = emulator.print()::token;
        PrintJobClient print = PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(tokens)
                .build();
        PrintJobClient reader = reader(endpoint, tokens);
        Demonstration demonstration = Demonstration.create(emulator.print(), print);

        // The sockets are open before the worker starts, so that the handshake of its subscription finds the webhook.
        HttpServer lobby = socket(8080);
        HttpServer floor2 = socket(8081);
        Outcomes outcomes = new Outcomes();
        PrintTaskWorker worker =
                worker(print, demonstration.definitionId(), StationServer.origin(lobby) + "/notifications", outcomes);
        lobby.createContext("/notifications", new Webhook(worker::accept));
        open(lobby, "Lobby", new HeldJobs(worker, reader, outcomes, demonstration.lobby()), demonstration);
        open(floor2, "Floor 2", new HeldJobs(worker, reader, outcomes, demonstration.floor2()), demonstration);

        System.out.println("Badges: " + String.join(", ", demonstration.badges().keySet()));
        System.out.println("The station in the lobby:   " + StationServer.origin(lobby) + "/");
        System.out.println("The station on floor 2:     " + StationServer.origin(floor2) + "/");
        System.out.println("To stop, press Ctrl-C.");
        Thread.currentThread().join();
    }

    /** Starts a worker that holds each job until its owner comes to a station, for at most four hours. */
    static PrintTaskWorker worker(
            PrintJobClient print, String definitionId, String notificationUrl, Outcomes outcomes) {
        return PrintTaskWorker.builder(print)
                .taskDefinition(definitionId)
                .handler(ReleaseStation::waitForOwner)
                .subscription(notificationUrl, UUID.randomUUID().toString())
                .listener(outcomes)
                .start();
    }

    static Decision waitForOwner(HeldPrintJob held) {
        Instant end = held.job().createdDateTime().toInstant().plus(WAITING_TIME);
        return end.isBefore(Instant.now()) ? Decision.abort("its owner did not come") : Decision.hold(end);
    }

    /** A client for the pages: a person waits for them, so it does not retry. */
    static PrintJobClient reader(String endpoint, TokenProvider tokens) {
        return PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(tokens)
                .retryPolicy(RetryPolicy.none())
                .build();
    }

    /** Opens the port, or another one if a program uses it. */
    private static HttpServer socket(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        }
    }

    private static void open(HttpServer server, String name, HeldJobs jobs, Demonstration demonstration) {
        Sessions sessions = new Sessions(demonstration.badges(), Clock.systemUTC());
        server.createContext("/", new StationServer(StationServer.origin(server), name, sessions, jobs));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }
}
