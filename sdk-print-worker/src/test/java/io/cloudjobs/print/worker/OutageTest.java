package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.testkit.Eventually;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database goes away and comes back. */
@Order(1)
@Timeout(300)
class OutageTest {
    private TestService service;
    private PGSimpleDataSource direct;
    private PGSimpleDataSource database;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws Exception {
        service = new TestService();
        direct = (PGSimpleDataSource) TestDatabase.POSTGRESQL.create();
        proxy = service.closing(new TcpProxy(direct.getPortNumbers()[0]));
        database = TestDatabase.postgresql(direct.getDatabaseName(), proxy.port());
    }

    @AfterEach
    void close() throws Exception {
        proxy.pass();
        service.close();
    }

    enum Moment {
        IN_THE_HANDLER,
        AFTER_THE_POLL,
        AFTER_SENDING
    }

    @ParameterizedTest
    @EnumSource
    void eachJobHasOneEffectWhenTheDatabaseIsAwayForLongerThanTakeOverAfter(Moment moment) {
        AtomicBoolean cuts = new AtomicBoolean();
        Runnable cut = () -> {
            if (cuts.getAndSet(false)) {
                proxy.cut();
            }
        };
        service.afterRequest = request -> {
            if (moment == Moment.AFTER_THE_POLL && isOf(request, "GET", "/tasks")
                    || moment == Moment.AFTER_SENDING && isOf(request, "PATCH", "/tasks/{taskId}")) {
                cut.run();
            }
        };
        PrintTaskWorker.Builder settings = service.worker(database).pollInterval(Duration.ofMillis(300));
        PrintTaskWorker worker = service.start(settings.handler(held -> {
            if (moment == Moment.IN_THE_HANDLER) {
                cut.run();
            }
            return Decision.release();
        }));
        PrintTaskWorker other = service.start(settings);
        cuts.set(true);
        service.hold(4);
        Eventually.await(() -> proxy.refused() >= 20); // each worker asks once a second, or more often
        assertThat(cuts).isFalse();
        proxy.pass();
        service.awaitReleases(5);
        service.awaitEnd(worker);
        service.awaitEnd(other);
        assertThat(service.releases()).isEqualTo(5);
        service.hold(1);
        service.awaitReleases(6);
        assertThat(service.releases()).as("goes on without a restart").isEqualTo(6);
    }

    private static boolean isOf(AttemptEvent request, String method, String end) {
        return request.method().equals(method) && request.pathTemplate().endsWith(end);
    }

    private static String notification(HeldJob job) {
        return "{\"value\":[{\"changeType\":\"created\",\"resource\":\"print/taskDefinitions('" + job.taskDefinitionId()
                + "')/tasks('" + job.taskId() + "')\"}]}";
    }

    @Test
    void acceptFailsAndStoresNothing() {
        PrintTaskWorker worker = service.start(service.worker(database).pollInterval(Duration.ofHours(1)));
        service.awaitReleases(1);
        service.awaitEnd(worker);
        HeldJob job = service.hold(1).get(0);
        proxy.cut();
        assertThatThrownBy(() -> worker.accept(notification(job)))
                .isExactlyInstanceOf(PrintWorkerException.class)
                .hasMessageStartingWith("the database of the worker failed: ");
        assertThatThrownBy(worker::entries).isExactlyInstanceOf(PrintWorkerException.class);
        assertThatThrownBy(worker::status).isExactlyInstanceOf(PrintWorkerException.class);
        assertThatThrownBy(() -> worker.decide(service.task(job), Decision.release()))
                .isExactlyInstanceOf(PrintWorkerException.class);
        proxy.pass();
        assertThat(worker.entries()).isEmpty();
        assertThat(worker.accept(notification(job))).isEqualTo(1);
        service.awaitReleases(2);
        service.awaitEnd(worker);
        assertThat(service.releases()).isEqualTo(2);
        assertThat(service.polls()).isEqualTo(1);
    }

    @Test
    void aWorkerDoesNotStartWithoutItsDatabase() {
        proxy.cut();
        assertThatThrownBy(() -> service.worker(database).start())
                .isExactlyInstanceOf(PrintWorkerException.class)
                .hasMessageStartingWith("the database of the worker failed: ");
        assertThat(service.requests).isEmpty();
    }

    @Test
    void aWorkerThatIsCutOffLosesItsClaimAndSendsNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        PrintTaskWorker slow = service.start(service.worker(database).handler(held -> {
            begun.countDown();
            go.await();
            return Decision.abort("too late");
        }));
        begun.await();
        proxy.hang(); // heartbeats do not arrive, but the worker lives
        PrintTaskWorker other = service.start(service.worker(direct).handler(held -> Decision.hold()));
        assertThat(other.status().running()).as("not before its time").isEqualTo(1);
        Eventually.await(() -> other.status().count(PrintTaskEntry.State.HELD) == 1);
        assertThat(other.status().count(PrintTaskEntry.State.HELD)).isEqualTo(1);
        proxy.pass();
        go.countDown();
        slow.close(); // waits for the step
        assertThat(service.requests("POST", "/abort")).isZero();
        assertThat(other.status().count(PrintTaskEntry.State.HELD)).isEqualTo(1);
    }
}
