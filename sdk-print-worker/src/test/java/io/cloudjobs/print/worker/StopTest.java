package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.testkit.Eventually;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.postgresql.ds.PGSimpleDataSource;

/** Stops workers in the middle of their work. */
@Isolated("counts threads")
@Timeout(300)
class StopTest {
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("db-scheduler")
                        || thread.getName().startsWith("print-worker"))
                .collect(Collectors.toSet());
    }

    private static void assertNoThreads() {
        Eventually.await(() -> threads().isEmpty()); // a thread that has ended its work still lives for a moment
        assertThat(threads()).isEmpty();
    }

    @Test
    void aStepInProgressEndsAndNoOtherBegins() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (TestService service = new TestService()) {
            service.hold(9);
            DataSource database = service.database(TestDatabase.H2);
            PrintTaskWorker worker =
                    service.start(service.worker(database).concurrency(1).handler(held -> {
                        begun.countDown();
                        go.await();
                        return Decision.release();
                    }));
            begun.await();
            Thread closing = new Thread(worker::close);
            closing.start();
            Eventually.await(() -> closing.getState() == Thread.State.TIMED_WAITING);
            assertThat(closing.isAlive()).as("waits for the step").isTrue();
            go.countDown();
            closing.join();
            assertThat(service.releases()).isEqualTo(1);
            assertNoThreads();
            PrintTaskWorker other = service.start(service.worker(database).takeOverAfter(Duration.ofHours(1)));
            service.awaitReleases(10);
            service.awaitEnd(other);
            assertThat(service.releases()).isEqualTo(10);
        }
    }

    @Test
    void aPausedWorkerStoresAndLeavesTheJobsToOthers() {
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.POSTGRESQL);
            Queue<PrintTaskEvent> events = new ConcurrentLinkedQueue<>();
            PrintTaskWorker paused = service.closing(
                    service.worker(database).listener(events::add).startPaused());
            PrintTaskWorker other = service.start(service.worker(database));
            service.awaitReleases(1);
            service.awaitEnd(other);
            other.close();
            HeldJob job = service.hold(1).get(0);
            assertThat(paused.decide(new PrintJobLink(job.printerId(), job.jobId()), Decision.release()))
                    .isTrue();
            assertThat(paused.entries()).hasSize(1);
            assertThat(events).isEmpty();

            paused.resume();
            service.awaitReleases(2);
            service.awaitEnd(paused);
            paused.pause();
            assertThat(service.releases()).isEqualTo(2);
        }
    }

    @Test
    void aPausedWorkerEndsItsStepsAndBeginsNoOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.POSTGRESQL);
            Queue<PrintTaskEvent> events = new ConcurrentLinkedQueue<>();
            PrintTaskWorker worker =
                    service.start(service.worker(database).listener(events::add).handler(held -> {
                        begun.countDown();
                        go.await();
                        return Decision.release();
                    }));
            begun.await();
            worker.pause();
            HeldJob next = service.hold(5).get(0);
            assertThat(worker.decide(new PrintJobLink(next.printerId(), next.jobId()), Decision.release()))
                    .isTrue();
            go.countDown();
            service.awaitEnd(service.start(service.worker(database)));
            service.awaitReleases(6);
            assertThat(events.stream().filter(event -> event.type() == PrintTaskEvent.Type.CLAIMED))
                    .hasSize(1);
            assertThat(events.stream().filter(event -> event.type() == PrintTaskEvent.Type.SETTLED))
                    .hasSize(1);
        }
    }

    @Test
    void aClosedWorkerCannotResume() {
        try (TestService service = new TestService()) {
            PrintTaskWorker worker =
                    service.worker(service.database(TestDatabase.H2)).startPaused();
            worker.close();
            worker.pause();
            assertThatThrownBy(worker::resume)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the worker is closed");
            assertNoThreads();
        }
    }

    @Test
    void aStepThatIsInterruptedIsGivenBackAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean isInterrupted = new AtomicBoolean();
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.H2);
            PrintTaskWorker worker = service.start(service.worker(database)
                    .shutdownTimeout(Duration.ofMillis(50))
                    .takeOverAfter(Duration.ofHours(1))
                    .handler(held -> {
                        begun.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            isInterrupted.set(true);
                            throw e;
                        }
                        return Decision.release();
                    }));
            begun.await();
            worker.close();
            assertThat(isInterrupted).isTrue();
            assertNoThreads();
            PrintTaskWorker other = service.start(service.worker(database).takeOverAfter(Duration.ofHours(1)));
            service.awaitEnd(other);
            assertThat(service.releases()).isEqualTo(1);
            assertThat(service.events(PrintTaskEvent.Type.FAILED)).isZero();
        }
    }

    @Test
    void aStepThatIgnoresItsInterruptIsGivenBackAndSendsNothingMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Thread> handling = new AtomicReference<>();
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.POSTGRESQL);
            PrintTaskWorker worker = service.start(service.worker(database)
                    .shutdownTimeout(Duration.ofMillis(50))
                    .takeOverAfter(Duration.ofHours(1))
                    .handler(held -> {
                        handling.set(Thread.currentThread());
                        begun.countDown();
                        while (go.getCount() > 0) {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                // ignored
                            }
                        }
                        return Decision.abort("too late");
                    }));
            begun.await();
            worker.close();
            Eventually.await(() -> threads().size() == 1);
            assertThat(threads())
                    .singleElement()
                    .satisfies(thread -> assertThat(thread.isDaemon()).isTrue());
            PrintTaskWorker other = service.start(
                    service.worker(database).takeOverAfter(Duration.ofHours(1)).handler(held -> Decision.hold()));
            Eventually.await(() -> other.status().count(PrintTaskEntry.State.HELD) == 1);
            go.countDown();
            handling.get().join();
            assertThat(other.status().count(PrintTaskEntry.State.HELD)).isEqualTo(1);
            assertThat(service.requests("POST", "/abort")).isZero();
        }
    }

    @Test
    void aHandlerMayCloseItsWorker() throws Exception {
        try (TestService service = new TestService()) {
            AtomicReference<PrintTaskWorker> worker = new AtomicReference<>();
            CountDownLatch started = new CountDownLatch(1);
            worker.set(service.start(
                    service.worker(service.database(TestDatabase.H2)).handler(held -> {
                        started.await();
                        worker.get().close();
                        return Decision.release();
                    })));
            started.countDown();
            service.awaitReleases(1);
            assertNoThreads();
            assertThat(service.releases()).isEqualTo(1);
        }
    }

    @Test
    void aClosedWorkerSaysSo() throws Exception {
        try (TestService service = new TestService()) {
            PrintTaskWorker worker = service.start(service.worker(service.database(TestDatabase.H2)));
            worker.close();
            worker.close();
            assertThatThrownBy(worker::entries)
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("the worker is closed");
            assertThatThrownBy(worker::status).isExactlyInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> worker.accept("{\"value\":[]}")).isExactlyInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> worker.decide(new PrintJobLink("p", "1"), Decision.release()))
                    .isExactlyInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void manyWorkersLeaveNoThreadAndNoConnection() throws Exception {
        try (TestService service = new TestService()) {
            JdbcConnectionPool pool = service.pool(TestDatabase.H2.create(), 10);
            for (int i = 0; i < 20; i++) {
                PrintTaskWorker.builder(service.print)
                        .taskDefinition(service.definitionId)
                        .handler(held -> Decision.hold())
                        .start()
                        .close();
                service.worker(pool).handler(held -> Decision.hold()).start().close();
            }
            assertNoThreads();
            assertThat(pool.getActiveConnections()).isZero();
        }
    }

    @Test
    void aCloseReturnsWhileTheDatabaseHangs() throws Exception {
        try (TestService service = new TestService()) {
            PGSimpleDataSource direct = (PGSimpleDataSource) TestDatabase.POSTGRESQL.create();
            TcpProxy proxy = service.closing(new TcpProxy(direct.getPortNumbers()[0]));
            PGSimpleDataSource database = TestDatabase.postgresql(direct.getDatabaseName(), proxy.port());
            database.setSocketTimeout(3);
            PrintTaskWorker worker = service.start(service.worker(database).shutdownTimeout(Duration.ofSeconds(1)));
            service.awaitEnd(worker);
            proxy.hang();
            worker.close();
            proxy.pass();
            assertNoThreads();
        }
    }

    @Test
    void anInterruptedCloseStopsAtOnceAndKeepsTheInterrupt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger interrupts = new AtomicInteger();
        try (TestService service = new TestService()) {
            DataSource database = service.database(TestDatabase.H2);
            PrintTaskWorker worker = service.start(service.worker(database)
                    .shutdownTimeout(Duration.ofHours(1))
                    .handler(held -> {
                        begun.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            interrupts.incrementAndGet();
                        }
                        return Decision.release();
                    }));
            begun.await();
            AtomicBoolean keeps = new AtomicBoolean();
            Thread closing = new Thread(() -> {
                Thread.currentThread().interrupt();
                worker.close();
                keeps.set(Thread.currentThread().isInterrupted());
            });
            closing.start();
            closing.join();
            assertThat(keeps).isTrue();
            assertThat(interrupts).hasValue(1);
            assertNoThreads();
            service.awaitEnd(service.start(service.worker(database).takeOverAfter(Duration.ofHours(1))));
            assertThat(service.releases()).isEqualTo(1);
        }
    }
}
