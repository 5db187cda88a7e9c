package io.cloudjobs.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskHandler;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.assertj.core.util.Throwables;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** If an application cannot start its worker, it prints what to do. */
class WorkerStartFailuresTest {
    private static final String PREFIX = "cloudjobs.print.worker";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // A part is missing.
                "login, handler       |                        | there is a PrintTaskHandler bean, but WORKER.task-definition is not set | Set WORKER.task-definition to the id of the task definition, or set WORKER.enabled=false.",
                "login                | task-definition=d      | there are properties below WORKER, but there is no PrintTaskHandler bean | Define a PrintTaskHandler bean, or set WORKER.enabled=false.",
                "login                | concurrency=2          | there are properties below WORKER, but there is no PrintTaskHandler bean | Define a PrintTaskHandler bean, or set WORKER.enabled=false.",
                "login                | enabled=true           | there are properties below WORKER, but there is no PrintTaskHandler bean | Define a PrintTaskHandler bean, or set WORKER.enabled=false.",
                "handler              | task-definition=d      | there is a PrintTaskHandler bean, but there is no PrintJobClient bean | Set the properties below cloudjobs.print.credential, or set WORKER.enabled=false.",
                "login, handler, database | task-definition=d notification-url=https://a.example/n | WORKER.notification-url is set, but WORKER.client-state is not | Set WORKER.client-state to a secret that is hard to guess.",
                "login, handler, database | task-definition=${UNSET} | WORKER.task-definition has an unresolved placeholder | Set UNSET, for example in the environment, or give the placeholder a default.",
                "login, handler, database | task-definition=d client-state=hush${UNSET} | WORKER.client-state has an unresolved placeholder | Set the variable between ${ and }, for example in the environment, or give the placeholder a default.",
                "login, handler, database | task-definition=d poll-interval=${UNSET} | WORKER.poll-interval has an unresolved placeholder | Set UNSET, for example in the environment, or give the placeholder a default.",

                // The database.
                "login, handler, empty    | task-definition=d   | WORKER: | Create the table, for example with Flyway: the scripts io/cloudjobs/print/worker/*.sql are in the jar of sdk-print-worker. For another name, set WORKER.table-name.",
                "login, handler, database | task-definition=d table-name=other | WORKER: | Create the table, for example with Flyway: the scripts io/cloudjobs/print/worker/*.sql are in the jar of sdk-print-worker. For another name, set WORKER.table-name.",
                "login, handler, database, empty | task-definition=d | WORKER.data-source is not set, but there are several DataSource beans | Set WORKER.data-source to the name of one of them, or mark one as @Primary.",
                "login, handler, database | task-definition=d data-source=other | WORKER.data-source: there is no DataSource bean of this name | Set WORKER.data-source to the name of a DataSource bean.",
                "login, handler, database | task-definition=d data-source=handler | WORKER.data-source: there is no DataSource bean of this name | Set WORKER.data-source to the name of a DataSource bean.",
                "login, handler           | task-definition=d data-source=${UNSET} | WORKER.data-source has an unresolved placeholder | Set UNSET, for example in the environment, or give the placeholder a default.",

                // A value is invalid.
                "login, handler, database | task-definition=               | WORKER.task-definition: definitionId must not be blank | Set WORKER.task-definition to the id of the task definition. If the value comes from an environment variable, check that the variable is not empty.",
                "login, handler, database | task-definition=d table-name=a-b | WORKER.table-name: tableName may have letters, digits, underscores and dots only | Set WORKER.table-name to the name of the table, such as printing.tasks.",
                "login, handler, database | task-definition=d concurrency=0 | WORKER.concurrency: threads must be at least 1, but is 0 | Set WORKER.concurrency to 1 or more.",
                "login, handler, database | task-definition=d max-attempts=0 | WORKER.max-attempts: attempts must be at least 1, but is 0 | Set WORKER.max-attempts to 1 or more; 1 means no retries.",
                "login, handler, database | task-definition=d poll-interval=0s | WORKER.poll-interval: interval must be more than zero, but is PT0S | Set WORKER.poll-interval to a duration of more than zero, such as 1m.",
                "login, handler, database | task-definition=d take-over-after=2s | WORKER.take-over-after: duration must be at least 3 seconds, but is PT2S | Set WORKER.take-over-after to a duration of at least 3 seconds, such as 1m.",
                "login, handler, database | task-definition=d settle-time=-1s | WORKER.settle-time: duration must be more than zero, but is PT-1S | Set WORKER.settle-time to a duration of more than zero, such as 2m.",
                "login, handler, database | task-definition=d shutdown-timeout=0s | WORKER.shutdown-timeout: timeout must be more than zero, but is PT0S | Set WORKER.shutdown-timeout to a duration of more than zero, such as 30s.",
                "login, handler, database | task-definition=d client-state=hush notification-url=a.example | WORKER.notification-url: notificationUrl | Set WORKER.notification-url to a URL such as https://host/notifications.",
                "login, handler, database | task-definition=d client-state= | WORKER.client-state: clientState must not be blank | Set WORKER.client-state to a secret of 1 to 128 characters that is hard to guess. If the value comes from an environment variable, check that the variable is not empty.",
            })
    void aMistakeIsNamed(String beans, String properties, String description, String action) {
        String[] all = with(beans, properties);
        starting(beans, all).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = StartFailuresTest.analysis(context.getStartupFailure(), all);
            assertThat(analysis.getDescription())
                    .startsWith(description.replace("WORKER", PREFIX))
                    .doesNotContain("hush");
            assertThat(analysis.getAction()).isEqualTo(action.replace("WORKER", PREFIX));
            assertThat(Throwables.getStackTrace(context.getStartupFailure())).doesNotContain("hush");
        });
    }

    /** Without a database, the worker needs one in memory. */
    @Test
    void withoutH2AndWithoutADatabaseTheMessageNamesBoth() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> withoutH2 = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (!entry.contains("h2database")) {
                withoutH2.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(withoutH2.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object start = loader.loadClass(StartWithoutDatabase.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();

            assertThat(((Supplier<?>) start).get())
                    .isEqualTo(PREFIX + ": a worker without a DataSource needs H2: add com.h2database:h2, or call"
                            + " builder(print, dataSource)\n"
                            + "Define a DataSource bean, for example with spring.datasource.url, or add"
                            + " com.h2database:h2 for one machine.");
        }
    }

    /** Runs in a class loader without H2, and returns the message. */
    public static final class StartWithoutDatabase implements Supplier<String> {
        @Override
        public String get() {
            String[] all = with("login", "task-definition=d");
            AtomicReference<String> message = new AtomicReference<>();
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
            try {
                starting("login, handler", all).run(context -> {
                    FailureAnalysis analysis = StartFailuresTest.analysis(context.getStartupFailure(), all);
                    message.set(analysis.getDescription() + "\n" + analysis.getAction());
                });
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
            return message.get();
        }
    }

    /** The table in memory is the worker's own. A development machine may have the properties of the others. */
    @Test
    void inMemoryTheNameOfTheTableDoesNotMatter() {
        starting("login, handler", with("login", "task-definition=d table-name=printing.tasks"))
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static ApplicationContextRunner starting(String beans, String[] properties) {
        ApplicationContextRunner application = new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(PrintAutoConfiguration.class, PrintWorkerAutoConfiguration.class))
                .withPropertyValues(properties);
        for (String bean : beans.split(", ")) {
            application = switch (bean) {
                case "login" -> application;
                case "handler" ->
                    application.withBean("handler", PrintTaskHandler.class, () -> held -> Decision.hold());
                case "database" ->
                    application.withBean("database", DataSource.class, () -> new WorkerDatabase().open());
                case "empty" -> application.withBean("empty", DataSource.class, WorkerStartFailuresTest::empty);
                default -> throw new IllegalArgumentException(bean);
            };
        }
        return application;
    }

    private static DataSource empty() {
        return JdbcConnectionPool.create("jdbc:h2:mem:", "sa", "");
    }

    private static String[] with(String beans, String properties) {
        List<String> all = new ArrayList<>();
        if (beans.contains("login")) {
            all.add("cloudjobs.print.credential.token=t");
            all.add("cloudjobs.print.endpoint=https://localhost:1");
        }
        if (properties != null) {
            for (String property : properties.split(" ")) {
                all.add(PREFIX + "." + property);
            }
        }
        return all.toArray(String[]::new);
    }
}
