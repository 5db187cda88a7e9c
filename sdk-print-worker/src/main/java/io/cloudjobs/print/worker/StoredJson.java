package io.cloudjobs.print.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cloudjobs.core.internal.secret.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes what the database stores as JSON, so that people can read it. */
final class StoredJson implements Serializer {
    static final StoredJson JSON = new StoredJson();

    private static final System.Logger LOG = System.getLogger("io.cloudjobs.print.worker");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredJson() {}

    @Override
    public byte @Nullable [] serialize(@Nullable Object data) {
        try {
            return data == null ? null : MAPPER.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] stored) {
        try {
            return stored == null ? null : MAPPER.readValue(stored, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the state of a row. If it cannot be read, for example because a later version of this library wrote it, returns
     * a new state. A request may be on its way, so the new state waits until it must have arrived.
     */
    static TaskState state(TaskInstanceId row, Supplier<? extends @Nullable TaskState> stored, Instant now) {
        String reason = "it is not the state of this task";
        try {
            TaskState state = stored.get();
            if (state != null && state.taskId.toLowerCase(Locale.ROOT).equals(row.getId())) {
                state.checkTimes();
                return state;
            }
        } catch (RuntimeException e) {
            reason = Shown.of(e.getMessage());
        }
        TaskState lost = TaskState.found(row.getId(), null, now);
        lost.sentAt = now.toString();
        lost.problem = "the stored state could not be read, so the worker begins anew: " + reason;
        return lost;
    }

    /** Returns a stored decision from outside; null if it cannot be read. */
    static @Nullable TaskState decided(Supplier<? extends @Nullable TaskState> stored) {
        try {
            TaskState decided = stored.get();
            if (decided != null) {
                decided.checkTimes();
            }
            return decided;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Returns a stored text, if it can be read. */
    static Optional<String> text(Supplier<? extends @Nullable Object> stored) {
        try {
            return stored.get() instanceof String text ? Optional.of(text) : Optional.empty();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a stored time could not be read: {0}", Shown.of(e.getMessage()));
            return Optional.empty();
        }
    }
}
