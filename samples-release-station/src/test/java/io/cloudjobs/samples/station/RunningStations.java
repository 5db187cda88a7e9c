package io.cloudjobs.samples.station;

import static io.cloudjobs.print.PrintJobExpand.TASKS;

import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** The stations of the sample, with a clock that tests set. */
final class RunningStations implements AutoCloseable {
    static final String SHARE_2 = "floor-2-share";

    final CloudJobsEmulator emulator = CloudJobsEmulator.start();

    /** The network between the worker and the service. */
    final AtomicReference<Interceptor> network = new AtomicReference<>(chain -> chain.proceed(chain.request()));

    final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(emulator.print()::token)
            .httpClient(new OkHttpClient.Builder()
                    .addInterceptor(chain -> network.get().intercept(chain))
                    .build())
            .build();
    final Demonstration demonstration = Demonstration.withoutJobs(emulator.print(), print);
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    final PrintTaskWorker worker;
    final String lobby;
    final String floor2;

    private final PrintJobClient reader = ReleaseStation.reader(emulator.print().endpoint(), emulator.print()::token);
    private final Outcomes outcomes = new Outcomes();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer lobbyServer = server();
    private final HttpServer floor2Server = server();

    RunningStations() throws IOException {
        lobby = StationServer.origin(lobbyServer);
        floor2 = StationServer.origin(floor2Server);
        worker = ReleaseStation.worker(print, demonstration.definitionId(), lobby + "/notifications", outcomes);
        lobbyServer.createContext("/notifications", new Webhook(worker::accept));
        open(lobbyServer, lobby, "Lobby", demonstration.lobby());
        open(floor2Server, floor2, "Floor 2", demonstration.floor2());
        // From here on, the worker hears of new jobs by notifications only, because the next poll is a minute away.
        Eventually.await(
                () -> worker.status().lastPollAt() != null && worker.status().subscribedUntil() != null);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void open(HttpServer server, String origin, String name, String printerId) {
        Sessions sessions = new Sessions(demonstration.badges(), now::get);
        HeldJobs jobs = new HeldJobs(worker, reader, outcomes, printerId);
        server.createContext("/", new StationServer(origin, name, sessions, jobs));
        server.setExecutor(threads);
        server.start();
    }

    /** Submits a job in the lobby, and waits until the worker holds it. Returns the id of its task. */
    String hold(String user, String documentName) {
        return hold(emulator.print().shareId(), user, documentName);
    }

    String hold(String shareId, String user, String documentName) {
        String jobId = demonstration.submitter(emulator.print(), print).submit(shareId, user, documentName);
        String printerId = shareId.equals(SHARE_2) ? demonstration.floor2() : demonstration.lobby();
        String taskId = job(printerId, jobId).tasks().get(0).id();
        Eventually.await(() -> state(taskId) == PrintTaskEntry.State.HELD);
        if (!documentName.equals(entry(taskId).documentName())) {
            // The worker has read the job before it had its name. A short hold lets the handler see the job again.
            worker.decide(entry(taskId).task(), Decision.hold(Duration.ofMillis(1)));
            Eventually.await(() ->
                    documentName.equals(entry(taskId).documentName()) && state(taskId) == PrintTaskEntry.State.HELD);
        }
        return taskId;
    }

    PrintTaskEntry entry(String taskId) {
        return worker.entries().stream()
                .filter(entry -> entry.task().taskId().equals(taskId))
                .findFirst()
                .orElse(null);
    }

    PrintTaskEntry.State state(String taskId) {
        PrintTaskEntry entry = entry(taskId);
        return entry == null ? null : entry.state();
    }

    PrintTask task(String taskId) {
        return print.taskDefinition(demonstration.definitionId()).task(taskId).get();
    }

    PrintJob job(String printerId, String jobId) {
        return print.printer(printerId).job(jobId).get(TASKS);
    }

    PrintJob jobOf(String taskId) {
        PrintJobLink job = task(taskId).job();
        return job(job.printerId(), job.jobId());
    }

    int jobsAt(String printerId) {
        int[] count = {0};
        print.printer(printerId).jobs().list().forEach(job -> count[0]++);
        return count[0];
    }

    @Override
    public void close() {
        lobbyServer.stop(0);
        floor2Server.stop(0);
        worker.close();
        threads.shutdownNow();
        reader.close();
        print.close();
        emulator.close();
    }
}
