package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people and gauges see of the rows. */
final class Overview {
    private final Engine engine;

    Overview(Engine engine) {
        this.engine = engine;
    }

    List<PrintTaskEntry> entries() {
        Instant now = engine.rows().now();
        return engine.rows().jobs().stream()
                .filter(row -> !row.getData().ended)
                .map(row -> entry(row, now))
                .toList();
    }

    private PrintTaskEntry entry(ScheduledExecution<TaskState> row, Instant now) {
        TaskState state = row.getData();
        return new Entry(
                state.task(engine.names().definitionId()),
                state.job(),
                state.state(now),
                row.getExecutionTime(),
                state.since(),
                state.createdBy,
                state.documentName,
                state.failedAttempts,
                state.problem,
                state.requested != null ? state.requested : state.decision);
    }

    PrintTaskWorkerStatus status() {
        Rows rows = engine.rows();
        Instant now = rows.now();
        Map<PrintTaskEntry.State, Integer> counts = new EnumMap<>(PrintTaskEntry.State.class);
        int running = 0;
        Instant oldest = null;
        for (ScheduledExecution<TaskState> row : rows.jobs()) {
            if (row.getData().ended) {
                continue;
            }
            counts.merge(row.getData().state(now), 1, Integer::sum);
            if (row.isPicked()) {
                running++;
            } else if (row.getExecutionTime().isBefore(oldest == null ? now : oldest)) {
                oldest = row.getExecutionTime();
            }
        }
        return new Status(
                Map.copyOf(counts),
                running,
                oldest,
                data(rows.row(engine.names().poll())).map(Instant::parse).orElse(null),
                data(rows.row(engine.names().subscription()))
                        .map(text -> OffsetDateTime.parse(text).toInstant())
                        .orElse(null));
    }

    private static Optional<String> data(Optional<ScheduledExecution<Object>> row) {
        return row.map(existing -> (String) existing.getData());
    }

    private record Status(
            Map<PrintTaskEntry.State, Integer> counts,
            int running,
            @Nullable Instant oldestDueAt,
            @Nullable Instant lastPollAt,
            @Nullable Instant subscribedUntil)
            implements PrintTaskWorkerStatus {
        @Override
        public int count(PrintTaskEntry.State state) {
            return counts.getOrDefault(state, 0);
        }
    }
}
