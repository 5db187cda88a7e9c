package io.cloudjobs.samples.spring;

import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.print.worker.PrintTaskWorkerStatus;
import io.cloudjobs.print.worker.PrintWorkerException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.stereotype.Component;

/** Publishes the numbers of the worker, if the application has Micrometer. All gauges of a scrape share one query. */
@Component
@ConditionalOnClass(MeterBinder.class)
class WorkerGauges implements MeterBinder {
    private static final long FRESH = Duration.ofSeconds(5).toNanos();

    private final Supplier<PrintTaskWorkerStatus> source;
    private final LongSupplier nanoTime;
    private PrintTaskWorkerStatus last; // null: the database failed
    private Long readAt;

    @Autowired
    WorkerGauges(PrintTaskWorker worker) {
        this(worker::status, System::nanoTime);
    }

    WorkerGauges(Supplier<PrintTaskWorkerStatus> source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (PrintTaskEntry.State state : PrintTaskEntry.State.values()) {
            Gauge.builder("print.worker.jobs", () -> number(status -> status.count(state)))
                    .tag("state", state.name())
                    .register(registry);
        }
        Gauge.builder("print.worker.running", () -> number(PrintTaskWorkerStatus::running))
                .register(registry);
        TimeGauge.builder("print.worker.delay", () -> number(status -> age(status.oldestDueAt(), 0)), TimeUnit.SECONDS)
                .register(registry);
        TimeGauge.builder(
                        "print.worker.poll.age",
                        () -> number(status -> age(status.lastPollAt(), Double.NaN)),
                        TimeUnit.SECONDS)
                .register(registry);
    }

    private static double age(Instant since, double none) {
        return since == null ? none : Duration.between(since, Instant.now()).toMillis() / 1000.0;
    }

    private synchronized double number(ToDoubleFunction<PrintTaskWorkerStatus> number) {
        if (readAt == null || nanoTime.getAsLong() - readAt > FRESH) {
            try {
                last = source.get();
            } catch (PrintWorkerException e) {
                last = null;
            }
            readAt = nanoTime.getAsLong();
        }
        return last == null ? Double.NaN : number.applyAsDouble(last);
    }
}
