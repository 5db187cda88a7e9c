package io.cloudjobs.print.internal;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The turn of a creation or a submit. It passes the lane of its printer or share, then the lane of the user. Until its
 * creation has ended, it is one job of each lane that it has passed.
 */
public final class LaneTurn {
    /** The result of {@link #next(long)} when the turn has come. */
    public static final long COME = -1;

    /** Whether the turn lasts for a whole submit, until it leaves, or only for a creation. */
    final boolean isSubmit;

    private final Lanes lanes;
    private final Lane target;

    /** The lane in which the turn waits; null after both lanes. */
    private @Nullable Lane lane;

    private Lane limiting;
    private CountDownLatch called = new CountDownLatch(0);
    private boolean isCreated;
    private boolean hasLeft;

    LaneTurn(Lanes lanes, Lane target, boolean isSubmit) {
        this.lanes = lanes;
        this.target = target;
        this.lane = target;
        this.limiting = target;
        this.isSubmit = isSubmit;
    }

    /**
     * Moves on as far as possible. Returns the shortest wait in nanoseconds, which is 0 if only other turns can end it;
     * {@link #COME} if the turn has come.
     */
    public long next(long now) {
        synchronized (lanes) {
            if (lane == target && target.isPassedBy(this, now)) {
                lane = lanes.user;
                lanes.user.enter(this);
            }
            if (lane == lanes.user && lanes.user.isPassedBy(this, now)) {
                lane = null;
                return COME;
            }
            called = new CountDownLatch(1);
            int before = lane == target ? target.before(this) : 0;
            long ofTarget = lane == target ? target.wait(before, now) : 0;
            long ofUser = lanes.user.wait(before + lanes.user.before(this), now);
            limiting = ofTarget < ofUser ? lanes.user : target;
            return Math.max(ofTarget, ofUser);
        }
    }

    /** Returns the latch that opens when the turn may move on earlier than {@link #next(long)} returned. */
    public CountDownLatch called() {
        synchronized (lanes) {
            return called;
        }
    }

    void call() {
        called.countDown();
    }

    /** Opens the latch although the turn may not move on. */
    public void wake() {
        synchronized (lanes) {
            call();
        }
    }

    /** Returns the limit that requires the last wait, with its number. */
    public String limit() {
        return limiting.name + ' ' + limiting.jobs;
    }

    /** Returns the number of submits to the printer or share that may be in progress. */
    public int submits() {
        return target.submits;
    }

    /** Ends the creation, if it has not ended. The job counts unless the service has certainly not created it. */
    public void created(boolean counts, long now) {
        synchronized (lanes) {
            if (!isCreated) {
                isCreated = true;
                if (lane == null) {
                    lanes.user.created(counts, now);
                }
                if (lane != target) {
                    target.created(counts, now);
                }
            }
        }
    }

    /** Ends the turn, whether it has come or not. */
    public void leave(long now) {
        synchronized (lanes) {
            if (hasLeft) {
                return;
            }
            hasLeft = true;
            created(false, now);
            if (isSubmit && lane != target) {
                target.submitted();
            }
            if (lane != null) {
                lane.leave(this);
            }
        }
    }
}
