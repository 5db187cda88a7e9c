package io.cloudjobs.print.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cloudjobs.core.InterruptedCallException;
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

/** The work that one of the workers does for all: it reads the list of tasks, and keeps the subscription alive. */
final class Housekeeping {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    /** How often the subscription is checked at least. It may end early, and nobody says so. */
    private static final Duration CHECK = Duration.ofHours(1);

    private final PrintTaskWorker.Builder settings;
    private final String definitionId;
    private final RowIds names;
    private final Supplier<Rows> rows;
    private final Events events;
    private final Time time;

    Housekeeping(PrintTaskWorker.Builder settings, RowIds names, Supplier<Rows> rows, Events events, Time time) {
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
        } catch (InterruptedCallException e) {
            return again(Duration.ZERO); // this worker stops: another one polls
        } catch (RuntimeException e) {
            events.done(PrintTaskEvent.Type.POLL_FAILED, since(before), e);
            return again(Delays.spread(shorter(AFTER_FAILURE, settings.pollInterval)));
        }
        events.done(PrintTaskEvent.Type.POLLED, since(before), null);
        return again(Delays.spread(settings.pollInterval), rows.get().now().toString());
    }

    private void reconcile() {
        Map<TaskInstanceId, Rows.Job> known = new HashMap<>();
        for (Rows.Job job : rows.get().jobs()) {
            known.put(job.id(), job);
        }
        for (PrintTask task :
                settings.print.taskDefinition(definitionId).tasks().list()) {
            if (task.status().state().equals(PrintTaskProcessingState.PROCESSING)
                    && known.remove(names.job(task.id())) == null) {
                rows.get().add(task.id(), task.job());
            }
        }
        // Jobs that wait, but are not held any more: their rows end at once.
        Instant now = rows.get().now();
        known.values().stream()
                .filter(job -> !job.isRunning() && job.dueAt().isAfter(now))
                .forEach(job -> rows.get().wakeJob(job.id()));
    }

    /** Keeps the subscription alive. */
    CompletionHandler<String> subscribe(TaskInstance<String> row, Execution claim) {
        long before = time.nanos();
        EnsuredPrintSubscription ensured;
        String end;
        try {
            ensured = settings.print.subscriptions().ensure(wanted());
            end = String.valueOf(ensured.subscription().expirationDateTime());
            boolean isUnchanged = ensured.action() == EnsuredPrintSubscription.Action.UNCHANGED;
            if (isUnchanged) {
                // A renewal does this, too. The notification that asks for it may have been lost.
                settings.print.subscription(ensured.subscription().id()).reauthorize();
            }
            boolean isKnown = isUnchanged
                    ? StoredJson.text(row::getData).filter(end::equals).isPresent()
                    : ensured.action() == EnsuredPrintSubscription.Action.RENEWED;
            if (!isKnown) {
                rows.get().now(names.poll()); // notifications may have been lost before
            }
        } catch (InterruptedCallException e) {
            return again(Duration.ZERO);
        } catch (RuntimeException e) {
            events.done(PrintTaskEvent.Type.SUBSCRIPTION_FAILED, since(before), e);
            return again(Delays.spread(AFTER_FAILURE));
        }
        events.done(PrintTaskEvent.Type.SUBSCRIBED, since(before), null);
        Duration wait = Duration.between(rows.get().now(), ensured.callAgainAt().toInstant());
        return again(shorter(CHECK, longer(AFTER_FAILURE, wait)), end);
    }

    private NewPrintSubscription wanted() {
        String url = Objects.requireNonNull(settings.notificationUrl);
        return NewPrintSubscription.forTasks(definitionId)
                .notificationUrl(url)
                .lifecycleNotificationUrl(url)
                .clientState(Objects.requireNonNull(settings.clientState))
                .build();
    }

    /** Makes the row due again. It keeps what it stores. */
    private CompletionHandler<String> again(Duration wait) {
        return (complete, operations) ->
                operations.reschedule(complete, rows.get().now().plus(wait));
    }

    private CompletionHandler<String> again(Duration wait, String data) {
        return (complete, operations) ->
                operations.reschedule(complete, rows.get().now().plus(wait), data);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(time.nanos() - nanos);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
