package io.cloudjobs.samples.station;

import io.cloudjobs.print.worker.PrintTaskEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The last events of this worker. The events of workers on other machines are not here. */
final class Outcomes implements Consumer<PrintTaskEvent> {
    private static final int MOST = 10_000;

    private final Map<String, PrintTaskEvent> ends = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PrintTaskEvent> eldest) {
            return size() > MOST;
        }
    });
    private volatile boolean serviceAway;

    @Override
    public void accept(PrintTaskEvent event) {
        switch (event.type()) {
            case SETTLED, ENDED -> ends.putIfAbsent(event.task().taskId(), event);
            case POLLED -> serviceAway = false;
            case POLL_FAILED -> serviceAway = true;
            default -> {}
        }
    }

    /** Returns the event that ended a held job, or null. */
    PrintTaskEvent endOf(String taskId) {
        return ends.get(taskId);
    }

    /** Returns whether the last list of held jobs could not be read. */
    boolean isServiceAway() {
        return serviceAway;
    }
}
