package io.cloudjobs.print.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.testkit.Eventually;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The poll, and the subscription. */
@Timeout(300)
class HousekeepingTest {
    private static final String HUB =
            "EventHub:https://ns.servicebus.windows.net/eventhubname/hub?tenantId=contoso.com";

    private final TestService service = new TestService();
    private final DataSource database = service.database(TestDatabase.H2);

    @AfterEach
    void close() throws Exception {
        service.close();
    }

    private PrintTaskWorker.Builder holding() {
        return service.worker(database).handler(held -> Decision.hold());
    }

    @Test
    void onlyOneOfTheWorkersPollsAndEachAtItsStart() {
        List<Long> times = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3; i++) {
            long before = service.polls();
            service.start(holding().pollInterval(Duration.ofSeconds(1)));
            Eventually.await(() -> service.polls() > before);
            assertThat(service.polls()).as("at once").isGreaterThan(before);
        }
        service.afterRequest = request -> {
            if (request.pathTemplate().endsWith("/tasks")) {
                times.add(System.nanoTime());
            }
        };
        Eventually.await(() -> times.size() >= 6);
        assertThat(times).hasSizeGreaterThanOrEqualTo(6);
        // Three workers that each poll would take less than two seconds. The interval differs by up to a fifth.
        assertThat(Duration.ofNanos(times.get(5) - times.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(4 * 800));
    }

    @Test
    void eachPollIntervalIsRandomByAFifth() {
        Engine engine = service.start(holding().pollInterval(Duration.ofHours(1000)), Time.SYSTEM);
        Set<Long> minutes = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            Eventually.await(() -> minutesUntil("poll/%") > 60);
            minutes.add(minutesUntil("poll/%"));
            engine.rows().wake(engine.names().poll());
        }
        assertThat(minutes)
                .hasSizeGreaterThan(1)
                .allSatisfy(one -> assertThat(one).isBetween(799L * 60, 1200L * 60));
    }

    @Test
    void aPollOfManyHeldJobsWritesNothing() throws Exception {
        service.hold(249);
        AtomicInteger inserts = new AtomicInteger();
        AtomicInteger updates = new AtomicInteger();
        DataSource counting = counting(inserts, updates);
        Engine engine = service.start(
                service.worker(counting).pollInterval(Duration.ofHours(1)).handler(held -> Decision.hold()),
                Time.SYSTEM);
        Rows rows = engine.rows();
        Eventually.await(() -> rows.jobs().stream()
                        .filter(row -> row.state().held && !row.isRunning())
                        .count()
                == 250);
        assertThat(service.polls()).as("three pages").isEqualTo(3);
        inserts.set(0);
        updates.set(0);
        rows.wake(engine.names().poll());
        Eventually.await(() -> service.events(PrintTaskEvent.Type.POLLED) == 2 && updates.get() >= 3);
        assertThat(service.polls()).isEqualTo(6);
        assertThat(inserts).hasValue(0);
        assertThat(updates).as("wakes, claims and completes the poll").hasValue(3);
    }

    private DataSource counting(AtomicInteger inserts, AtomicInteger updates) {
        Consumer<String> count = sql -> {
            String lower = sql.toLowerCase(Locale.ROOT);
            if (lower.startsWith("insert")) {
                inserts.incrementAndGet();
            } else if (lower.startsWith("update") && !lower.contains("set last_heartbeat")) {
                updates.incrementAndGet();
            }
        };
        return proxy(DataSource.class, database, count);
    }

    /** Tells each statement that a connection prepares. */
    private static <T> T proxy(Class<T> type, T target, Consumer<String> statements) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.accept((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        return result instanceof Connection connection
                                ? proxy(Connection.class, connection, statements)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    void aJobThatEndsWhileItIsHeldDisappearsWithThePoll() {
        HeldJob job = service.hold(1).get(0);
        PrintTaskWorker worker = service.start(holding().pollInterval(Duration.ofMillis(500)));
        Eventually.await(() -> worker.status().count(PrintTaskEntry.State.HELD) == 2);
        service.print.printer(job.printerId()).job(job.jobId()).abort();
        Eventually.await(() -> worker.entries().size() == 1);
        assertThat(worker.entries()).hasSize(1);
        Eventually.await(() -> service.events(PrintTaskEvent.Type.ENDED) == 1);
        assertThat(service.events(PrintTaskEvent.Type.ENDED)).isEqualTo(1);
    }

    @Test
    void aListThatFailsIsToldAndReadAgain() {
        service.emulator.print().failNext(3, Fault.unavailable());
        PrintTaskWorker worker = service.start(holding().pollInterval(Duration.ofMillis(500)));
        Eventually.await(() -> worker.status().count(PrintTaskEntry.State.HELD) == 1);
        assertThat(worker.status().count(PrintTaskEntry.State.HELD)).isEqualTo(1);
        assertThat(service.events(PrintTaskEvent.Type.POLL_FAILED)).isEqualTo(1);
        assertThat(worker.status().lastPollAt()).isNotNull();
    }

    @Test
    void oneWorkerSubscribesAndThenReadsTheListAgain() {
        PrintTaskWorker one =
                service.start(holding().subscription(HUB, "secret").pollInterval(Duration.ofHours(1)));
        Eventually.await(() -> service.events(PrintTaskEvent.Type.POLLED) == 2);
        assertThat(service.events(PrintTaskEvent.Type.SUBSCRIBED)).isEqualTo(1);
        assertThat(service.events(PrintTaskEvent.Type.POLLED)).isEqualTo(2);
        assertThat(service.requests("POST", "/subscriptions")).isEqualTo(1);
        assertThat(one.status().subscribedUntil()).isNotNull();

        PrintTaskWorker other =
                service.start(holding().subscription(HUB, "secret").pollInterval(Duration.ofHours(1)));
        Eventually.await(() ->
                service.events(PrintTaskEvent.Type.SUBSCRIBED) == 2 && service.events(PrintTaskEvent.Type.POLLED) == 3);
        assertThat(service.requests("POST", "/subscriptions")).as("it is there").isEqualTo(1);

        // Without a reauthorization, the service stops its notifications.
        long before = service.requests("POST", "/reauthorize");
        service.emulator.print().requireReauthorization();
        for (String body : service.emulator.print().deliveries(HUB)) {
            other.accept(body);
        }
        Eventually.await(() -> service.requests("POST", "/reauthorize") > before);
        assertThat(service.requests("POST", "/reauthorize")).isEqualTo(before + 1);
        assertThat(service.events(PrintTaskEvent.Type.POLLED))
                .as("at the start only")
                .isEqualTo(3);
    }

    /** The notification that asks for it may be lost, and another program may delete the subscription. */
    @Test
    void theSubscriptionIsCheckedWithinTheHour() throws Exception {
        service.start(holding().subscription(HUB, "secret").pollInterval(Duration.ofHours(1)));
        Eventually.await(() -> service.events(PrintTaskEvent.Type.SUBSCRIBED) == 1);
        Eventually.await(() -> minutesUntil("subscription/%") > 50);
        assertThat(minutesUntil("subscription/%")).isBetween(50L, 60L);
        assertThat(service.requests("POST", "/reauthorize")).as("it is new").isZero();
    }

    /** Returns the time until a row is due; 0 if it is in progress. */
    private long minutesUntil(String name) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT DATEDIFF(MINUTE, CURRENT_TIMESTAMP, execution_time)"
                        + " FROM cloudjobs_print_tasks WHERE task_name LIKE '" + name + "' AND NOT picked")) {
            return row.next() ? row.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another program has created it, or a worker that died before it could read the list. */
    @Test
    void aSubscriptionThatNoWorkerKnowsCausesAPoll() {
        service.print
                .subscriptions()
                .create(NewPrintSubscription.forTasks(service.definitionId)
                        .notificationUrl(HUB)
                        .lifecycleNotificationUrl(HUB)
                        .clientState("secret")
                        .build());
        service.start(holding().subscription(HUB, "secret").pollInterval(Duration.ofHours(1)));
        Eventually.await(() -> service.events(PrintTaskEvent.Type.POLLED) == 2);
        assertThat(service.events(PrintTaskEvent.Type.POLLED)).isEqualTo(2);
        assertThat(service.requests("POST", "/subscriptions"))
                .as("of this test")
                .isEqualTo(1);
    }

    @Test
    void aSubscriptionThatIsRefusedIsToldAndTriedAgain() {
        service.start(holding().subscription("https://127.0.0.1:1/notifications", "secret"));
        Eventually.await(() -> service.events(PrintTaskEvent.Type.SUBSCRIPTION_FAILED) == 1);
        assertThat(service.events(PrintTaskEvent.Type.SUBSCRIBED)).isZero();
        assertThat(service.events(PrintTaskEvent.Type.POLLED))
                .as("the poll goes on")
                .isPositive();
    }

    @Test
    void aWorkerWithoutASubscriptionLeavesTheSubscriptionOfOthersAlone() {
        PrintTaskWorker old = service.start(holding().pollInterval(Duration.ofMillis(300)));
        PrintTaskWorker worker =
                service.start(holding().subscription(HUB, "secret").concurrency(1));
        Eventually.await(() -> service.events(PrintTaskEvent.Type.SUBSCRIBED) == 1);
        worker.close();
        TestDatabase.execute(
                database,
                "UPDATE cloudjobs_print_tasks SET execution_time = CURRENT_TIMESTAMP WHERE task_name LIKE 'subscription/%'");
        long polls = service.polls();
        Eventually.await(() -> service.polls() > polls + 1);
        assertThat(old.status().lastPollAt()).isNotNull();
        service.start(holding().subscription(HUB, "secret"));
        Eventually.await(() -> service.events(PrintTaskEvent.Type.SUBSCRIBED) == 2);
        assertThat(service.events(PrintTaskEvent.Type.SUBSCRIBED)).isEqualTo(2);
        assertThat(service.requests("POST", "/subscriptions")).isEqualTo(1);
    }
}
