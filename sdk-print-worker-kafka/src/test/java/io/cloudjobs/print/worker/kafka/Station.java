package io.cloudjobs.print.worker.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEvent;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/** An emulator whose notifications go to an event hub, and workers that release held jobs as soon as they hear of them. */
final class Station implements AutoCloseable {
    static final String SECRET = "a-secret-client-state";
    private static final String HUB =
            "EventHub:https://contoso.servicebus.windows.net/eventhubname/held-jobs?tenantId=contoso.com";

    final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    final SwitchableDatabase database;
    final PrintTaskWorker worker;

    /** The ids of the tasks whose jobs were released, in this order, once for each release. */
    final List<String> released = new CopyOnWriteArrayList<>();

    private final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(TokenProvider.of(emulator.print().token()))
            .build();
    private final String definitionId;
    private final List<PrintTaskEvent.Type> housekeeping = new CopyOnWriteArrayList<>();

    Station() throws SQLException, IOException {
        database = new SwitchableDatabase();
        HeldJob before = emulator.print().holdJob();
        definitionId = before.taskDefinitionId();
        worker = newWorker();
        // From now on, the worker hears of jobs by notifications only.
        Eventually.await(() -> released.contains(before.taskId())
                && housekeeping.contains(PrintTaskEvent.Type.SUBSCRIBED)
                && housekeeping.contains(PrintTaskEvent.Type.POLLED));
        assertThat(released).containsExactly(before.taskId());
        released.clear();
    }

    /** Starts a worker on the same database. */
    PrintTaskWorker newWorker() {
        return PrintTaskWorker.builder(print, database)
                .taskDefinition(definitionId)
                .handler(held -> Decision.release())
                .concurrency(4)
                .pollInterval(Duration.ofDays(1))
                .shutdownTimeout(Duration.ofSeconds(5))
                .subscription(HUB, SECRET)
                .listener(this::heard)
                .start();
    }

    private void heard(PrintTaskEvent event) {
        if (event.type() == PrintTaskEvent.Type.SETTLED) {
            released.add(event.task().taskId());
        } else if (event.task() == null) {
            housekeeping.add(event.type());
        }
    }

    /** Holds jobs, and returns the messages that the service puts into the event hub. */
    List<Held> hold(int jobs) {
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            String taskId = emulator.print().holdJob().taskId();
            List<String> messages = emulator.print().deliveries(HUB);
            held.add(new Held(taskId, messages.get(messages.size() - 1)));
        }
        return held;
    }

    /** Returns the message that the service put into the event hub for the new subscription. */
    String validation() {
        return emulator.print().deliveries(HUB).get(0);
    }

    /** Returns a worker's {@code accept} that records what it returned. */
    static ToIntFunction<String> recording(PrintTaskWorker worker, List<Integer> accepted) {
        return body -> {
            int count = worker.accept(body);
            accepted.add(count);
            return count;
        };
    }

    /** Waits until these jobs are released, and checks that each was released once. */
    void awaitReleased(List<Held> jobs) {
        List<String> tasks = jobs.stream().map(Held::taskId).toList();
        Eventually.await(() -> released.containsAll(tasks) && worker.entries().isEmpty());
        assertThat(released).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(print.taskDefinition(definitionId).tasks().list())
                .noneMatch(task -> task.status().state().equals(PrintTaskProcessingState.PROCESSING));
    }

    @Override
    public void close() {
        worker.close();
        print.close();
        emulator.close();
        database.close();
    }

    /** A held job, and its message. */
    record Held(String taskId, String message) {}
}
