package io.cloudjobs.worker;

import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintPacing;
import io.cloudjobs.print.PrinterShareJobsResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Measures how fast workers are that release each job. Prints tables in Markdown. */
final class Numbers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Office office = new Office();
    private final Database database = new Database();
    private final ServiceFront front =
            new ServiceFront(office.emulator().print().endpoint(), new FaultPlan(0, 0));
    private final NotificationRelay relay = new NotificationRelay(this::port, 0, 0);
    private final Map<String, Long> submittedAt = new ConcurrentHashMap<>();
    private final Path logs;
    private volatile Fleet fleet;

    private Numbers(Path logs) throws IOException, SQLException {
        this.logs = logs;
    }

    /** Takes as arguments the directory for the logs, and what to measure: throughput, latency, or limits. */
    public static void main(String[] args) throws Exception {
        Path logs = Files.createDirectories(Path.of(args[0]));
        switch (args[1]) {
            case "throughput" -> throughput(logs);
            case "latency" -> latency(logs);
            default -> limits(logs);
        }
        System.exit(0);
    }

    private static void throughput(Path logs) throws Exception {
        System.out.println("| workers | jobs a minute | requests a job |\n| --- | --- | --- |");
        for (int workers = 1; workers <= 3; workers++) {
            try (Numbers numbers = new Numbers(logs)) {
                numbers.submit(2000, Duration.ZERO);
                numbers.start(workers, false);
                numbers.awaitEnd(2000);
                List<Long> effects = numbers.effects();
                double minutes = (effects.get(effects.size() - 1) - effects.get(0)) / 60e9;
                System.out.printf(
                        Locale.ROOT,
                        "| %d | %,.0f | %.2f |%n",
                        workers,
                        effects.size() / minutes,
                        numbers.front.processed().size() / (double) effects.size());
            }
        }
    }

    private static void latency(Path logs) throws Exception {
        System.out.println("| from submit to decision | p50 | p99 |\n| --- | --- | --- |");
        for (boolean subscribes : new boolean[] {true, false}) {
            try (Numbers numbers = new Numbers(logs)) {
                numbers.start(3, subscribes);
                numbers.submit(600, Duration.ofMillis(200));
                numbers.awaitEnd(600);
                System.out.println((subscribes ? "| with notifications | " : "| by the poll each minute | ")
                        + numbers.percentile(50) + " | " + numbers.percentile(99) + " |");
            }
        }
    }

    /** One printer takes 100 jobs in ten minutes. */
    private static void limits(Path logs) throws Exception {
        int jobs = 120;
        try (Numbers numbers = new Numbers(logs)) {
            numbers.office.emulator().print().enforceLimits();
            numbers.start(3, true);
            long begun = System.nanoTime();
            long failed = numbers.submitPaced(jobs);
            numbers.awaitEnd((int) (jobs - failed));
            List<Long> effects = numbers.effects();
            System.out.printf(
                    Locale.ROOT,
                    "%d jobs, %d failed submits, %d released in the first 10 minutes, the last after %.1f minutes%n",
                    jobs,
                    failed,
                    effects.stream()
                            .filter(nanos ->
                                    nanos - begun < Duration.ofMinutes(10).toNanos())
                            .count(),
                    (effects.get(effects.size() - 1) - begun) / 60e9);
        }
    }

    private int port() {
        Fleet all = fleet;
        return all == null ? 0 : all.port();
    }

    private void start(int workers, boolean subscribes) {
        List<Map<WorkerSetting, String>> settings = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            Map<WorkerSetting, String> one = WorkerSetting.of(office, database, front);
            if (subscribes) {
                one.put(WorkerSetting.NOTIFICATION_URL, relay.url());
            }
            settings.add(one);
        }
        fleet = new Fleet(settings, logs, 0);
        fleet.awaitStart();
    }

    private void submit(int jobs, Duration pause) {
        for (int i = 0; i < jobs; i++) {
            long now = System.nanoTime();
            PrintJobLink job = office.submit();
            submittedAt.put(job.jobId(), now);
            Waiting.pause(pause);
        }
    }

    /** Submits with the pacing of the client. Returns how many submits failed. */
    private long submitPaced(int jobs) {
        ExecutorService people = Executors.newFixedThreadPool(jobs, Daemons::of);
        try (PrintJobClient client = PrintJobClient.builder()
                .endpoint(office.emulator().print().endpoint())
                .tokenProvider(() -> office.emulator().print().userToken())
                .pacing(PrintPacing.published())
                .timeout(PATIENCE)
                .build()) {
            PrinterShareJobsResource share =
                    client.share(office.emulator().print().shareId()).jobs();
            DocumentContent document = DocumentContent.of("note.txt", "text/plain", new byte[] {'a'});
            List<CompletableFuture<PrintJob>> submits = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                submits.add(CompletableFuture.supplyAsync(() -> share.submit(document), people));
            }
            return submits.stream()
                    .filter(submit ->
                            submit.handle((job, failure) -> failure != null).join())
                    .count();
        } finally {
            people.shutdown();
        }
    }

    private void awaitEnd(int jobs) {
        Waiting.until(PATIENCE, () -> releases().size() >= jobs);
    }

    /** Returns the releases that the service accepted, by task. */
    private Map<String, Long> releases() {
        Map<String, Long> releases = new HashMap<>();
        for (ServiceFront.Processed request : front.processed()) {
            if (request.method().equals("PATCH")
                    && request.isAccepted()
                    && request.path().contains("/tasks/")) {
                String task = request.path().substring(request.path().lastIndexOf('/') + 1);
                releases.putIfAbsent(task, request.nanos());
            }
        }
        return releases;
    }

    private List<Long> effects() {
        List<Long> effects = new ArrayList<>(releases().values());
        Collections.sort(effects);
        return effects;
    }

    private String percentile(int percent) {
        Map<String, String> jobs = office.jobsOfTasks();
        List<Long> durations = new ArrayList<>();
        releases().forEach((task, nanos) -> durations.add(nanos - submittedAt.get(jobs.get(task))));
        Collections.sort(durations);
        long nanos = durations.get((durations.size() - 1) * percent / 100);
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    @Override
    public void close() throws IOException {
        if (fleet != null) {
            fleet.close();
        }
        relay.close();
        front.close();
        database.close();
        office.close();
    }
}
