package io.cloudjobs.print.worker;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The emulator, a client that notes its requests, and workers that the test closes. */
final class TestService implements AutoCloseable {
    final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    final List<AttemptEvent> requests = new CopyOnWriteArrayList<>();
    final List<PrintTaskEvent> events = new CopyOnWriteArrayList<>();
    final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .listener(new CallListener() {
                @Override
                public void attemptEnded(AttemptEvent event) {
                    requests.add(event);
                    afterRequest.accept(event);
                }
            })
            .build();
    volatile Consumer<AttemptEvent> afterRequest = request -> {};
    private final List<AutoCloseable> opened = new ArrayList<>();
    final String definitionId = emulator.print().holdJob().taskDefinitionId();

    /** Starts with one held job, which the definition comes from; the test may add more. */
    TestService() {
        opened.add(print);
        opened.add(emulator);
    }

    /** Closes something before the client and the emulator. */
    <T extends AutoCloseable> T closing(T resource) {
        opened.add(0, resource);
        return resource;
    }

    /** Returns a new database with the table, and a pool of its connections. */
    DataSource database(TestDatabase kind) {
        return pool(kind.create(), 10);
    }

    /** Returns a pool that is closed at the end of the test. */
    JdbcConnectionPool pool(DataSource database, int connections) {
        JdbcConnectionPool pool = TestDatabase.pool(database, connections);
        closing(pool::dispose);
        return pool;
    }

    /** Returns the settings of a worker that releases all jobs. */
    PrintTaskWorker.Builder worker(DataSource database) {
        return PrintTaskWorker.builder(print, database)
                .taskDefinition(definitionId)
                .takeOverAfter(Duration.ofSeconds(3))
                .listener(events::add)
                .handler(held -> Decision.release());
    }

    /** Starts a worker, which is closed at the end of the test. */
    PrintTaskWorker start(PrintTaskWorker.Builder worker) {
        return closing(worker.start());
    }

    /** Starts an engine with another clock. */
    Engine start(PrintTaskWorker.Builder worker, Time time) {
        return closing(Engine.start(worker, time));
    }

    List<HeldJob> hold(int jobs) {
        List<HeldJob> held = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            held.add(emulator.print().holdJob());
        }
        return held;
    }

    PrintTaskLink task(HeldJob job) {
        return new PrintTaskLink(job.taskDefinitionId(), job.taskId());
    }

    /** Returns the number of requests of a method whose path ends in this way. */
    long requests(String method, String end) {
        return requests.stream()
                .filter(request -> request.method().equals(method)
                        && request.pathTemplate().endsWith(end))
                .count();
    }

    /** Returns the number of releases. */
    long releases() {
        return requests("PATCH", "/tasks/{taskId}");
    }

    /** Returns the number of reads of the list of tasks. */
    long polls() {
        return requests("GET", "/tasks");
    }

    long events(PrintTaskEvent.Type type) {
        return events.stream().filter(event -> event.type() == type).count();
    }

    /** Waits until this number of jobs has been released. */
    void awaitReleases(int jobs) {
        Eventually.await(() -> releases() >= jobs);
    }

    /** Waits until the service holds no more jobs, and no entries are left. */
    void awaitEnd(PrintTaskWorker worker) {
        Eventually.await(() -> worker.entries().isEmpty());
    }

    @Override
    public void close() {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
