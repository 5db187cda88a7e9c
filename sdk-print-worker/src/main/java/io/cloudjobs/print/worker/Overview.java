package io.cloudjobs.print.worker;

import io.cloudjobs.core.internal.secret.Shown;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The view of people and gauges on the rows. */
final class Overview {
    private final Engine engine;

    Overview(Engine engine) {
        this.engine = engine;
    }

    List<PrintTaskEntry> entries() {
        Instant now = engine.rows().now();
        return engine.rows().jobs().stream()
                .filter(row -> !row.state().ended)
                .map(row -> entry(row, now))
                .toList();
    }

    private PrintTaskEntry entry(Rows.Job row, Instant now) {
        TaskState state = row.state();
        PrintTaskEntry.State shown = state.state(now);
        boolean isHeld = shown == PrintTaskEntry.State.HELD || shown == PrintTaskEntry.State.GIVEN_UP;
        return new Entry(
                state.task(engine.names().definitionId()),
                state.job(),
                shown,
                row.dueAt(),
                isHeld ? state.heldUntil() : null,
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
        for (Rows.Job row : rows.jobs()) {
            if (row.state().ended) {
                continue;
            }
            counts.merge(row.state().state(now), 1, Integer::sum);
            if (row.isRunning()) {
                running++;
            } else if (row.dueAt().isBefore(oldest == null ? now : oldest)) {
                oldest = row.dueAt();
            }
        }
        return new Status(
                Map.copyOf(counts),
                running,
                oldest,
                time(rows.text(engine.names().poll())),
                time(rows.text(engine.names().subscription())));
    }

    /** Returns a stored time; null if there is none. */
    private static @Nullable Instant time(Optional<String> stored) {
        try {
            return stored.map(text -> OffsetDateTime.parse(text).toInstant()).orElse(null);
        } catch (DateTimeParseException e) {
            return null; // a subscription need not have an end
        }
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

        @Override
        public String toString() {
            return Shown.record(
                    "PrintTaskWorkerStatus",
                    "counts",
                    counts,
                    "running",
                    running,
                    "oldestDueAt",
                    oldestDueAt,
                    "lastPollAt",
                    lastPollAt,
                    "subscribedUntil",
                    subscribedUntil);
        }
    }
}
