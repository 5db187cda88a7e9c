package io.cloudjobs.print.worker.kafka;

import io.cloudjobs.print.worker.PrintWorkerException;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Gives the values of records to the worker. A value has a secret, so no message shows one. */
final class HintStore {
    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker.kafka");

    /** The worker ignores this message. It only says whether the worker is closed. */
    private static final String NOTHING =
            "{\"value\":[{\"subscriptionId\":\"NA\",\"changeType\":\"Validation: none\"}]}";

    private final ToIntFunction<String> worker;

    HintStore(ToIntFunction<String> worker) {
        this.worker = worker;
    }

    /** Fails with {@link WorkerClosedException} if the worker is closed. */
    void checkOpen() {
        try {
            var unused = worker.applyAsInt(NOTHING);
        } catch (IllegalStateException e) {
            throw new WorkerClosedException(e);
        }
    }

    /**
     * Returns when the jobs of a record are stored, or when there is nothing to store.
     *
     * @throws PrintWorkerException if the database fails
     * @throws WorkerClosedException if the worker is closed
     */
    void store(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            LOG.log(System.Logger.Level.DEBUG, () -> "skipped " + place(record) + ": it has no value");
            return;
        }
        try {
            var unused = worker.applyAsInt(new String(record.value(), StandardCharsets.UTF_8));
        } catch (PrintWorkerException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, () -> "skipped " + place(record) + ": " + e.getMessage());
        } catch (RuntimeException e) {
            checkOpen();
            // Its message may show the value.
            LOG.log(
                    System.Logger.Level.ERROR,
                    () -> "skipped " + place(record) + ": the worker failed with "
                            + e.getClass().getName());
        }
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return "the record at offset " + record.offset() + " of partition " + record.partition() + " of topic "
                + record.topic();
    }

    /** The worker is closed, so the source ends. */
    static final class WorkerClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WorkerClosedException(IllegalStateException cause) {
            super(cause);
        }
    }
}
