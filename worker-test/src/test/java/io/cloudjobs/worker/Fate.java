package io.cloudjobs.worker;

import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.worker.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * The end of a held job. The id of the job decides it, so that all workers decide the same, however often a job is
 * decided. Only the number of effects is then left to chance.
 */
enum Fate {
    RELEASED(35),
    RELEASED_WITH_COPIES(10),
    REDIRECTED(20),
    ABORTED(15),
    /** Held for a short time, and then released. */
    HELD_THEN_RELEASED(10),
    /** Held until a person decides. */
    DECIDED_FROM_OUTSIDE(5),
    /** Held without an end. */
    KEPT(3),
    /** Its handler always fails. */
    GIVEN_UP(2);

    static final int COPIES = 7;
    static final Duration HOLD = Duration.ofSeconds(3);
    static final String REASON = "the budget is used up";

    private final int percent;

    Fate(int percent) {
        this.percent = percent;
    }

    static Fate of(String jobId) {
        int place = new SplittableRandom(jobId.hashCode()).nextInt(100);
        for (Fate fate : values()) {
            place -= fate.percent;
            if (place < 0) {
                return fate;
            }
        }
        throw new IllegalStateException("the percentages add up to less than 100");
    }

    /** Returns the decision of the handler about a job that was created at a time. */
    Decision decision(Instant created, String destination) {
        return switch (this) {
            case RELEASED -> Decision.release();
            case RELEASED_WITH_COPIES ->
                Decision.release(PrintJobConfiguration.builder().copies(COPIES).build());
            case REDIRECTED -> Decision.redirect(destination);
            case ABORTED -> Decision.abort(REASON);
            case HELD_THEN_RELEASED ->
                Instant.now().isBefore(created.plus(HOLD)) ? Decision.hold(created.plus(HOLD)) : Decision.release();
            case DECIDED_FROM_OUTSIDE, KEPT -> Decision.hold();
            case GIVEN_UP -> throw new IllegalStateException("no rule for this job");
        };
    }

    boolean isHeldAtTheEnd() {
        return this == KEPT || this == GIVEN_UP;
    }
}
