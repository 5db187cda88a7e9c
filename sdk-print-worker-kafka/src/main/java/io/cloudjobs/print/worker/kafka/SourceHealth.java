package io.cloudjobs.print.worker.kafka;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The state of a source, as users see it. Logs a failure when it begins or changes, and when it is over. */
final class SourceHealth {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker.kafka");

    private final String topic;
    private volatile boolean running = true;
    private volatile int partitions;
    private volatile @Nullable Throwable failure;

    SourceHealth(String topic) {
        this.topic = topic;
    }

    boolean isRunning() {
        return running;
    }

    int partitions() {
        return partitions;
    }

    @Nullable Throwable failure() {
        return failure;
    }

    void assigned(int count) {
        partitions = count;
    }

    /** The source has failed, and tries again after {@code delay}. */
    void failed(Throwable cause, Duration delay) {
        Throwable before = failure;
        failure = cause;
        boolean isKnown = before != null && before.getClass() == cause.getClass();
        LOG.log(
                isKnown ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                "the source of topic " + topic + " failed, and tries again every " + delay.toSeconds()
                        + " s until it succeeds",
                cause);
    }

    void succeeded() {
        if (failure != null) {
            failure = null;
            LOG.log(System.Logger.Level.INFO, () -> "the source of topic " + topic + " works again");
        }
    }

    void idle(Duration duration) {
        LOG.log(
                System.Logger.Level.WARNING,
                () -> "the source of topic " + topic + " has no partition since " + duration.toSeconds()
                        + " s: check that the brokers can be reached, that the topic exists, and that the group has no"
                        + " more sources than the topic has partitions");
    }

    void died(Throwable cause) {
        failure = cause;
        LOG.log(
                System.Logger.Level.ERROR,
                "the source of topic " + topic + " ended: start a new one. Until then, the worker only polls",
                cause);
    }

    void workerClosed() {
        LOG.log(
                System.Logger.Level.INFO,
                () -> "the source of topic " + topic + " ended, because its worker is closed");
    }

    void ended() {
        partitions = 0;
        running = false;
    }
}
