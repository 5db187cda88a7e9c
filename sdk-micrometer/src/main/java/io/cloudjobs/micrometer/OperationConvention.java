package io.cloudjobs.micrometer;

import io.cloudjobs.core.OperationEvent;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/** The names of the observation of an operation. */
final class OperationConvention implements ObservationConvention<OperationContext> {
    static final OperationConvention INSTANCE = new OperationConvention();

    /** The name of the operation, which an attempt has too. */
    static final String OPERATION = "cloudjobs.operation.name";

    private OperationConvention() {}

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof OperationContext;
    }

    @Override
    public String getName() {
        return "cloudjobs.operation";
    }

    @Override
    public String getContextualName(OperationContext context) {
        return context.start().operation();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(OperationContext context) {
        return KeyValues.of(OPERATION, context.start().operation());
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(OperationContext context) {
        OperationEvent end = context.end();
        if (end == null) {
            return KeyValues.empty();
        }
        KeyValues values = KeyValues.of("cloudjobs.operation.attempts", String.valueOf(end.attempts()));
        return end.failure() == null ? values : values.and(AttemptConvention.errorType(end.failure()));
    }
}
