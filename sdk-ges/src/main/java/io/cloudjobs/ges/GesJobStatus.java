package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The status of a job. Editions of the service have different values for the same status. {@link #isTerminal()},
 * {@link #isSuccess()} and {@link #isCancelled()} cover them all and ignore case.
 *
 * <p>An open enumeration: the service may send values that have no constant here.
 *
 * @param value the value of the service, for example {@code running}
 * @see <a href="https://support.huaweicloud.com/intl/en-us/api-ges/ges_03_0037.html">Querying the job status</a>
 */
public record GesJobStatus(@JsonValue String value) {
    /** Queued. */
    public static final GesJobStatus PENDING = new GesJobStatus("pending");

    /** Queued, as {@link #PENDING}; an older value. */
    public static final GesJobStatus WAITING = new GesJobStatus("waiting");

    /** Running. */
    public static final GesJobStatus RUNNING = new GesJobStatus("running");

    /** Succeeded. */
    public static final GesJobStatus SUCCESS = new GesJobStatus("success");

    /** Succeeded, as {@link #SUCCESS}; the value of algorithms, HyG and the database edition. */
    public static final GesJobStatus COMPLETE = new GesJobStatus("complete");

    /** Ended, but some of its data failed, such as lines of an import. */
    public static final GesJobStatus PARTIALLY_FAILED = new GesJobStatus("partiallyFailed");

    /** Failed. */
    public static final GesJobStatus FAILED = new GesJobStatus("failed");

    /** Cancelled. The service does not document its spelling, so {@link #isCancelled()} covers several. */
    public static final GesJobStatus CANCELLED = new GesJobStatus("cancelled");

    private static final Set<String> SUCCESSES = Set.of("success", "complete");
    private static final Set<String> FAILURES = Set.of("failed", "partiallyfailed");

    /**
     * Creates a value, with or without a constant here.
     *
     * @param value the value of the service
     * @throws NullPointerException if the value is null
     * @throws IllegalArgumentException if the value is blank
     */
    public GesJobStatus {
        Checks.notBlank("value", value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable GesJobStatus read(String value) {
        return value.isBlank() ? null : new GesJobStatus(value.strip());
    }

    /**
     * Returns whether the job has ended.
     *
     * @return true if the job succeeded, failed or was cancelled; false for all other values, including unknown values
     */
    public boolean isTerminal() {
        return isSuccess() || isCancelled() || FAILURES.contains(word());
    }

    /**
     * Returns whether the whole job succeeded.
     *
     * @return true for {@code success} and {@code complete}
     */
    public boolean isSuccess() {
        return SUCCESSES.contains(word());
    }

    /**
     * Returns whether the job was cancelled.
     *
     * @return true for all values that begin with {@code cancel}, and for {@code stopped}
     */
    public boolean isCancelled() {
        return word().startsWith("cancel") || word().equals("stopped");
    }

    private String word() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Returns the value. */
    @Override
    public String toString() {
        return Shown.of(value);
    }
}
