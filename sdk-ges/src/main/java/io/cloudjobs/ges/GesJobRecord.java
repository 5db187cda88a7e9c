package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.Json;
import io.cloudjobs.core.internal.KeepsJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

record GesJobRecord(
        GesJobStatus status,
        @Nullable String failReason,
        @Nullable GesResultRecord result,
        @Nullable String json) implements GesJob, KeepsJson<GesJobRecord> {
    GesJobRecord {
        Json.required("status", status);
    }

    @JsonCreator
    static GesJobRecord read(
            @JsonProperty("status") GesJobStatus status,
            @JsonProperty("failReason") @Nullable String failReason,
            @JsonProperty("errorMessage") @Nullable String errorMessage,
            @JsonProperty("data") @Nullable JsonNode data) {
        String reason = failReason == null ? errorMessage : failReason;
        boolean isReason = reason != null
                && !reason.isBlank()
                && !Json.required("status", status).isSuccess();
        return new GesJobRecord(
                status,
                isReason ? reason : null,
                data != null && data.isObject() ? new GesResultRecord(data, null) : null,
                null);
    }

    /** Whether an error is the status of a job that has failed, and that came with the code of its failure. */
    static boolean isFailureIn(ErrorResponse error) {
        GesJobStatus status =
                error.status() == 200 && error.body() != null ? ListedJobRecord.status(Json.tree(error.body())) : null;
        return status != null && status.isTerminal() && !status.isSuccess();
    }

    /** A job whose failure is known from an error. */
    static GesJobRecord failed(ErrorResponse error) {
        return isFailureIn(error)
                ? Json.read(Objects.requireNonNull(error.body()), GesJobRecord.class)
                : ended(GesJobStatus.FAILED, error);
    }

    /** A job whose end is known from an error. */
    static GesJobRecord ended(GesJobStatus status, ErrorResponse error) {
        return new GesJobRecord(status, error.message(), null, error.body());
    }

    @Override
    public GesJobRecord withJson(String json) {
        return new GesJobRecord(status, failReason, result, json);
    }

    /** Short, for a log: without the received text. */
    @Override
    public String toString() {
        return "GesJob[status=" + status + (failReason == null ? "" : ", failReason=" + failReason) + "]";
    }
}
