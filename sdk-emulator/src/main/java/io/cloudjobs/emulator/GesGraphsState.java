package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.state.StateObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of the graph engine as JSON. Callers hold the lock of the {@link GesServicePlane}. */
final class GesGraphsState {
    private static final String NAME = "name";
    private static final String JOB_ID = "jobId";
    private static final String PROGRESS = "progress";

    private final GesServicePlane service;

    GesGraphsState(GesServicePlane service) {
        this.service = service;
    }

    /** Returns the state, with the rows of the outputs if it is whole. */
    ObjectNode write(boolean isWhole) {
        ObjectNode state = JsonTrees.object()
                .put("engine", service.engine().name())
                .put("pendingTime", service.life().pending().toString())
                .put("runningTime", service.life().running().toString())
                .put("cancelTime", service.cancelDelay().toString());
        ArrayNode graphs = state.putArray("graphs");
        service.graphs().forEach((name, graph) -> {
            graph.passTo(service.now());
            graphs.add(write(name, graph, isWhole));
        });
        return state;
    }

    private ObjectNode write(String name, GesGraph graph, boolean isWhole) {
        ObjectNode json = JsonTrees.object().put(NAME, name);
        ArrayNode indexes = json.putArray("indexes");
        graph.builders().forEach((index, builder) -> {
            if (graph.hasIndex(index)) {
                ObjectNode of = indexes.addObject().put(NAME, index);
                if (graph.job(builder.id()) == builder) {
                    of.put(JOB_ID, builder.id());
                }
            }
        });
        ArrayNode outputs = json.putArray("outputs");
        graph.outputs()
                .forEach((work, output) -> outputs.addObject().put("of", work).setAll(output.state(isWhole)));
        ArrayNode jobs = json.putArray("jobs");
        graph.oldestFirst().forEach(job -> jobs.add(write(job, isWhole)));
        return json;
    }

    private ObjectNode write(EmulatedGesJob job, boolean isWhole) {
        GesWork work = job.work();
        ObjectNode json =
                JsonTrees.object().put("id", job.id()).put("kind", work.kind().name());
        if (work.kind().isAlgorithm()) {
            json.put("algorithm", work.name());
        }
        json.put("status", job.status().word()).put(PROGRESS, job.progress(service.now()));
        put(json, "startedAt", job.started());
        put(json, "endedAt", job.ended());
        if (!job.status().hasEnded()) {
            put(json, "startsAt", job.toStart());
            put(json, "endsAt", job.toEnd());
        }
        if (job.isToBeCancelled()) {
            json.put("cancelled", true);
        }
        if (job.failReason() != null) {
            json.put("failReason", job.failReason());
        }
        if (!work.url().isEmpty()) {
            json.put("url", work.url());
        }
        if (isWhole && !work.body().isEmpty()) {
            json.set("request", work.body().deepCopy()); // can contain the secret keys of a bucket
        }
        GesOutput output = job.output();
        if (output != null) {
            json.set("output", output.state(isWhole));
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, time.toString());
        }
    }

    /** Reads the state, and adds the changes that make it. Changes nothing itself. */
    void read(StateObject state, List<Runnable> changes) {
        GesEngine engine = state.word("engine", service.engine(), GesEngine.values(), GesEngine::name);
        GesLife life = new GesLife(
                duration(state, "pendingTime", service.life().pending()),
                duration(state, "runningTime", service.life().running()));
        Duration cancelTime = duration(state, "cancelTime", service.cancelDelay());
        changes.add(() -> {
            service.engine(engine);
            service.life(life);
            service.cancelDelay(cancelTime);
        });
        var graphs = new HashMap<>(service.graphs());
        for (StateObject json : state.children("graphs", NAME, "indexes", "outputs", "jobs")) {
            String name = json.id(NAME, "");
            GesGraph graph = graphs.computeIfAbsent(name, added -> new GesGraph());
            changes.add(() -> service.graphs().put(name, graph));
            read(json, graph, changes);
        }
    }

    private static Duration duration(StateObject state, String name, Duration usual) {
        Duration duration = state.duration(name, usual);
        if (duration.isNegative()) {
            throw state.wrong(name, state.get(name), "a duration that is not negative");
        }
        return duration;
    }

    private void read(StateObject json, GesGraph graph, List<Runnable> changes) {
        Map<String, EmulatedGesJob> jobs = new HashMap<>();
        graph.oldestFirst().forEach(job -> jobs.put(job.id(), job));
        for (StateObject each : json.children(
                "jobs",
                "id",
                "kind",
                "algorithm",
                "status",
                PROGRESS,
                "startedAt",
                "endedAt",
                "startsAt",
                "endsAt",
                "cancelled",
                "failReason",
                "url",
                "request",
                "output")) {
            EmulatedGesJob job = job(each);
            if (jobs.put(job.id(), job) != null) {
                throw each.wrong("id", each.get("id"), "an id that does not exist yet");
            }
            changes.add(() -> graph.add(job));
        }
        for (StateObject each : json.children("indexes", NAME, JOB_ID)) {
            String name = each.id(NAME, "");
            String jobId = each.text(JOB_ID);
            EmulatedGesJob builder = jobId == null ? built() : jobs.get(jobId);
            if (builder == null) {
                throw each.wrong(JOB_ID, each.get(JOB_ID), "the id of a job of this graph");
            }
            changes.add(() -> graph.addIndex(name, builder));
        }
        for (StateObject each : json.children("outputs", "of", NAME, "size", "rows", "value")) {
            String of = each.id("of", "");
            GesOutput output = output(each);
            changes.add(() -> graph.output(of, output));
        }
    }

    private static EmulatedGesJob built() {
        var job = new EmulatedGesJob("", GesWork.seeded(GesJobKind.ADD_INDEX));
        job.restore(EmulatedGesJobStatus.SUCCESS, EmulatedGesJob.HALF, null, null);
        return job;
    }

    private static GesOutput output(StateObject json) {
        String name = json.id(NAME, "");
        if (json.has("value")) {
            return GesOutput.value(name, json.get("value").toString());
        }
        JsonNode rows = json.get("rows");
        if (!rows.isArray()) {
            throw json.wrong("rows", rows, "a list of rows, or value");
        }
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.toString()));
        return GesOutput.rows(name, texts.size(), texts::get);
    }

    private EmulatedGesJob job(StateObject json) {
        GesJobKind kind = json.word("kind", GesJobKind.ALGORITHM, GesJobKind.values(), GesJobKind::name);
        GesWork usual = GesWork.seeded(kind);
        String algorithm = json.text("algorithm");
        if (algorithm != null && !kind.isAlgorithm()) {
            throw json.error("algorithm", "is not for the kind " + kind + ": leave it out");
        }
        String name = algorithm == null ? usual.name() : algorithm;
        ObjectNode request = json.object("request");
        var job = new EmulatedGesJob(
                json.id("id", GesServicePlane.newId()), new GesWork(kind, name, json.text("url", ""), request));
        EmulatedGesJobStatus status = json.word(
                "status", EmulatedGesJobStatus.PENDING, EmulatedGesJobStatus.values(), EmulatedGesJobStatus::word);
        Instant now = service.now();
        Instant started = json.time("startedAt");
        Instant ended = json.time("endedAt");
        boolean hasStarted = status != EmulatedGesJobStatus.PENDING && status != EmulatedGesJobStatus.CANCELLED;
        job.restore(
                status,
                status == EmulatedGesJobStatus.RUNNING
                        ? json.number(PROGRESS, EmulatedGesJob.HALF, 0, 100)
                        : EmulatedGesJob.HALF,
                started == null && hasStarted ? ended == null ? now : ended : started,
                ended == null && status.hasEnded() ? now : ended);
        job.plan(json.time("startsAt"), json.time("endsAt"), json.flag("cancelled", false));
        String reason = json.text("failReason");
        job.restoreFailReason(reason == null && status.hasFailed() ? work(job, "it failed") : reason);
        if (!json.get("output").isNull()) {
            job.output(output(json.child("output", NAME, "size", "rows", "value")));
        }
        return job;
    }

    private static String work(EmulatedGesJob job, String reason) {
        GesWork work = job.work();
        return work.kind().isAlgorithm() ? "Running algorithm [" + work.name() + "] error: " + reason + "!" : reason;
    }
}
