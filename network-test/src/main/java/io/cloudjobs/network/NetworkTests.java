package io.cloudjobs.network;

import io.cloudjobs.network.IdleLimit.Pace;
import io.cloudjobs.network.Relay.Silence;
import io.cloudjobs.network.StuckBody.Release;
import io.cloudjobs.network.StuckBody.Stop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs all scenarios and prints a line for each. The exit status is 1 if a requirement is not met. */
public final class NetworkTests {
    /** Longer than a run takes, so that a hanging run does not block a build. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Queue<Ledger.Verdict> verdicts = new ConcurrentLinkedQueue<>();

    private NetworkTests() {}

    /**
     * Takes as arguments the directory for the files of the servers, and optionally a part of the names of the
     * scenarios to run.
     */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        String wanted = args.length > 1 ? args[1] : "";
        AtomicBoolean isWhole = new AtomicBoolean();
        Site site = new Site(directory, Tls.in(directory));
        NetworkTests tests = new NetworkTests();
        Thread run = Threads.daemon(() -> {
            tests.inTurn(selected(loading(site), wanted));
            tests.together(selected(waiting(site), wanted));
            isWhole.set(true);
        });
        long begun = System.nanoTime();
        run.start();
        run.join(PATIENCE.toMillis());
        if (run.isAlive()) {
            System.err.println("network-tests: not finished within " + PATIENCE);
            System.exit(1);
        }
        long broken =
                tests.verdicts.stream().filter(verdict -> !verdict.isKept()).count();
        System.out.println(tests.verdicts.size() + " scenarios, " + broken + " with broken promises, in "
                + Ledger.seconds(Duration.ofNanos(System.nanoTime() - begun)));
        System.exit(isWhole.get() && broken == 0 && !tests.verdicts.isEmpty() ? 0 : 1);
    }

    /** Returns the scenarios that need the whole machine. */
    private static List<Scenario> loading(Site site) {
        List<Scenario> scenarios = new ArrayList<>();
        scenarios.add(new StreamLimit(site));
        for (Server.Kind kind : Server.Kind.values()) {
            for (Protocol protocol : Protocol.values()) {
                scenarios.add(new Reload(site, kind, protocol));
            }
        }
        scenarios.add(new LimitsOfOne(site, Server.Kind.NGINX));
        scenarios.add(new LimitsOfOne(site, Server.Kind.HAPROXY));
        for (Refusal.Way way : Refusal.Way.values()) {
            scenarios.add(new Refusal(site, way));
        }
        return scenarios;
    }

    /** Returns the scenarios that mostly wait. */
    private static List<Scenario> waiting(Site site) {
        List<Scenario> scenarios = new ArrayList<>();
        for (boolean isClientGiven : new boolean[] {false, true}) {
            for (boolean isAbort : new boolean[] {false, true}) {
                scenarios.add(new SilentConnection(site, Silence.BOTH, isClientGiven, isAbort));
            }
            scenarios.add(new SilentConnection(site, Silence.ANSWERS, isClientGiven, true));
        }
        scenarios.add(new StoppedWorker(site));
        for (Stop stop : Stop.values()) {
            for (Release release : Release.values()) {
                scenarios.add(new StuckBody(site, stop, release));
            }
        }
        for (Server.Kind kind : Server.Kind.values()) {
            scenarios.add(new IdleLimit(site, kind, Pace.AT_THE_LIMIT, 1, 5, 50));
            scenarios.add(new IdleLimit(site, kind, Pace.AT_THE_LIMIT, 5, 20, 12));
            scenarios.add(new IdleLimit(site, kind, Pace.AT_THE_LIMIT, 60, 20, 2));
            scenarios.add(new IdleLimit(site, kind, Pace.PAST_IT, 1, 20, 10));
            scenarios.add(new IdleLimit(site, kind, Pace.PAST_IT, 5, 20, 10));
            scenarios.add(new IdleLimit(site, kind, Pace.PAST_IT, 60, 100, 2));
        }
        return scenarios;
    }

    private static List<Scenario> selected(List<Scenario> scenarios, String wanted) {
        return scenarios.stream()
                .filter(scenario -> scenario.name().contains(wanted))
                .toList();
    }

    private void together(List<Scenario> scenarios) {
        List<Thread> threads = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Thread thread = Threads.daemon(() -> run(scenario));
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void inTurn(List<Scenario> scenarios) {
        scenarios.forEach(this::run);
    }

    private void run(Scenario scenario) {
        Ledger ledger = new Ledger();
        try {
            scenario.run(ledger);
        } catch (Throwable e) { // an Error must be reported and must not end the other scenarios
            ledger.problem("the scenario ended with " + e);
        }
        Ledger.Verdict verdict = ledger.verdict(scenario.name());
        verdicts.add(verdict);
        System.out.println(verdict);
    }
}
