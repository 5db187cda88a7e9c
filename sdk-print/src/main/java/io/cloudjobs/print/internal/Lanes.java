package io.cloudjobs.print.internal;

import java.util.HashMap;
import java.util.Map;

/** The lane of the user and the lanes of the printers and shares. Its lock guards all of them, and their turns. */
public final class Lanes {
    final Lane user;
    final Map<String, Lane> targets = new HashMap<>();
    private final int jobsPerPrinter;
    private final int submits;

    /** Creates empty lanes. At most this number of submits to one printer or share is in progress. */
    public Lanes(int jobsPerPrinter, int jobsPerUser, int submits) {
        this.jobsPerPrinter = jobsPerPrinter;
        this.submits = submits;
        this.user = new Lane(jobsPerUser, Integer.MAX_VALUE, "jobsPerUser");
    }

    /** Adds a turn at the end of the lane of a printer or share. Removes unused lanes. */
    public synchronized LaneTurn enter(String target, boolean isSubmit, long now) {
        Lane lane = targets.get(target);
        if (lane == null) {
            targets.values().removeIf(other -> other.isUnused(now));
            lane = new Lane(jobsPerPrinter, submits, "jobsPerPrinter");
            targets.put(target, lane);
        }
        LaneTurn turn = new LaneTurn(this, lane, isSubmit);
        lane.enter(turn);
        return turn;
    }

    /** Calls the first turn of each lane. When it leaves, the next one is called. */
    public synchronized void callFirst() {
        user.callFirst();
        targets.values().forEach(Lane::callFirst);
    }
}
