package io.cloudjobs.micrometer;

import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.OperationStart;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** The context of the observation of an operation, for conventions, filters and predicates of a registry. */
public final class OperationContext extends Observation.Context {
    private final OperationStart start;
    private @Nullable OperationEvent end;

    OperationContext(OperationStart start) {
        this.start = start;
    }

    /**
     * Returns the start of the operation.
     *
     * @return the start
     */
    public OperationStart start() {
        return start;
    }

    /**
     * Returns the end of the operation.
     *
     * @return the end, or null while the operation runs
     */
    public @Nullable OperationEvent end() {
        return end;
    }

    void end(OperationEvent event) {
        this.end = event;
    }
}
