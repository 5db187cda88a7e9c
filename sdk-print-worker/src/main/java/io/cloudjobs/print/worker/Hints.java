package io.cloudjobs.print.worker;

import io.cloudjobs.print.PrintTaskLink;
import io.cloudjobs.print.notification.ChangeType;
import io.cloudjobs.print.notification.PrintNotification;
import org.jspecify.annotations.Nullable;

/** Takes hints from notifications. */
final class Hints {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");

    private final Engine engine;
    private final @Nullable String clientState;
    private final boolean hasSubscription;

    Hints(Engine engine, @Nullable String clientState, boolean hasSubscription) {
        this.engine = engine;
        this.clientState = clientState;
        this.hasSubscription = hasSubscription;
    }

    /** Stores the jobs of a body. Returns the number of notifications that are for this worker. */
    int accept(String body) {
        Rows rows = engine.rows();
        int accepted = 0;
        int forged = 0;
        for (PrintNotification notification : PrintNotification.parse(body)) {
            if (notification.isValidation()) {
                continue;
            } else if (clientState != null && !notification.hasClientState(clientState)) {
                forged++;
            } else if (take(notification, rows)) {
                accepted++;
            }
        }
        if (forged > 0) {
            LOG.log(System.Logger.Level.WARNING, "ignored notifications with a wrong client state: " + forged);
        }
        return accepted;
    }

    private boolean take(PrintNotification notification, Rows rows) {
        if (notification.lifecycleEvent() != null) {
            if (hasSubscription) {
                rows.wake(engine.names().subscription());
            }
            return hasSubscription;
        }
        PrintTaskLink task = notification.task();
        ChangeType change = notification.changeType();
        if (task == null
                || !task.definitionId().equalsIgnoreCase(engine.names().definitionId())
                || (change != null && !change.equals(ChangeType.CREATED))) {
            return false;
        }
        return rows.add(task.taskId(), notification.job());
    }
}
