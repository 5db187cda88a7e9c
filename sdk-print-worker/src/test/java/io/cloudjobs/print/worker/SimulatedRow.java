package io.cloudjobs.print.worker;

import io.cloudjobs.print.worker.TaskSteps.Claim;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The row of a held job, with the rules of the database: claims, a fence, and JSON. */
final class SimulatedRow {
    static final Duration TAKE_OVER = Duration.ofMinutes(1);

    final ManualTime time;
    Instant due;
    int stores;
    boolean stopping;

    private byte @Nullable [] data;
    private @Nullable Object owner;

    SimulatedRow(ManualTime time, TaskState state) {
        this.time = time;
        this.due = time.now();
        set(state);
    }

    void set(TaskState state) {
        data = StoredJson.JSON.serialize(state);
    }

    boolean hasEnded() {
        return data == null;
    }

    /** Returns what is stored. */
    TaskState state() {
        return Objects.requireNonNull(StoredJson.JSON.deserialize(TaskState.class, data));
    }

    /** Stores a decision from outside, as long as no step is in progress. */
    void request(Decision decision) {
        TaskState state = state();
        state.requested = decision;
        set(state);
        due = time.now();
    }

    /** Waits until the row is due, and makes a step. */
    void step(TaskSteps steps, @Nullable Network network) {
        if (due.isAfter(time.now())) {
            time.advance(Duration.between(time.now(), due));
        }
        TaskState state = state();
        Claimed claim = new Claimed(network);
        owner = claim;
        try {
            Instant next = steps.next(state, claim);
            if (owner == claim) {
                data = next == null ? null : StoredJson.JSON.serialize(state);
                due = next == null ? due : next;
            }
        } catch (TaskSteps.LostClaimException e) {
            if (owner == claim) {
                throw new AssertionError("the claim is not lost", e);
            }
        } catch (Network.Death e) {
            takeOver();
        }
    }

    void takeOver() {
        time.advance(TAKE_OVER);
        due = time.now();
        owner = null;
    }

    /** Steps until nothing is left to do. */
    void run(TaskSteps steps, @Nullable Network network) {
        for (int i = 0; !hasEnded(); i++) {
            if (i == 100) {
                throw new AssertionError("the job does not end: " + new String(Objects.requireNonNull(data)));
            }
            step(steps, network);
        }
    }

    private final class Claimed implements Claim {
        private final @Nullable Network network;

        Claimed(@Nullable Network network) {
            this.network = network;
        }

        @Override
        public boolean store(TaskState state) {
            stores++;
            return network == null ? write(state) : network.store(() -> write(state));
        }

        private boolean write(TaskState state) {
            if (owner != this) {
                return false;
            }
            set(state);
            return true;
        }

        @Override
        public void takeRequested(TaskState state) {} // a decision waits until no step is in progress

        @Override
        public Instant now() {
            return time.now();
        }

        @Override
        public boolean isStopping() {
            return stopping;
        }
    }
}
