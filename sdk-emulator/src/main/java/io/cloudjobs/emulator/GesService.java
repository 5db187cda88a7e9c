package io.cloudjobs.emulator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The service plane of the graph engine without HTTP: graphs, their jobs, and the rules. */
final class GesService {
    private static final class Job {
        private final GesJobKind kind;
        private GesJobStatus status = GesJobStatus.PENDING;

        private Job(GesJobKind kind) {
            this.kind = kind;
        }
    }

    private final Map<String, Map<String, Job>> jobsOfGraphs = new HashMap<>();

    synchronized String submit(String graphName, GesJobKind kind) {
        // The service's own form: a UUID with nine digits behind it.
        String jobId = UUID.randomUUID() + "001679122";
        jobsOfGraphs.computeIfAbsent(graphName, name -> new LinkedHashMap<>()).put(jobId, new Job(kind));
        return jobId;
    }

    /** Moves a job on, as the engine would; a move that the engine never makes is the caller's mistake. */
    synchronized void move(String graphName, String jobId, GesJobStatus next) {
        Job job = seeded(graphName, jobId);
        if (job.status.hasEnded() || job.status == next) {
            throw new IllegalStateException("job " + jobId + " is " + Words.of(job.status) + " already");
        }
        job.status = next;
    }

    synchronized GesJobStatus seededStatus(String graphName, String jobId) {
        return seeded(graphName, jobId).status;
    }

    synchronized void cancel(String graphName, String jobId) {
        Job job = find(graphName, jobId);
        if (job == null || job.status.hasEnded() || !job.kind.isCancellable()) {
            throw new Refusal(400, "GES.8303", "can not find job to cancel, jobId is " + jobId);
        }
        job.status = GesJobStatus.CANCELLED;
    }

    synchronized GesJobStatus status(String graphName, String jobId) {
        Job job = find(graphName, jobId);
        if (job == null) {
            // Two blanks, as the service writes it.
            throw new Refusal(400, "GES.8301", "can not find job, jobId is  " + jobId);
        }
        return job.status;
    }

    private @Nullable Job find(String graphName, String jobId) {
        var jobs = jobsOfGraphs.get(graphName);
        if (jobs == null) {
            throw new Refusal(400, "GES.8000", "graph : " + graphName + " not exist");
        }
        return jobs.get(jobId);
    }

    private Job seeded(String graphName, String jobId) {
        Job job = jobsOfGraphs.getOrDefault(graphName, Map.of()).get(jobId);
        if (job == null) {
            throw new IllegalArgumentException("graph " + graphName + " has no job " + jobId);
        }
        return job;
    }
}
