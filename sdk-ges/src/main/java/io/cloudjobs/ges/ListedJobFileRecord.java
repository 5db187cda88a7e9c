package io.cloudjobs.ges;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.secret.Shown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

record ListedJobFileRecord(
        String kind,
        @Nullable String fileName,
        @Nullable GesJobStatus status,
        @Nullable Long total,
        @Nullable Long successful,
        @Nullable Long failed,
        @Nullable Instant startTime,
        @Nullable Instant endTime)
        implements ListedJobFile {

    /** Returns all files. The service groups them by kind, with one object per kind. */
    static List<ListedJobFile> of(JsonNode files) {
        return files.valueStream()
                .flatMap(JsonNode::propertyStream)
                .flatMap(kind -> kind.getValue().valueStream().map(file -> of(kind.getKey(), file)))
                .toList();
    }

    private static ListedJobFile of(String kind, JsonNode file) {
        return new ListedJobFileRecord(
                kind,
                LenientValues.text(file.path("fileName")),
                ListedJobRecord.status(file),
                count(file, "total"),
                count(file, "successful"),
                count(file, "failed"),
                time(file.path("startTime")),
                time(file.path("endTime")));
    }

    private static @Nullable Long count(JsonNode file, String what) {
        Long lines = LenientValues.count(file.path(what + "Lines"));
        return lines == null ? LenientValues.count(file.path(what + "Labels")) : lines;
    }

    private static @Nullable Instant time(JsonNode micros) {
        Long since = LenientValues.count(micros);
        return since == null ? null : Instant.EPOCH.plus(since, ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
        return Shown.record(
                "ListedJobFile",
                "kind",
                kind,
                "fileName",
                fileName,
                "status",
                status,
                "total",
                total,
                "successful",
                successful,
                "failed",
                failed,
                "startTime",
                startTime,
                "endTime",
                endTime);
    }
}
