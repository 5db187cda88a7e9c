package io.cloudjobs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed each second carry each decision out exactly once. The small form of {@link KillRuns}. */
class KillTest {
    @Test
    void eachHeldJobHasExactlyItsEffect(@TempDir Path logs) throws Exception {
        long seed = System.nanoTime();
        var plan = new KillRun.Plan(150, seed, Duration.ofMillis(50), false, Duration.ofMinutes(10));

        KillRun.Outcome outcome = KillRun.run(plan, logs);

        System.out.println(outcome.summary());
        assertThat(outcome.problems()).as(outcome.summary()).isEmpty();
    }
}
