package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.worker.BuilderSettings;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.HeldPrintJob;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskEvent;
import io.cloudjobs.print.worker.PrintTaskHandler;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

class PrintWorkerAutoConfigurationTest {
    private CloudJobsEmulator emulator;
    private WorkerDatabase database;
    private ApplicationContextRunner application;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        database = new WorkerDatabase();
        application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        EmulatorAutoConfiguration.class,
                        PrintAutoConfiguration.class,
                        PrintWorkerAutoConfiguration.class))
                .withPropertyValues(
                        "cloudjobs.print.endpoint=" + emulator.print().endpoint(),
                        "cloudjobs.print.credential.token=" + emulator.print().token());
    }

    @AfterEach
    void stop() {
        database.close();
        emulator.close();
    }

    private ApplicationContextRunner configured() {
        return application.withPropertyValues(
                "cloudjobs.print.worker.task-definition=" + emulator.print().taskDefinitionId());
    }

    private ApplicationContextRunner worker(PrintTaskHandler handler) {
        return configured()
                .withBean(PrintTaskHandler.class, () -> handler)
                .withBean("dataSource", DataSource.class, database::open);
    }

    private boolean isCompleted(ApplicationContext context, HeldJob job) {
        return context.getBean(PrintJobClient.class)
                .printer(job.printerId())
                .job(job.jobId())
                .get()
                .status()
                .state()
                .equals(PrintJobProcessingState.COMPLETED);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Test
    void aHandlerAndADefinitionReleaseAJob() {
        HeldJob job = emulator.print().holdJob();

        worker(held -> Decision.release()).run(context -> {
            Eventually.await(() -> isCompleted(context, job));

            assertThat(isCompleted(context, job)).isTrue();
            assertThat(context.getBean(PrintTaskWorker.class))
                    .hasToString("PrintTaskWorker[taskDefinition=" + job.taskDefinitionId() + "]");
            Eventually.await(() -> database.rows("job/" + job.taskDefinitionId()) == 0);
            assertThat(database.rows("job/" + job.taskDefinitionId())).isZero();
            assertThat(database.rows("poll/" + job.taskDefinitionId())).isEqualTo(1);
        });
    }

    /** Two machines on one database: each job is decided once. */
    @Test
    void twoApplicationsShareTheJobs() {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        AtomicInteger settled = new AtomicInteger();
        PrintTaskHandler handler = held -> {
            asked.add(held.task().id());
            return Decision.release();
        };
        List<HeldJob> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            jobs.add(emulator.print().holdJob());
        }
        ApplicationContextRunner machine = worker(handler)
                .withBean(
                        PrintTaskWorkerCustomizer.class,
                        () -> builder -> builder.listener(event -> {
                            if (event.type() == PrintTaskEvent.Type.SETTLED) {
                                settled.incrementAndGet();
                            }
                        }));

        machine.run(one -> machine.run(other -> {
            Eventually.await(() -> settled.get() == jobs.size());

            assertThat(jobs)
                    .allSatisfy(job -> assertThat(isCompleted(other, job)).isTrue());
            assertThat(settled).hasValue(jobs.size());
            assertThat(asked)
                    .containsExactlyInAnyOrderElementsOf(
                            jobs.stream().map(HeldJob::taskId).toList());
            assertThat(one.getBean(PrintTaskWorker.class).entries()).isEmpty();
            assertThat(other.getBean(PrintTaskWorker.class).entries()).isEmpty();
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "table-name,       printing.tasks,                       printing.tasks",
        "concurrency,      3,                                    3",
        "max-attempts,     4,                                    4",
        "poll-interval,    30s,                                  PT30S",
        "take-over-after,  90s,                                  PT1M30S",
        "settle-time,      5m,                                   PT5M",
        "shutdown-timeout, 7,                                    PT0.007S",
        "client-state,     guess me,                             guess me",
    })
    void eachPropertyReachesTheBuilder(String property, String value, String expected) {
        Map<String, String> before = settings();
        Map<String, String> after = settings("cloudjobs.print.worker." + property + "=" + value);

        assertThat(before.put(property, expected)).isNotEqualTo(expected);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void aNotificationUrlReachesTheBuilder() {
        assertThat(settings(
                        "cloudjobs.print.worker.notification-url=https://shop.example/notifications",
                        "cloudjobs.print.worker.client-state=secret"))
                .containsEntry("notification-url", "https://shop.example/notifications")
                .containsEntry("client-state", "secret");
    }

    /** Starts no worker: the customizer stops the start when it has the builder. */
    private Map<String, String> settings(String... properties) {
        List<Map<String, String>> settings = new ArrayList<>();
        worker(held -> Decision.hold())
                .withPropertyValues(properties)
                .withBean(PrintTaskWorkerCustomizer.class, () -> builder -> {
                    settings.add(BuilderSettings.of(builder));
                    throw new IllegalStateException("seen");
                })
                .run(context -> assertThat(root(context.getStartupFailure())).hasMessage("seen"));
        return settings.get(0);
    }

    /** With {@code client-state}, a notification without it is a stranger's. */
    @Test
    void notificationsNeedTheClientState() {
        HeldJob job = emulator.print().holdJob();

        worker(held -> Decision.hold())
                .withPropertyValues("cloudjobs.print.worker.client-state=secret")
                .run(context -> {
                    PrintTaskWorker worker = context.getBean(PrintTaskWorker.class);

                    assertThat(worker.accept(notification(job, "guessed"))).isZero();
                    assertThat(worker.accept(notification(job, "secret"))).isEqualTo(1);
                });
    }

    private static String notification(HeldJob job, String clientState) {
        return """
                {"value": [{
                  "subscriptionId": "7f105c7d-2dc5-4530-97cd-4e7ae6534c07",
                  "clientState": "%s",
                  "changeType": "created",
                  "resource": "print/taskDefinitions/%s/tasks/%s",
                  "resourceData": {
                    "@odata.type": "#Microsoft.Graph.PrintTask",
                    "id": "%3$s",
                    "parentUrl": "https://graph.microsoft.com/v1.0/print/printers/%s/jobs/%s"
                  }
                }]}""".formatted(clientState, job.taskDefinitionId(), job.taskId(), job.printerId(), job.jobId());
    }

    @Test
    void customizersComeAfterThePropertiesInTheirOrder() {
        List<Map<String, String>> settings = new ArrayList<>();

        worker(held -> Decision.hold())
                .withPropertyValues("cloudjobs.print.worker.concurrency=1")
                .withUserConfiguration(TwoCustomizers.class)
                .withBean(
                        "last",
                        PrintTaskWorkerCustomizer.class,
                        () -> builder -> settings.add(BuilderSettings.of(builder)))
                .run(context -> assertThat(settings.get(0)).containsEntry("concurrency", "3"));
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoCustomizers {
        @Bean
        @Order(2)
        PrintTaskWorkerCustomizer second() {
            return builder -> builder.concurrency(3);
        }

        @Bean
        @Order(1)
        PrintTaskWorkerCustomizer first() {
            return builder -> builder.concurrency(2);
        }
    }

    /** A customizer cannot replace the handler, which would then decide before the application is ready. */
    @Test
    void theBeanIsTheHandler() {
        HeldJob job = emulator.print().holdJob();

        worker(held -> Decision.release())
                .withBean(
                        PrintTaskWorkerCustomizer.class,
                        () -> builder -> builder.handler(held -> Decision.abort("by the customizer")))
                .run(context -> {
                    Eventually.await(() -> isCompleted(context, job));
                    assertThat(isCompleted(context, job)).isTrue();
                });
    }

    @Test
    void noHandlerAndNoPropertyIsNoWorker() {
        application.run(context -> assertThat(context).doesNotHaveBean(PrintTaskWorker.class));
    }

    @Test
    void aDisabledWorkerDoesNotStart() {
        worker(held -> Decision.release())
                .withPropertyValues("cloudjobs.print.worker.enabled=false", "cloudjobs.print.worker.concurrency=0")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(PrintTaskWorker.class));
    }

    @Test
    void anOwnWorkerReplacesOurs() {
        configured()
                .withBean(PrintTaskHandler.class, () -> held -> Decision.hold())
                .withUserConfiguration(OwnWorker.class)
                .run(context ->
                        assertThat(context).hasSingleBean(PrintTaskWorker.class).doesNotHaveBean(RunningWorker.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnWorker {
        @Bean
        PrintTaskWorker own(PrintJobClient print, PrintTaskHandler handler) {
            return PrintTaskWorker.builder(print)
                    .taskDefinition("own")
                    .handler(handler)
                    .start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.cloudjobs.print.worker", "io.cloudjobs.print"})
    void doesWithoutWhatIsNotThere(String missing) {
        application
                .withClassLoader(new FilteredClassLoader(missing))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("printTaskWorker"));
    }

    /** One machine: there is no database, and the handler is all that the application has. */
    @Test
    void withAnEmulatorAHandlerIsSufficient() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        EmulatorAutoConfiguration.class,
                        PrintAutoConfiguration.class,
                        PrintWorkerAutoConfiguration.class))
                .withPropertyValues(
                        "cloudjobs.emulator.enabled=true",
                        "cloudjobs.print.worker.task-definition=${UNSET}",
                        "cloudjobs.print.worker.notification-url=${UNSET}",
                        "cloudjobs.print.worker.client-state=${UNSET}")
                .withBean(PrintTaskHandler.class, () -> held -> Decision.release())
                .run(context -> {
                    HeldJob job =
                            context.getBean(CloudJobsEmulator.class).print().holdJob();
                    PrintTaskWorker worker = context.getBean(PrintTaskWorker.class);

                    assertThat(worker.accept(notification(job, "any"))).isEqualTo(1);
                    Eventually.await(() -> isCompleted(context, job));

                    assertThat(isCompleted(context, job)).isTrue();
                });
    }

    @Test
    void thePrimaryDataSourceOrTheNamedOneIsTheDatabase() {
        try (WorkerDatabase other = new WorkerDatabase()) {
            ApplicationContextRunner two = configured()
                    .withBean(PrintTaskHandler.class, () -> held -> Decision.hold())
                    .withBean("other", DataSource.class, other::open);
            two.withBean("main", DataSource.class, database::open, bean -> bean.setPrimary(true))
                    .run(context -> assertThat(database.rows(poll())).isEqualTo(1));
            two.withPropertyValues("cloudjobs.print.worker.data-source=other")
                    .withBean("main", DataSource.class, database::open, bean -> bean.setPrimary(true))
                    .run(context -> assertThat(other.rows(poll())).isEqualTo(1));
        }
    }

    private String poll() {
        return "poll/" + emulator.print().taskDefinitionId();
    }

    /** The table comes from a migration, which is a bean like any other. */
    @Test
    void startsAfterTheMigrationOfTheDatabase() {
        JdbcConnectionPool empty = JdbcConnectionPool.create("jdbc:h2:mem:" + database.name() + "-empty", "sa", "");
        configured()
                .withBean(PrintTaskHandler.class, () -> held -> Decision.hold())
                .withBean("dataSource", DataSource.class, () -> empty, bean -> bean.setDestroyMethodName("dispose"))
                .withUserConfiguration(Migrations.class)
                .withBean("migration", Object.class, () -> {
                    WorkerDatabase.createTable(empty);
                    return "done";
                })
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(PrintTaskWorker.class));
    }

    @Configuration(proxyBeanMethods = false)
    @Import(DatabaseInitializationDependencyConfigurer.class)
    static class Migrations {}

    /** Releases the held jobs on another machine. */
    private void releaseElsewhere(HeldJob job) {
        try (PrintJobClient print = PrintJobClient.builder()
                        .endpoint(emulator.print().endpoint())
                        .tokenProvider(emulator.print()::token)
                        .build();
                MachineDataSource machine = database.open();
                PrintTaskWorker other = PrintTaskWorker.builder(print, machine)
                        .taskDefinition(job.taskDefinitionId())
                        .handler(held -> Decision.release())
                        .start()) {
            assertThat(other.decide(new PrintJobLink(job.printerId(), job.jobId()), Decision.release()))
                    .isTrue();
            Eventually.await(() -> print.taskDefinition(job.taskDefinitionId())
                    .task(job.taskId())
                    .get()
                    .status()
                    .state()
                    .equals(PrintTaskProcessingState.COMPLETED));
        }
    }

    @Test
    void leavesTheJobsToOtherMachinesUntilTheApplicationRuns() {
        HeldJob job = emulator.print().holdJob();
        Queue<PrintTaskEvent> events = new ConcurrentLinkedQueue<>();
        AtomicInteger asked = new AtomicInteger();
        PrintTaskHandler handler = held -> {
            asked.incrementAndGet();
            return Decision.release();
        };

        MachineDataSource machine = database.open();
        configured()
                .withBean(PrintTaskHandler.class, () -> handler)
                .withBean("dataSource", DataSource.class, () -> machine)
                .withBean(PrintTaskWorkerCustomizer.class, () -> builder -> builder.listener(events::add))
                .withBean(SmartLifecycle.class, () -> new FailingLater(() -> releaseElsewhere(job)))
                .run(context -> {
                    assertThat(root(context.getStartupFailure())).hasMessage("the port is in use");
                    assertThat(asked).hasValue(0);
                    assertThat(events).isEmpty();
                    assertThat(machine.isClosed()).isTrue();
                });
    }

    /** Fails in the phase before the worker's, when all beans are there. */
    private record FailingLater(Runnable before) implements SmartLifecycle {
        @Override
        public void start() {
            before.run();
            throw new IllegalStateException("the port is in use");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public int getPhase() {
            return RunningWorker.PHASE - 1;
        }
    }

    /** The handshake of a subscription needs the web server, and the last requests need the worker. */
    @Test
    void startsAfterTheWebServerAndStopsAfterItsLastRequest() {
        int webServer = SmartLifecycle.DEFAULT_PHASE - 2048;
        int lastRequest = SmartLifecycle.DEFAULT_PHASE - 1024;

        assertThat(RunningWorker.PHASE).isBetween(webServer + 1, lastRequest - 1);
    }

    /** A step in progress still needs the handler, the client and the database. */
    @Test
    void endsBeforeWhatItUses() {
        HeldJob job = emulator.print().holdJob();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        MachineDataSource machine = database.open();
        List<String> ends = new CopyOnWriteArrayList<>();

        configured()
                .withBean("dataSource", DataSource.class, () -> machine)
                .withBean("handler", HandlerThatWaits.class, () -> new HandlerThatWaits(asked, closing, ends))
                .withBean(
                        "controller",
                        AutoCloseable.class,
                        () -> () -> {
                            ends.add("controller");
                            closing.countDown();
                        },
                        bean -> bean.setDependsOn("printTaskWorker"))
                .withBean(
                        PrintTaskWorkerCustomizer.class,
                        () -> builder -> builder.listener(event -> {
                            if (event.type() == PrintTaskEvent.Type.SETTLED) {
                                ends.add("settled");
                            }
                        }))
                .run(context -> asked.await());

        assertThat(ends).containsExactly("controller", "settled", "handler");
        assertThat(machine.isClosed()).isTrue();
        assertThat(database.rows("job/" + job.taskDefinitionId())).isZero();
    }

    private record HandlerThatWaits(CountDownLatch asked, CountDownLatch closing, List<String> ends)
            implements PrintTaskHandler, AutoCloseable {
        @Override
        public Decision decide(HeldPrintJob job) throws InterruptedException {
            asked.countDown();
            closing.await();
            return Decision.release();
        }

        @Override
        public void close() {
            ends.add("handler");
        }
    }

    /** Spring may stop and start a context, for example between test classes. */
    @Test
    void aStoppedApplicationDecidesWhenItStartsAgain() {
        AtomicInteger asked = new AtomicInteger();
        PrintTaskHandler handler = held -> {
            asked.incrementAndGet();
            return Decision.release();
        };
        worker(handler).run(context -> {
            ConfigurableApplicationContext running = context.getSourceApplicationContext();
            PrintTaskWorker worker = context.getBean(PrintTaskWorker.class);
            running.stop();
            HeldJob first = emulator.print().holdJob();
            worker.accept(notification(first, "any"));
            releaseElsewhere(first);
            HeldJob job = emulator.print().holdJob();
            worker.accept(notification(job, "any"));
            assertThat(asked).hasValue(0);

            running.start();
            Eventually.await(() -> isCompleted(context, job));

            assertThat(isCompleted(context, job)).isTrue();
        });
    }

    @Test
    void startsAlsoIfBeansAreLazy() {
        HeldJob job = emulator.print().holdJob();

        worker(held -> Decision.release())
                .withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> {
                    Eventually.await(() -> isCompleted(context, job));
                    assertThat(isCompleted(context, job)).isTrue();
                });
    }

    @Test
    void aDecisionFromOutsideIsForTheWorkerOfTheApplication() {
        HeldJob job = emulator.print().holdJob();

        worker(held -> Decision.hold()).run(context -> {
            PrintTaskWorker worker = context.getBean(PrintTaskWorker.class);
            PrintTaskLink task = new PrintTaskLink(job.taskDefinitionId(), job.taskId());
            Eventually.await(() -> worker.status().count(PrintTaskEntry.State.HELD) == 1);

            assertThat(worker.decide(task, Decision.release())).isTrue();
            Eventually.await(() -> isCompleted(context, job));

            assertThat(isCompleted(context, job)).isTrue();
        });
    }
}
