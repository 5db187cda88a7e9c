package io.cloudjobs.samples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class WorkerGaugesTest {
    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .build();
    private final JdbcConnectionPool database = WorkerTable.create();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();

    private PrintTaskWorker worker;

    @AfterEach
    void close() {
        worker.close();
        database.dispose();
        print.close();
        emulator.close();
    }

    private void start() {
        worker = PrintTaskWorker.builder(print, database)
                .taskDefinition(emulator.print().taskDefinitionId())
                .handler(held -> Decision.hold())
                .start();
        new WorkerGauges(
                        () -> {
                            queries.incrementAndGet();
                            return worker.status();
                        },
                        nanos::get)
                .bindTo(registry);
    }

    private double jobs(String state) {
        return registry.get("print.worker.jobs").tag("state", state).gauge().value();
    }

    private void scrape() {
        registry.getMeters().forEach(meter -> ((Gauge) meter).value());
    }

    @Test
    void aHeldJobIsCounted() {
        emulator.print().holdJob();
        start();
        while (worker.status().count(PrintTaskEntry.State.HELD) == 0) {
            Thread.onSpinWait();
        }

        assertEquals(1, jobs("HELD"));
        assertEquals(0, jobs("GIVEN_UP"));
        assertEquals(0, registry.get("print.worker.running").gauge().value());
        assertEquals(0, registry.get("print.worker.delay").timeGauge().value(TimeUnit.SECONDS));
        assertTrue(registry.get("print.worker.poll.age").timeGauge().value(TimeUnit.SECONDS) >= 0);
    }

    @Test
    void oneQueryIsSufficientForAllGauges() {
        start();
        scrape();
        scrape();
        assertEquals(1, queries.get());

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(6));
        scrape();
        assertEquals(2, queries.get());
    }

    /** Also one query: a database that is down makes each one slow. */
    @Test
    void aDatabaseThatFailsHasNoNumbers() {
        start();
        WorkerTable.drop(database);

        scrape();

        assertEquals(Double.NaN, jobs("HELD"));
        assertEquals(Double.NaN, registry.get("print.worker.delay").timeGauge().value(TimeUnit.SECONDS));
        assertEquals(1, queries.get());
    }
}
