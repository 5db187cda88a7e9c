package io.cloudjobs.print.worker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Checks;
import io.cloudjobs.core.internal.secret.Shown;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobLink;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decision about a held job. Immutable. */
public final class Decision {
    /** The kinds of decisions. */
    public enum Kind {
        /** The job is printed on its own printer. */
        RELEASE,

        /** The job is printed on another printer. */
        REDIRECT,

        /** The job is discarded. */
        ABORT,

        /** The job stays held. */
        HOLD,

        /** A newer version of the worker stored the decision. This version keeps it as it is. */
        UNKNOWN
    }

    private final Kind kind;
    private final @Nullable String printerId;
    private final @Nullable PrintJobConfiguration configuration;
    private final @Nullable String reason;
    private final @Nullable Duration duration;
    private final @Nullable Instant until;

    /** The stored JSON of an unknown decision. */
    private final @Nullable JsonNode unknown;

    private Decision(
            Kind kind,
            @Nullable String printerId,
            @Nullable PrintJobConfiguration configuration,
            @Nullable String reason,
            @Nullable Duration duration,
            @Nullable Instant until) {
        this.kind = kind;
        this.printerId = printerId;
        this.configuration = configuration;
        this.reason = reason;
        this.duration = duration;
        this.until = until;
        this.unknown = null;
    }

    private Decision(JsonNode unknown) {
        this.kind = Kind.UNKNOWN;
        this.printerId = null;
        this.configuration = null;
        this.reason = null;
        this.duration = null;
        this.until = null;
        this.unknown = unknown;
    }

    /**
     * Releases the job on its own printer: the worker completes the task.
     *
     * @return the decision
     * @see io.cloudjobs.print.PrintTaskResource#update(io.cloudjobs.print.PrintTaskProcessingState)
     */
    public static Decision release() {
        return new Decision(Kind.RELEASE, null, null, null, null, null);
    }

    /**
     * Changes the print settings of the job, then releases it on its own printer. If the release fails, the job keeps the
     * changed settings.
     *
     * @param configuration the changes; settings that are not set stay as they are
     * @return the decision
     * @throws IllegalArgumentException if the configuration has a value {@code unknownFutureValue}, which must never be
     *     sent
     * @see io.cloudjobs.print.PrinterJobResource#update
     */
    public static Decision release(PrintJobConfiguration configuration) {
        return new Decision(Kind.RELEASE, null, copy(configuration), null, null, null);
    }

    /**
     * Redirects the job with its current settings to another printer, which prints it.
     *
     * @param printerId the id of the destination printer
     * @return the decision
     * @throws IllegalArgumentException if the id is invalid
     * @see io.cloudjobs.print.PrinterJobResource#redirect(String)
     */
    public static Decision redirect(String printerId) {
        return new Decision(Kind.REDIRECT, checked(printerId), null, null, null, null);
    }

    /**
     * Redirects the job to another printer, which prints it with other settings.
     *
     * @param printerId the id of the destination printer
     * @param configuration the print settings on the destination printer
     * @return the decision
     * @throws IllegalArgumentException if the id is invalid, or the configuration has a value {@code unknownFutureValue},
     *     which must never be sent
     * @see io.cloudjobs.print.PrinterJobResource#redirect(String, PrintJobConfiguration)
     */
    public static Decision redirect(String printerId, PrintJobConfiguration configuration) {
        return new Decision(Kind.REDIRECT, checked(printerId), copy(configuration), null, null, null);
    }

    /**
     * Aborts the job.
     *
     * @param reason the reason, for people
     * @return the decision
     * @throws IllegalArgumentException if the reason is blank
     * @see io.cloudjobs.print.PrinterJobResource#abort(String)
     */
    public static Decision abort(String reason) {
        return new Decision(Kind.ABORT, null, null, Checks.notBlank("reason", reason), null, null);
    }

    /**
     * Keeps the job held until {@link PrintTaskWorker#decide} is called for it, or it ends in another way. The worker
     * sends nothing.
     *
     * @return the decision
     */
    public static Decision hold() {
        return new Decision(Kind.HOLD, null, null, null, null, null);
    }

    /**
     * Keeps the job held for some time. Then the worker asks the handler again. {@link PrintTaskWorker#decide} ends the
     * hold earlier. The worker sends nothing.
     *
     * @param duration how long, from the time of the decision; a duration beyond {@link Instant#MAX} has no end
     * @return the decision
     * @throws IllegalArgumentException if the duration is not positive
     */
    public static Decision hold(Duration duration) {
        return new Decision(Kind.HOLD, null, null, null, Checks.positive("duration", duration), null);
    }

    /**
     * Keeps the job held until a time, like {@link #hold(Duration)}. If the time is over, the worker asks the handler
     * again after one second.
     *
     * @param until the time
     * @return the decision
     */
    public static Decision hold(Instant until) {
        return new Decision(Kind.HOLD, null, null, null, null, Objects.requireNonNull(until, "until"));
    }

    private static String checked(String printerId) {
        return new PrintJobLink(printerId, "0").printerId(); // checks it as each request does
    }

    private static PrintJobConfiguration copy(PrintJobConfiguration configuration) {
        return Objects.requireNonNull(configuration, "configuration").toBuilder()
                .build();
    }

    /**
     * Returns the kind of the decision, for example as a tag of a metric.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /** Returns the destination of a redirect. */
    String printerId() {
        return Objects.requireNonNull(printerId);
    }

    @Nullable PrintJobConfiguration configuration() {
        return configuration;
    }

    /** Returns the reason of an abort. */
    String reason() {
        return Objects.requireNonNull(reason);
    }

    /** Returns the end of a hold; null for none. */
    @Nullable Instant until() {
        return until;
    }

    /** Returns this decision with the end of a hold as a time. */
    Decision madeAt(Instant now) {
        return duration == null ? this : hold(Delays.after(now, duration));
    }

    /** Returns the JSON that the database stores. */
    @JsonValue
    Object stored() {
        return unknown == null ? members() : unknown;
    }

    private Map<String, Object> members() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("kind", kind);
        put(stored, "printerId", printerId);
        put(stored, "configuration", configuration);
        put(stored, "reason", reason);
        put(stored, "duration", duration);
        put(stored, "until", until);
        return stored;
    }

    private static void put(Map<String, Object> stored, String name, @Nullable Object value) {
        if (value != null) {
            stored.put(name, value instanceof PrintJobConfiguration ? value : value.toString());
        }
    }

    /** Reads a stored decision. One that this version would not store again in the same way is unknown. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Decision read(JsonNode stored) {
        try {
            Decision read = known(stored);
            if (stored.equals(StoredJson.JSON.deserialize(JsonNode.class, StoredJson.JSON.serialize(read)))) {
                return read;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // A newer version may have kinds and formats that this one does not know.
        }
        return new Decision(stored);
    }

    private static Decision known(JsonNode stored) {
        JsonNode configuration = stored.get("configuration");
        String duration = text(stored, "duration");
        String until = text(stored, "until");
        return new Decision(
                Kind.valueOf(stored.path("kind").asText()),
                text(stored, "printerId"),
                configuration == null ? null : configuration(configuration),
                text(stored, "reason"),
                duration == null ? null : Duration.parse(duration),
                until == null ? null : Instant.parse(until));
    }

    private static @Nullable String text(JsonNode stored, String name) {
        return stored.hasNonNull(name) ? stored.get(name).asText() : null;
    }

    /** Reads a configuration as the client reads it, as a member of a job. */
    private static @Nullable PrintJobConfiguration configuration(JsonNode stored) {
        return PrintJob.fromJson("{\"id\":\"0\",\"status\":{\"state\":\"paused\"},\"configuration\":" + stored + "}")
                .configuration();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decision that
                && kind == that.kind
                && Objects.equals(printerId, that.printerId)
                && Objects.equals(configuration, that.configuration)
                && Objects.equals(reason, that.reason)
                && Objects.equals(duration, that.duration)
                && Objects.equals(until, that.until)
                && Objects.equals(unknown, that.unknown);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, printerId, configuration, reason, duration, until, unknown);
    }

    /** Returns a short text for logs, for example {@code Decision[redirect, printerId=c05f3726]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Decision[").append(kind.name().toLowerCase(Locale.ROOT));
        members().forEach((name, value) -> {
            if (!name.equals("kind")) {
                text.append(", ").append(name).append('=').append(Shown.of(value));
            }
        });
        return text.append(']').toString();
    }
}
