package io.cloudjobs.ges;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.json.Json;
import io.cloudjobs.core.internal.json.KeepsJson;
import io.cloudjobs.core.internal.json.Promises;
import io.cloudjobs.core.internal.secret.Shown;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record ListedJobRecord(
        String jobId,
        @Nullable GesJobStatus status,
        @Nullable String taskType,
        @Nullable Boolean canStop,
        @Nullable Integer progress,
        @Nullable String startTime,
        @Nullable String endTime,
        @Nullable String failReason,
        @Nullable String rawRequest,
        @Nullable String url,
        List<ListedJobFile> files,
        @Nullable String json)
        implements ListedJob, Promises, KeepsJson<ListedJobRecord> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static @Nullable ListedJobRecord of(JsonNode job) {
        if (!job.isObject()) {
            return null;
        }
        JsonNode request = job.path("request"); // database edition
        Long progress = LenientValues.count(job.path("progress"));
        return new ListedJobRecord(
                Json.idOrEmpty(text(job.path("jobId"), job.path("job_id"))),
                status(job),
                text(job.path("taskType"), request.path("command")),
                LenientValues.flag(job.path("canStop")),
                progress == null || progress != progress.intValue() ? null : Integer.valueOf(progress.intValue()),
                LenientValues.text(job.path("startTime")),
                LenientValues.text(job.path("endTime")),
                LenientValues.text(job.path("failReason")),
                text(job.path("rawRequest"), request.path("rawRequest"), request.path("body")),
                LenientValues.text(request.path("url")),
                ListedJobFileRecord.of(job.path("files")),
                null);
    }

    /** Requires an id, unless the job is a row of a list. */
    @Override
    public void check() {
        Json.required("jobId", jobId);
    }

    @Override
    public ListedJobRecord withJson(String json) {
        return new ListedJobRecord(
                jobId,
                status,
                taskType,
                canStop,
                progress,
                startTime,
                endTime,
                failReason,
                rawRequest,
                url,
                files,
                json);
    }

    /** Returns the first value that is not blank. An object becomes its JSON. */
    private static @Nullable String text(JsonNode... values) {
        return Stream.of(values)
                .map(value -> value.isObject() ? value.toString() : LenientValues.text(value))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static @Nullable GesJobStatus status(JsonNode object) {
        String status = LenientValues.text(object.path("status"));
        return status == null ? null : GesJobStatus.read(status);
    }

    /** Returns a short text for logs, without the request and the JSON, because they may contain secrets. */
    @Override
    public String toString() {
        return Shown.record("ListedJob", "jobId", jobId, "taskType", taskType, "status", status);
    }
}
