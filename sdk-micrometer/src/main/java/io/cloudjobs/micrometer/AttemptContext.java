package io.cloudjobs.micrometer;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.OperationStart;
import io.micrometer.observation.transport.RequestReplySenderContext;
import org.jspecify.annotations.Nullable;

/**
 * The context of the observation of an attempt, for conventions, filters and predicates of a registry. Its carrier is the
 * start of the attempt, and its response is the end of the attempt.
 */
public final class AttemptContext extends RequestReplySenderContext<AttemptStart, AttemptEvent> {
    private final OperationStart operation;

    AttemptContext(OperationStart operation, AttemptStart start) {
        super(AttemptContext::add);
        this.operation = operation;
        setCarrier(start);
    }

    /** Adds a header, unless it cannot be sent: a call must not lose its trace because of one entry of its baggage. */
    private static void add(@Nullable AttemptStart start, String name, String value) {
        try {
            if (start != null) {
                start.header(name, value);
            }
        } catch (IllegalArgumentException e) {
            // The other headers are sent.
        }
    }

    /**
     * Returns the start of the operation of this attempt.
     *
     * @return the start
     */
    public OperationStart operation() {
        return operation;
    }
}
