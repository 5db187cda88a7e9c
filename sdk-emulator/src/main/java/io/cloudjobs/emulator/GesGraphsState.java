package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import java.time.Instant;
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
}
