package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates the bodies of the responses of the graph engine, except errors. */
final class GesResponses {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int LINES = 1000;

    private GesResponses() {}

    /** Returns the response to a submit. */
    static ObjectNode submitted(EmulatedGesJob job) {
        ObjectNode response = JsonTrees.object().put("jobId", job.id());
        Integer jobType = job.kind().jobType();
        return jobType == null ? response : response.put("jobType", jobType);
    }

    /** Returns the table in the response to a submitted Cypher query. */
    static ObjectNode table(EmulatedGesJob job, GesEngine engine) {
        ObjectNode response = JsonTrees.object();
        ObjectNode table = response.putArray("results").addObject();
        ArrayNode columns = table.putArray("columns");
        ObjectNode data = JsonTrees.object();
        ArrayNode row = data.putArray("row");
        ArrayNode meta = data.putArray("meta");
        submitted(job).properties().forEach(member -> {
            if (!member.getKey().equals("jobType") || !engine.isDatabase()) {
                columns.add(member.getKey());
                table.set(member.getKey(), member.getValue());
                row.add(member.getValue());
                meta.addNull();
            }
        });
        table.putArray("data").add(data);
        response.putArray("errors");
        return response;
    }

    /** Returns the result of a Cypher query, which is one table. */
    static ObjectNode table(GesOutput output) {
        ObjectNode response = JsonTrees.object();
        output.addTableTo(response.putArray("results"));
        response.putArray("errors");
        return response;
    }

    /** Returns the status of a job with one page of its result, if it has one. */
    static ObjectNode status(EmulatedGesJob job, @Nullable GesOutput output, GesPart part, GesEngine engine) {
        GesJobKind kind = job.kind();
        boolean hasSucceeded = job.status() == EmulatedGesJobStatus.SUCCESS;
        ObjectNode response = JsonTrees.object();
        if (hasSucceeded && output != null) {
            boolean isNested = kind.isAlgorithm() || !engine.isDatabase();
            ObjectNode data = response.putObject("data");
            addResult(
                    isNested ? data.putObject("outputs") : data,
                    output,
                    part,
                    kind.isAlgorithm() ? job.runtime() : null);
        }
        response.put("status", engine.word(job.status(), kind));
        return hasSucceeded && kind.isHyg() ? response.put("result", "success") : response;
    }

    /** Returns the result of a synchronous algorithm. */
    static ObjectNode result(GesOutput output, GesPart part) {
        ObjectNode response = JsonTrees.object();
        addResult(response.putObject("data").putObject("outputs"), output, part, 0.001);
        return response;
    }

    private static void addResult(ObjectNode json, GesOutput output, GesPart part, @Nullable Double runtime) {
        output.addTo(json, part);
        if (runtime != null) {
            json.put("runtime", runtime);
        }
        output.addSizesTo(json, part);
    }

    /** Returns the result of a synchronous filtered query, without its size. */
    static ObjectNode found(GesOutput output) {
        ObjectNode response = JsonTrees.object();
        output.addTo(response.putObject("data"), GesPart.FIRST);
        return response;
    }

    /** Returns a job in the list of jobs. */
    static ObjectNode listed(EmulatedGesJob job, GesEngine engine, Instant now) {
        GesJobKind kind = job.kind();
        String status = engine.word(job.status(), kind);
        ObjectNode listed = JsonTrees.object().put("jobId", job.id());
        if (engine.isDatabase()) {
            listed.put("status", status)
                    .putObject("request")
                    .put("command", kind.name().toLowerCase(Locale.ROOT))
                    .put("url", job.url())
                    .put("rawRequest", job.rawRequest());
            return listed;
        }
        listed.put("rawRequest", job.rawRequest())
                .put("taskType", kind.taskType())
                .put("canStop", job.isCancellable(engine));
        int progress = job.progress(now);
        if (engine == GesEngine.MEMORY_2_2) {
            listed.put("progress", progress);
        } else {
            listed.put("progress", String.valueOf(progress));
        }
        if (kind == GesJobKind.IMPORT_GRAPH && job.status() == EmulatedGesJobStatus.SUCCESS) {
            ArrayNode files = listed.putArray("files");
            addFile(files, job, "edgeFiles", "edgesetPath", "Lines");
            addFile(files, job, "vertexFiles", "vertexsetPath", "Lines");
            addFile(files, job, "schemaFiles", "schemaPath", "Labels");
        }
        listed.put("startTime", time(job.started()));
        if (job.status().hasFailed()) {
            listed.put("failReason", job.failReason());
        }
        return listed.put("endTime", time(job.ended())).put("status", status);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    private static void addFile(ArrayNode files, EmulatedGesJob job, String list, String path, String unit) {
        String name = job.request().path(path).asText();
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
