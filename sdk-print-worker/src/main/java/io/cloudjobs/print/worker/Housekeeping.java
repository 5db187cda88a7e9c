package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.EnsuredPrintSubscription;
import io.cloudjobs.print.NewPrintSubscription;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.PrintTaskProcessingState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one of the workers does for all: it reads the list of tasks, and keeps the subscription alive. */
final class Housekeeping {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final PrintTaskWorker.Builder settings;
    private final String definitionId;
    private final RowNames names;
    private final Supplier<Rows> rows;
    private final Events events;
    private final Time time;

    Housekeeping(PrintTaskWorker.Builder settings, RowNames names, Supplier<Rows> rows, Events events, Time time) {
        this.settings = settings;
        this.definitionId = Objects.requireNonNull(settings.taskDefinition);
        this.names = names;
        this.rows = rows;
        this.events = events;
        this.time = time;
    }

    /** Reads the list of tasks, which is the truth, and corrects the rows. */
    CompletionHandler<String> poll(TaskInstance<String> row, Execution claim) {
        long before = time.nanos();
        try {
            reconcile();
        } catch (SdkException | IllegalStateException e) {
            events.done(PrintTaskEvent.Type.POLL_FAILED, since(before), e);
            return again(Delays.spread(shorter(AFTER_FAILURE, settings.pollInterval)), row.getData());
        }
        events.done(PrintTaskEvent.Type.POLLED, since(before), null);
        return again(Delays.spread(settings.pollInterval), rows.get().now().toString());
    }

    private void reconcile() {
        Map<String, ScheduledExecution<TaskState>> known = new HashMap<>();
        for (ScheduledExecution<TaskState> job : rows.get().jobs()) {
            known.put(job.getTaskInstance().getId(), job);
        }
        for (PrintTask task :
                settings.print.taskDefinition(definitionId).tasks().list()) {
            if (task.status().state().equals(PrintTaskProcessingState.PROCESSING)
                    && known.remove(names.job(task.id()).getId()) == null) {
                rows.get().add(task.id(), task.job());
            }
        }
        // Jobs that wait, but are not held any more: their rows end at once.
        Instant now = rows.get().now();
        known.values().stream()
                .filter(job -> !job.isPicked() && job.getExecutionTime().isAfter(now))
                .forEach(job -> rows.get().wake(job.getTaskInstance()));
    }

    /** Keeps the subscription alive. */
    CompletionHandler<String> subscribe(TaskInstance<String> row, Execution claim) {
        if (settings.notificationUrl == null || settings.clientState == null) {
            return new CompletionHandler.OnCompleteRemove<>(); // this version of the application has no subscription
        }
        long before = time.nanos();
        EnsuredPrintSubscription ensured;
        try {
            ensured = settings.print
                    .subscriptions()
                    .ensure(NewPrintSubscription.forTasks(definitionId)
                            .notificationUrl(settings.notificationUrl)
                            .lifecycleNotificationUrl(settings.notificationUrl)
                            .clientState(settings.clientState)
                            .build());
        } catch (SdkException | IllegalStateException e) {
            events.done(PrintTaskEvent.Type.SUBSCRIPTION_FAILED, since(before), e);
            return again(Delays.spread(AFTER_FAILURE), row.getData());
        }
        events.done(PrintTaskEvent.Type.SUBSCRIBED, since(before), null);
        if (ensured.action() != EnsuredPrintSubscription.Action.UNCHANGED
                && ensured.action() != EnsuredPrintSubscription.Action.RENEWED) {
            rows.get().now(names.poll()); // notifications may have been lost before
        }
        Duration wait = Duration.between(time.now(), ensured.callAgainAt().toInstant());
        return again(
                wait.isNegative() ? AFTER_FAILURE : wait,
                String.valueOf(ensured.subscription().expirationDateTime()));
    }

    private CompletionHandler<String> again(Duration wait, @Nullable String data) {
        return (complete, operations) ->
                operations.reschedule(complete, rows.get().now().plus(wait), data);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(time.nanos() - nanos);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
