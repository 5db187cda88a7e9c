package io.cloudjobs.micrometer;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.OperationStart;
import io.cloudjobs.core.SdkException;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** Observes one operation and its attempts, in the thread of the call. */
final class ObservedOperation implements CallListener {
    private static final Observation.Event RETRY = Observation.Event.of("retry", "retry");

    private final ObservationRegistry observations;
    private final @Nullable ClientMeters meters;
    private final OperationContext context;
    private final OpenObservation operation;
    private @Nullable AttemptContext attemptContext;
    private @Nullable OpenObservation attempt;

    ObservedOperation(ObservationRegistry observations, @Nullable ClientMeters meters, OperationStart start) {
        this.observations = observations;
        this.meters = meters;
        this.context = new OperationContext(start);
        this.operation = OpenObservation.open(OperationConvention.INSTANCE, context, observations);
    }

    @Override
    public void attemptStarted(AttemptStart event) {
        attemptContext = new AttemptContext(context.start(), event);
        attempt = OpenObservation.open(AttemptConvention.INSTANCE, attemptContext, observations);
    }

    @Override
    public void attemptEnded(AttemptEvent event) {
        if (attemptContext != null) {
            attemptContext.setResponse(event);
        }
        endAttempt(event.failure());
        if (event.retriedAfter() != null) {
            operation.observation().event(RETRY);
        }
    }

    private void endAttempt(@Nullable SdkException failure) {
        OpenObservation open = attempt;
        attempt = null;
        if (open != null) {
            open.close(failure);
        }
    }

    @Override
    public void operationEnded(OperationEvent event) {
        context.end(event);
        try {
            endAttempt(event.failure()); // still open after an Error
        } finally {
            operation.close(event.failure());
        }
        if (meters != null) {
            meters.update(context.start().client());
        }
    }
}
