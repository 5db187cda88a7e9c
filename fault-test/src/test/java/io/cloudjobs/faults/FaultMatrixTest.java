package io.cloudjobs.faults;

import static io.cloudjobs.faults.FaultRows.Connection.REUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.faults.FaultRows.Connection;
import io.cloudjobs.faults.FaultRows.Row;
import io.cloudjobs.testkit.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every fault of a connection and of a service, on a fresh connection and on a reused one, for three operations: an
 * idempotent one ({@code printJob.get}), one that is not idempotent ({@code printJob.abort}) and an idempotent one
 * without a result ({@code job.cancel}). An outcome reads {@code 3 of 3: TransportException, unclear}: the server saw 3
 * of the 3 requests, and the call ended with that exception, whose {@code mayHaveReachedService()} is true.
 */
@Order(1) // long, so it starts first
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixTest {
    /** The outcomes by fault and operation, for each kind of connection. */
    private static final Map<Row, Map<Operation, Set<String>>> SEEN = new LinkedHashMap<>();

    /** Runs the cases with silence at the same time as the other cases, because they wait for a timeout. */
    private static final ExecutorService SILENT = Executors.newCachedThreadPool();

    private static final Duration SILENCE = Duration.ofSeconds(5);

    private static Canary.Log log;

    @BeforeAll
    static void listenToAllLogs() {
        log = new Canary.Log();
    }

    @TestFactory
    List<DynamicContainer> matrix() {
        List<Row> rows = FaultRows.all().toList();
        rows.forEach(row -> SEEN.put(row, new EnumMap<>(Operation.class))); // in the order of the table
        return rows.stream()
                .map(row -> DynamicContainer.dynamicContainer(
                        row.protocol() + ", " + row.fault(),
                        row.connections().stream()
                                .flatMap(connection -> Arrays.stream(Operation.values())
                                        .map(operation -> test(row, connection, operation)))
                                .toList()))
                .toList(); // all of them now, so that the cases with silence wait at the same time
    }

    private static DynamicTest test(Row row, Connection connection, Operation operation) {
        String name = operation.title + ", " + connection;
        if (!row.fault().endsWith("silence")) {
            return DynamicTest.dynamicTest(name, () -> record(row, operation, outcome(row, connection, operation)));
        }
        Future<String> outcome = SILENT.submit(() -> outcome(row, connection, operation));
        return DynamicTest.dynamicTest(name, () -> record(row, operation, outcome.get()));
    }

    private static synchronized void record(Row row, Operation operation, String outcome) {
        SEEN.get(row).computeIfAbsent(operation, o -> new TreeSet<>()).add(outcome);
    }

    private static String outcome(Row row, Connection connection, Operation operation) {
        try (FaultServer server = row.server().get()) {
            FaultCase fault = new FaultCase(server);
            Duration usual = fault.settings.attemptTimeout;
            if (connection == REUSED) {
                server.works(operation);
                assertThat(fault.outcome(operation, server)).isEqualTo(FaultRows.SUCCESS);
            }
            server.fails(operation);
            if (row.fault().endsWith("silence")) {
                fault.settings.attemptTimeout = SILENCE;
            }

            String outcome = fault.outcome(operation, server);

            String waited = fault.waited().toMillis() + " ms";
            assertThat(fault.waited()).isLessThan(fault.settings.timeout);
            assertThat(outcome).as("%s, %s", row.fault(), connection).isEqualTo(row.expected(operation));
            fault.assertNothingInUse();
            if (row.connections().contains(REUSED)) {
                fault.settings.attemptTimeout = usual;
                server.works(Operation.GET);
                assertThat(fault.failureOf(Operation.GET)).as("the next call").isNull();
            }
            fault.close();
            return outcome + (waited.equals("0 ms") ? "" : ", after waits of " + waited);
        }
    }

    /** Writes the outcomes as a table, which the documentation shows. */
    @AfterAll
    static void report() throws IOException {
        SILENT.shutdownNow();
        log.close();
        StringBuilder table =
                new StringBuilder("| protocol | fault | connection | printJob.get | printJob.abort | job.cancel |\n"
                        + "| --- | --- | --- | --- | --- | --- |\n");
        SEEN.forEach((row, outcomes) -> table.append("| ")
                .append(row.protocol())
                .append(" | ")
                .append(row.fault())
                .append(" | ")
                .append(row.connections().stream()
                        .map(connection -> connection.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")))
                .append(" | ")
                .append(outcomes.values().stream()
                        .map(outcome -> String.join("; ", outcome))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        Files.writeString(Path.of("target", "fault-matrix.md"), table);
        assertThat(Files.readString(Path.of("..", "docs", "robustness.md")))
                .as("docs/robustness.md shows the matrix of target/fault-matrix.md")
                .contains(table);
    }
}
