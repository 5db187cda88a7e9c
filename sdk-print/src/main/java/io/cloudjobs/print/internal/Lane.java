package io.cloudjobs.print.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The jobs of a printer or of the user, and the turns that wait, first in, first out. A job counts from before its
 * creation until 10 minutes after it, so the service sees no more jobs in any 10 minutes, however long the requests
 * take. Reads no clock, and never blocks. Guarded by the lock of its {@link Lanes}.
 */
final class Lane {
    private static final long WINDOW = Duration.ofMinutes(10).toNanos();

    final int jobs;
    final int submits;
    final String name;
    private final Deque<LaneTurn> queue = new ArrayDeque<>();

    /** The times at which created jobs stop counting, in order. */
    private final Deque<Long> ends = new ArrayDeque<>();

    /** The number of jobs whose creation has not ended. */
    private int creating;

    /** The number of submits that have not ended. */
    private int submitting;

    Lane(int jobs, int submits, String name) {
        this.jobs = jobs;
        this.submits = submits;
        this.name = name;
    }

    void enter(LaneTurn turn) {
        queue.add(turn);
    }

    void leave(LaneTurn turn) {
        queue.remove(turn);
        callFirst();
    }

    void callFirst() {
        LaneTurn first = queue.peek();
        if (first != null) {
            first.call();
        }
    }

    /** Returns the number of turns before this one. */
    int before(LaneTurn turn) {
        int before = 0;
        for (LaneTurn other : queue) {
            if (other == turn) {
                break;
            }
            before++;
        }
        return before;
    }

    /** Lets the turn pass, if it is the first one and no limit forbids it. */
    boolean isPassedBy(LaneTurn turn, long now) {
        if (queue.peek() != turn || wait(0, now) > 0 || turn.isSubmit && submitting >= submits) {
            return false;
        }
        creating++;
        submitting += turn.isSubmit ? 1 : 0;
        leave(turn);
        return true;
    }

    /** Returns the shortest wait, in nanoseconds, of a turn with this number of turns before it. */
    long wait(int before, long now) {
        while (!ends.isEmpty() && ends.element() - now <= 0) {
            ends.remove();
        }
        long rounds = WINDOW * (before / jobs);
        int next = before % jobs - (jobs - creating - ends.size());
        if (next < 0) {
            return rounds;
        }
        for (long end : ends) {
            if (next == 0) {
                return rounds + end - now;
            }
            next--;
        }
        return rounds + WINDOW;
    }

    void created(boolean counts, long now) {
        creating--;
        if (counts) {
            ends.add(now + WINDOW);
        }
        callFirst();
    }

    void submitted() {
        submitting--;
        callFirst();
    }

    boolean isUnused(long now) {
        return wait(0, now) == 0 && queue.isEmpty() && ends.isEmpty() && creating == 0 && submitting == 0;
    }
}
