package io.cloudjobs.micrometer;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationStart;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Observes the calls of clients and token providers with Micrometer. Handlers of the registry make traces and metrics of
 * the observations. Create one for each registry, and set it for all clients and token providers:
 *
 * <pre>{@code
 * CallListener observations = CloudJobsObservations.of(observationRegistry, meterRegistry);
 * PrintJobClient.Builder builder = PrintJobClient.builder().listener(observations);
 * }</pre>
 *
 * <p>Each operation is an observation {@code cloudjobs.operation}, a child of the current observation of the thread. Each
 * of its attempts is a child {@code cloudjobs.attempt}: a client span with the names of OpenTelemetry's conventions for
 * HTTP, whose context goes with the request, for example as {@code traceparent}. A login is an operation of its own, below
 * the operation that needs its token. So is the wait of a paced client. Each retry is an event {@code retry} of the
 * operation.
 *
 * <p>While an operation or an attempt runs, its observation is current in the thread of the call. Afterwards, the
 * observation from before is current again.
 *
 * <p>To change names and key values, add a convention for {@link OperationContext} or {@link AttemptContext} to the
 * registry. With {@link ObservationRegistry#NOOP} or a registry without handlers, nothing is observed.
 */
public final class CloudJobsObservations implements CallListener {
    private static final CallListener NOTHING = new CallListener() {};

    private final ObservationRegistry observations;
    private final @Nullable ClientMeters meters;

    private CloudJobsObservations(ObservationRegistry observations, @Nullable ClientMeters meters) {
        this.observations = observations;
        this.meters = meters;
    }

    /**
     * Creates a listener that observes calls.
     *
     * @param observations the registry for the observations
     * @return the listener
     */
    public static CloudJobsObservations of(ObservationRegistry observations) {
        return new CloudJobsObservations(Objects.requireNonNull(observations, "observations"), null);
    }

    /**
     * Creates a listener that observes calls, and measures the state of their clients: the gauges {@code
     * cloudjobs.retry.budget} (from 0 to 1) and {@code cloudjobs.token.age}, and the counter {@code cloudjobs.tokens} of
     * the tokens that the clients have received. Their tag {@code server.address} is the host of the endpoint. If several
     * open clients have the same host, the gauges show the lowest budget and the oldest token.
     *
     * @param observations the registry for the observations
     * @param meters the registry for the state of the clients
     * @return the listener
     */
    public static CloudJobsObservations of(ObservationRegistry observations, MeterRegistry meters) {
        Objects.requireNonNull(observations, "observations");
        return new CloudJobsObservations(observations, new ClientMeters(Objects.requireNonNull(meters, "meters")));
    }

    @Override
    public CallListener operationStarted(OperationStart event) {
        if (meters == null && observations.isNoop()) {
            return NOTHING;
        }
        return new ObservedOperation(observations, meters, event);
    }

    @Override
    public String toString() {
        return "CloudJobsObservations";
    }
}
