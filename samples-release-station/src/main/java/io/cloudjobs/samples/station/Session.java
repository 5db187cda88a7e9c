package io.cloudjobs.samples.station;

import io.cloudjobs.print.worker.PrintTaskEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The session of a signed-in user. Guarded by its own lock, so that a double click is two requests in a row. */
final class Session {
    final String token;
    final String user;

    /** The last time when the user pressed a button. To read the page does not count, because the page reads itself. */
    volatile Instant lastUsed;

    private final Map<String, ShownJob> shown = new LinkedHashMap<>();

    Session(String token, String user, Instant now) {
        this.token = token;
        this.user = user;
        this.lastUsed = now;
    }

    /** Returns a job that this user has seen, or null. */
    ShownJob shown(String taskId) {
        return shown.get(taskId);
    }

    /** Remembers the jobs on the page. Returns all jobs that the user has seen. */
    Iterable<ShownJob> show(List<PrintTaskEntry> entries) {
        entries.forEach(entry -> shown.computeIfAbsent(entry.task().taskId(), taskId -> new ShownJob(entry)));
        return shown.values();
    }
}
