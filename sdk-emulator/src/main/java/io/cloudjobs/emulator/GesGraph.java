package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph with its jobs, its indexes and the outputs of work on it. Guarded by the lock of {@link GesServicePlane}.
 */
final class GesGraph {
    private final Map<String, EmulatedGesJob> jobs = new LinkedHashMap<>();
    private final Map<String, EmulatedGesJob> builderOfIndex = new LinkedHashMap<>();
    private final Map<String, GesOutput> outputs = new LinkedHashMap<>();

    void add(EmulatedGesJob job) {
        jobs.put(job.id(), job);
    }

    /** Moves all jobs to their state at this time. */
    void passTo(Instant now) {
        jobs.values().forEach(job -> job.passTo(now));
    }

    @Nullable EmulatedGesJob job(String jobId) {
        return jobs.get(jobId);
    }

    void remove(String jobId) {
        jobs.remove(jobId);
    }

    /** Returns the jobs, the newest first. */
    List<EmulatedGesJob> jobs() {
        var newestFirst = new ArrayList<>(jobs.values());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /**
     * Returns whether an index exists. It exists as soon as it is submitted, unless its job failed or was cancelled.
     */
    boolean hasIndex(String name) {
        EmulatedGesJob builder = builderOfIndex.get(name);
        return builder != null
                && builder.status() != EmulatedGesJobStatus.FAILED
                && builder.status() != EmulatedGesJobStatus.CANCELLED;
    }

    void addIndex(String name, EmulatedGesJob builder) {
        builderOfIndex.put(name, builder);
    }

    void dropIndex(String name) {
        builderOfIndex.remove(name);
    }

    /** Sets the output of a kind or an algorithm. */
    void output(String name, GesOutput output) {
        outputs.put(name, output);
    }

    /** Returns the output of the algorithm, or of the kind, or an empty list; null for work without a result. */
    @Nullable GesOutput output(EmulatedGesJob job) {
        GesJobKind kind = job.kind();
        String name = kind.isAlgorithm() ? job.name() : kind.output();
        GesOutput output = outputs.get(job.name());
        if (output == null) {
            output = outputs.get(kind.name());
        }
        return output == null && name != null ? GesOutput.rows(name, 0, row -> "{}") : output;
    }

    /** Returns the state, with the requests and the rows of the outputs if it is whole. */
    ObjectNode state(String name, Instant now, boolean isWhole) {
        ObjectNode state = JsonTrees.object().put("name", name);
        ArrayNode indexes = state.putArray("indexes");
        builderOfIndex.forEach((index, builder) -> {
            if (hasIndex(index)) {
                ObjectNode json = indexes.addObject().put("name", index);
                if (jobs.containsValue(builder)) {
                    json.put("jobId", builder.id());
                }
            }
        });
        ArrayNode all = state.putArray("outputs");
        outputs.forEach((of, output) -> all.addObject().put("of", of).setAll(output.state(isWhole)));
        ArrayNode list = state.putArray("jobs");
        jobs.values().forEach(job -> list.add(job.state(now, isWhole)));
        return state;
    }

    /** Reads a state, and adds the changes that make it. */
    void read(StateObject state, Instant now, List<Runnable> changes) {
        var known = new HashMap<>(jobs);
        for (StateObject json : state.children("jobs")) {
            EmulatedGesJob job = EmulatedGesJob.of(json, now);
            if (known.put(job.id(), job) != null) {
                throw json.duplicate();
            }
            changes.add(() -> add(job));
        }
        for (StateObject json : state.children("indexes")) {
            String name = json.id("name", "");
            String jobId = json.text("jobId");
            EmulatedGesJob builder = jobId == null ? EmulatedGesJob.seeded(GesJobKind.ADD_INDEX) : known.get(jobId);
            if (builder == null) {
                throw json.wrong("jobId", "the id of a job of this graph");
            }
            changes.add(() -> addIndex(name, builder));
        }
        for (StateObject json : state.children("outputs")) {
            String of = json.id("of", "");
            GesOutput output = GesOutput.of(json);
            changes.add(() -> output(of, output));
        }
    }
}
