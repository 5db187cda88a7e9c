package io.cloudjobs.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** An observation that is current in its thread until it ends. Even if a handler throws, the one from before returns. */
final class OpenObservation {
    private final ObservationRegistry registry;
    private final Observation observation;
    private final Observation.@Nullable Scope before;
    private Observation.@Nullable Scope scope;

    private OpenObservation(ObservationRegistry registry, Observation observation) {
        this.registry = registry;
        this.observation = observation;
        this.before = registry.getCurrentObservationScope();
    }

    /** Starts an observation below the current one. */
    static <C extends Observation.Context> OpenObservation open(
            ObservationConvention<C> convention, C context, ObservationRegistry registry) {
        Observation observation = Observation.createNotStarted(null, convention, () -> context, registry);
        if (!observation.isNoop()) {
            observation.contextualName(convention.getContextualName(context)); // otherwise it has one only at its end
        }
        OpenObservation open = new OpenObservation(registry, observation);
        boolean isOpen = false;
        try {
            open.observation.start();
            open.scope = open.observation.openScope();
            isOpen = true;
            return open;
        } finally {
            if (!isOpen) {
                open.close(null);
            }
        }
    }

    Observation observation() {
        return observation;
    }

    void close(@Nullable Throwable failure) {
        try {
            if (scope != null) {
                scope.close();
            }
        } finally {
            registry.setCurrentObservationScope(before);
            stop(failure);
        }
    }

    private void stop(@Nullable Throwable failure) {
        try {
            if (failure != null) {
                observation.error(failure);
            }
        } finally {
            observation.stop();
        }
    }
}
