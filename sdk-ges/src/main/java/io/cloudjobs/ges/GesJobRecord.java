package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.secret.Shown;
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
            @JsonProperty("result") @Nullable JsonNode result,
            @JsonProperty("data") @Nullable GesOutputs data) {
        boolean isSuccess = Json.required("status", status).isSuccess();
        boolean isFailure = isSuccess && result != null && "failed".equalsIgnoreCase(LenientValues.text(result));
        String reason = failReason == null || failReason.isBlank() ? errorMessage : failReason;
        boolean isReason = reason != null && !reason.isBlank() && (isFailure || !isSuccess);
        return new GesJobRecord(
                isFailure ? GesJobStatus.FAILED : status, // a response may have both "complete" and an error
                isReason ? reason : null,
                data == null || data == GesOutputs.NONE ? null : new GesResultRecord(data, null, null, null),
                null);
    }

    /** Returns a job whose end the service reported as an error. */
    static GesJobRecord ended(GesJobStatus status, ErrorResponse error) {
        return new GesJobRecord(status, error.message(), null, error.body());
    }

    /** Returns a job from the list, after the read returned an error. */
    static GesJobRecord listed(ListedJob job, ErrorResponse error) {
        GesJobStatus status = job.status() == null ? GesJobStatus.FAILED : job.status();
        boolean hasFailed = status.isTerminal() && !status.isSuccess();
        String reason = job.failReason() == null ? error.message() : job.failReason();
        return new GesJobRecord(status, hasFailed ? reason : null, null, error.body());
    }

    /** Returns whether an error in the response belongs to the job, not to the call. */
    @Override
    public boolean tellsOfError() {
        return status.isTerminal() && !status.isSuccess();
    }

    @Override
    public GesJobRecord withJson(String json) {
        return new GesJobRecord(status, failReason, result == null ? null : result.partOf(json), json);
    }

    /** Returns this job with its path for messages. */
    GesJobRecord of(String resource) {
        return new GesJobRecord(status, failReason, result == null ? null : result.of(resource), json);
    }

    /** Returns a short text for logs, without the received JSON. */
    @Override
    public String toString() {
        return failReason == null
                ? Shown.record("GesJob", "status", status)
                : Shown.record("GesJob", "status", status, "failReason", failReason);
    }
}
