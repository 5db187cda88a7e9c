package io.cloudjobs.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A graph: its jobs, its indexes, and what work on it comes to. Guarded by the lock of {@link GesServicePlane}. */
final class GesGraph {
    private final Map<String, EmulatedGesJob> jobs = new LinkedHashMap<>();
    private final Map<String, EmulatedGesJob> builderOfIndex = new HashMap<>();
    private final Map<String, GesOutput> outputs = new HashMap<>();

    void add(EmulatedGesJob job) {
        jobs.put(job.id(), job);
    }

    /** Does what is due. */
    void passTo(Instant now) {
        jobs.values().forEach(job -> job.passTo(now));
    }

    @Nullable EmulatedGesJob job(String jobId) {
        return jobs.get(jobId);
    }

    void remove(String jobId) {
        jobs.remove(jobId);
    }

    /** The newest first. */
    List<EmulatedGesJob> jobs() {
        var newestFirst = new ArrayList<>(jobs.values());
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** An index is there from the submit on, unless its job came to nothing. */
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

    /** What such work answers from now on. */
    void answer(String name, GesOutput output) {
        outputs.put(name, output);
    }

    /** What was said about this algorithm, else about the kind, else nothing; null for work without a result. */
    @Nullable GesOutput output(GesWork work) {
        GesOutput output = outputs.get(work.name());
        if (output == null) {
            output = outputs.get(work.kind().name());
        }
        return output == null ? work.nothing() : output;
    }
}
