package io.cloudjobs.micrometer;

import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Measures the events of a worker for held print jobs. Set it as the listener of the worker:
 *
 * <pre>{@code
 * PrintTaskWorker.Builder worker = PrintTaskWorker.builder(print).listener(PrintTaskMeters.of(meterRegistry));
 * }</pre>
 *
 * <p>The timer {@code cloudjobs.worker.events} counts the events, and sums their {@link PrintTaskEvent#duration()}.
 * Its tags are {@code type} (for example {@code settled}), {@code decision} (for example {@code release}, or {@code none})
 * and {@code error} (the class of the problem, or {@code none}).
 *
 * <p>It needs {@code sdk-print-worker}. Without that artifact, do not use this class.
 */
@SuppressWarnings("exports") // the worker is optional
public final class PrintTaskMeters implements Consumer<PrintTaskEvent> {
    private static final String NONE = "none";

    private final MeterRegistry meters;

    private PrintTaskMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Creates a listener that measures the events of a worker.
     *
     * @param meters the registry
     * @return the listener
     */
    public static PrintTaskMeters of(MeterRegistry meters) {
        return new PrintTaskMeters(Objects.requireNonNull(meters, "meters"));
    }

    @Override
    public void accept(PrintTaskEvent event) {
        Decision decision = event.decision();
        Throwable problem = event.problem();
        Timer.builder("cloudjobs.worker.events")
                .description("The events of the worker for held jobs")
                .tag("type", lower(event.type()))
                .tag("decision", decision == null ? NONE : lower(decision.kind()))
                .tag("error", problem == null ? NONE : problem.getClass().getSimpleName())
                .register(meters)
                .record(event.duration());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "PrintTaskMeters";
    }
}
