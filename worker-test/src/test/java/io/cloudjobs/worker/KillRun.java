package io.cloudjobs.worker;

import static io.cloudjobs.worker.WorkerSetting.CLOCK_AHEAD;
import static io.cloudjobs.worker.WorkerSetting.DESTINATION;
import static io.cloudjobs.worker.WorkerSetting.NOTIFICATION_URL;
import static io.cloudjobs.worker.WorkerSetting.POLL_INTERVAL;
import static io.cloudjobs.worker.WorkerSetting.SETTLE_TIME;
import static io.cloudjobs.worker.WorkerSetting.TAKE_OVER_AFTER;

import io.cloudjobs.print.PrintJobLink;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One run: people submit jobs, workers decide about them, and each second a random worker is killed. */
final class KillRun implements AutoCloseable {
    private static final int WORKERS = 3;
    private static final int FAULTS_PERCENT = 20;
    private static final Duration KILL_EVERY = Duration.ofSeconds(1);

    /** Instead of one worker, all are killed in each 40th second. */
    private static final int KILL_ALL = 40;

    /** Longer than the longest delay between two attempts of a worker. */
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(7);

    private static final int CUT_CONNECTIONS = 10;
    private static final int RESTART_DATABASE = 45;

    /** @param killsDatabase whether the database also fails, and one machine has a wrong clock */
    record Plan(int jobs, long seed, Duration submitEvery, boolean killsDatabase, Duration limit) {}

    /** The result of a run. The problems are empty if each job has exactly its effect. */
    record Outcome(List<String> problems, String summary) {}

    private final Plan plan;
    private final Office office = new Office();
    private final Database database = new Database();
    private final ServiceFront front;
    private final NotificationRelay relay;
    private final Fleet fleet;
    private final Queue<PrintJobLink> submitted = new ConcurrentLinkedQueue<>();
    private final long begun = System.nanoTime();
    private volatile boolean isOver;
    private volatile Fleet started;
    private int cuts;
    private int restarts;

    private KillRun(Plan plan, Path logs) throws IOException, SQLException {
        this.plan = plan;
        this.front = new ServiceFront(office.emulator().print().endpoint(), new FaultPlan(FAULTS_PERCENT, plan.seed));
        this.relay = new NotificationRelay(() -> started == null ? 0 : started.port(), FAULTS_PERCENT, plan.seed);
        this.fleet = new Fleet(settings(), logs, plan.seed);
        this.started = fleet;
    }

    static Outcome run(Plan plan, Path logs) throws Exception {
        try (KillRun run = new KillRun(plan, logs)) {
            return run.run();
        }
    }

    private List<Map<WorkerSetting, String>> settings() {
        List<Map<WorkerSetting, String>> all = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            Map<WorkerSetting, String> settings = WorkerSetting.of(office, database, front);
            settings.put(NOTIFICATION_URL, relay.url());
            settings.put(DESTINATION, Office.DESTINATION);
            settings.put(POLL_INTERVAL, "PT5S");
            settings.put(TAKE_OVER_AFTER, "PT3S");
            settings.put(SETTLE_TIME, "PT8S");
            if (plan.killsDatabase && i == 0) {
                settings.put(CLOCK_AHEAD, "PT5M");
            }
            all.add(settings);
        }
        return all;
    }

    private Outcome run() {
        CompletableFuture<Void> submitting = CompletableFuture.runAsync(this::submit, Daemons::start);
        CompletableFuture<Void> killing = CompletableFuture.runAsync(this::kill, Daemons::start);
        boolean ended = Waiting.until(plan.limit, () -> submitting.isCompletedExceptionally() || haveAllEnded());
        isOver = true;
        killing.join();
        submitting.join();
        long decided = System.nanoTime();
        fleet.awaitStart();
        Waiting.until(LONGEST_RETRY, () -> expectedEntries().equals(entries()));
        List<String> problems = new ArrayList<>();
        if (!ended) {
            problems.add("not all jobs ended within " + plan.limit + ": " + waiting());
        }
        if (!expectedEntries().equals(entries())) {
            problems.add("held jobs " + expectedEntries() + ", but entries " + entries());
        }
        Verdict verdict = Verdict.of(List.copyOf(submitted), office, front.processed());
        problems.addAll(verdict.problems());
        return new Outcome(problems, summary(verdict, Duration.ofNanos(decided - begun)));
    }

    private String summary(Verdict verdict, Duration duration) {
        return "seed " + plan.seed + ": " + submitted.size() + " jobs in " + duration.toSeconds() + " s, "
                + fleet.kills()
                + " kills, " + cuts + " times cut connections, " + restarts + " restarts of the database, "
                + front.processed().size() + " requests, " + verdict.refused() + " refused, faults " + front.plan();
    }

    private void submit() {
        for (int i = 0; i < plan.jobs; i++) {
            submitted.add(office.submit());
            Waiting.pause(plan.submitEvery);
        }
    }

    private void kill() {
        for (int second = 1; !isOver; second++) {
            Waiting.pause(KILL_EVERY);
            if (second % KILL_ALL == 0) {
                fleet.killAll();
            } else {
                fleet.killOne();
            }
            fleet.startDeadOnes();
            if (plan.killsDatabase) {
                killDatabase(second);
            }
        }
    }

    private void killDatabase(int second) {
        try {
            if (second % RESTART_DATABASE == 0) {
                database.restart();
                restarts++;
            } else if (second % CUT_CONNECTIONS == 0) {
                database.cutConnections();
                cuts++;
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the database of the test failed", e);
        }
    }

    /** Returns whether only those jobs are held that nobody ends. Decides about the jobs that wait for a person. */
    private boolean haveAllEnded() {
        List<PrintJobLink> waiting = waiting();
        System.err.println(waiting.size() + " of " + submitted.size() + " jobs wait, " + fleet.kills() + " kills");
        waiting.stream()
                .filter(job -> Fate.of(job.jobId()) == Fate.DECIDED_FROM_OUTSIDE)
                .limit(20)
                .forEach(fleet::release);
        return submitted.size() == plan.jobs && waiting.isEmpty();
    }

    private List<PrintJobLink> waiting() {
        return office.held().values().stream()
                .filter(job -> !Fate.of(job.jobId()).isHeldAtTheEnd())
                .toList();
    }

    private List<String> expectedEntries() {
        return office.held().entrySet().stream()
                .map(task ->
                        task.getKey() + " " + (Fate.of(task.getValue().jobId()) == Fate.KEPT ? "HELD" : "GIVEN_UP"))
                .sorted()
                .toList();
    }

    private List<String> entries() {
        return fleet.entries().stream().sorted().toList();
    }

    @Override
    public void close() throws IOException {
        isOver = true;
        fleet.close();
        relay.close();
        front.close();
        database.close();
        office.close();
    }
}
