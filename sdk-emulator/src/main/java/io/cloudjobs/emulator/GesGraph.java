package io.cloudjobs.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
    @Nullable GesOutput output(GesWork work) {
        GesOutput output = outputs.get(work.name());
        if (output == null) {
            output = outputs.get(work.kind().name());
        }
        return output == null ? work.nothing() : output;
    }

    Collection<EmulatedGesJob> oldestFirst() {
        return jobs.values();
    }

    /** Returns the jobs that build or have built the indexes, by the names of the indexes. */
    Map<String, EmulatedGesJob> builders() {
        return builderOfIndex;
    }

    Map<String, GesOutput> outputs() {
        return outputs;
    }
}
