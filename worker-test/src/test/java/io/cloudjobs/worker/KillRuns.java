package io.cloudjobs.worker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The big form of {@link KillTest}, which {@code .ci/worker-kill-test} runs. */
final class KillRuns {
    private KillRuns() {}

    /** Takes as arguments the directory for the logs, the number of runs, the number of jobs, and optionally a seed. */
    public static void main(String[] args) throws Exception {
        int runs = Integer.parseInt(args[1]);
        int jobs = Integer.parseInt(args[2]);
        int failed = 0;
        for (int run = 1; run <= runs; run++) {
            long seed = args.length > 3 ? Long.parseLong(args[3]) : System.nanoTime();
            Path logs = Files.createDirectories(Path.of(args[0], "run-" + run));
            var plan = new KillRun.Plan(jobs, seed, Duration.ofMillis(20), true, Duration.ofMinutes(30));
            KillRun.Outcome outcome = KillRun.run(plan, logs);
            System.out.println((outcome.problems().isEmpty() ? "ok " : "FAILED ") + run + ": " + outcome.summary());
            outcome.problems().forEach(problem -> System.out.println("    " + problem));
            failed += outcome.problems().isEmpty() ? 0 : 1;
        }
        System.out.println(runs + " runs, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
