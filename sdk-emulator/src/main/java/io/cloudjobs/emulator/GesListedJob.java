package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A job in the list of jobs. */
final class GesListedJob {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int LINES = 1000;

    private GesListedJob() {}

    static ObjectNode json(EmulatedGesJob job, GesEngine engine, Instant now) {
        return engine.isDatabase() ? ofDatabaseEdition(job, engine) : ofMemoryEdition(job, engine, now);
    }

    private static ObjectNode ofDatabaseEdition(EmulatedGesJob job, GesEngine engine) {
        GesWork work = job.work();
        var listed = JsonTrees.object();
        listed.put("jobId", job.id()).put("status", engine.word(job.status(), work.kind()));
        listed.putObject("request")
                .put("command", work.kind().name().toLowerCase(Locale.ROOT))
                .put("url", work.url())
                .put("rawRequest", work.rawRequest());
        return listed;
    }

    private static ObjectNode ofMemoryEdition(EmulatedGesJob job, GesEngine engine, Instant now) {
        GesWork work = job.work();
        var listed = JsonTrees.object();
        listed.put("jobId", job.id())
                .put("rawRequest", work.rawRequest())
                .put("taskType", work.kind().taskType())
                .put("canStop", job.isCancellable(engine));
        int progress = job.progress(now);
        if (engine == GesEngine.MEMORY_2_2) {
            listed.put("progress", progress);
        } else {
            listed.put("progress", String.valueOf(progress));
        }
        if (work.kind() == GesJobKind.IMPORT_GRAPH && job.status() == EmulatedGesJobStatus.SUCCESS) {
            ArrayNode files = listed.putArray("files");
            addFile(files, job, "edgeFiles", "edgesetPath", "Lines");
            addFile(files, job, "vertexFiles", "vertexsetPath", "Lines");
            addFile(files, job, "schemaFiles", "schemaPath", "Labels");
        }
        listed.put("startTime", time(job.started()));
        if (job.status().hasFailed()) {
            listed.put("failReason", job.failReason());
        }
        return listed.put("endTime", time(job.ended())).put("status", engine.word(job.status(), work.kind()));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    private static void addFile(ArrayNode files, EmulatedGesJob job, String list, String path, String unit) {
        String name = job.work().body().path(path).asText();
        if (!name.isEmpty()) {
            files.addObject()
                    .putArray(list)
                    .addObject()
                    .put("fileName", name)
                    .put("total" + unit, LINES)
                    .put("startTime", micros(job.started()))
                    .put("successful" + unit, LINES)
                    .put("endTime", micros(job.ended()))
                    .put("status", "success")
                    .put("failed" + unit, 0);
        }
    }

    private static long micros(@Nullable Instant time) {
        return time == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
