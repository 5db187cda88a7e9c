package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.http.JsonTrees;
import io.cloudjobs.emulator.internal.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The service plane of the graph engine without HTTP: graphs, their jobs, and the rules. */
final class GesServicePlane {
    private final Time time;
    private final Map<String, GesGraph> graphs = new LinkedHashMap<>();
    private volatile GesEngine engine = GesEngine.MEMORY_2_3;
    private volatile GesLife life = GesLife.SHORT;
    private volatile Duration cancelDelay = Duration.ZERO;

    GesServicePlane(Time time) {
        this.time = time;
    }

    GesEngine engine() {
        return engine;
    }

    void engine(GesEngine next) {
        engine = next;
    }

    void life(GesLife next) {
        life = next;
    }

    void cancelDelay(Duration next) {
        GesLife.check("delay", next);
        cancelDelay = next;
    }

    synchronized void addGraph(String graphName) {
        graphOrNew(graphName);
    }

    private GesGraph graphOrNew(String graphName) {
        if (graphName.isBlank()) {
            throw new IllegalArgumentException("graphName must not be blank");
        }
        return graphs.computeIfAbsent(graphName, name -> new GesGraph());
    }

    synchronized void output(String graphName, String work, GesOutput output) {
        graphOrNew(graphName).output(work, output);
    }

    /** Creates a job that waits until the test moves it. */
    synchronized String seed(String graphName, GesJobKind kind) {
        var job = new EmulatedGesJob(newId(), GesWork.seeded(kind));
        graphOrNew(graphName).add(job);
        return job.id();
    }

    /** Applies a function to a job in its current state, without a request. */
    private synchronized <T> T seeded(String graphName, String jobId, Function<EmulatedGesJob, T> work) {
        GesGraph graph = graphs.get(graphName);
        EmulatedGesJob job = graph == null ? null : graph.job(jobId);
        if (job == null) {
            throw new IllegalArgumentException("graph " + graphName + " has no job " + jobId
                    + ": use the id that submitJob() or the submit of a client returned");
        }
        job.passTo(time.now());
        return work.apply(job);
    }

    void move(String graphName, String jobId, EmulatedGesJobStatus next) {
        seeded(graphName, jobId, job -> {
            job.move(next, time.now());
            return next;
        });
    }

    void finish(String graphName, String jobId, GesOutput output) {
        seeded(graphName, jobId, job -> {
            job.move(EmulatedGesJobStatus.SUCCESS, time.now());
            job.output(output);
            return output;
        });
    }

    void fail(String graphName, String jobId, EmulatedGesJobStatus how, String reason) {
        seeded(graphName, jobId, job -> {
            job.fail(how, reason, time.now());
            return how;
        });
    }

    String word(String graphName, String jobId) {
        return seeded(
                graphName, jobId, job -> engine.word(job.status(), job.work().kind()));
    }

    static String newId() {
        // Like the ids of the service: a UUID and nine digits.
        return UUID.randomUUID() + "001679122";
    }

    /** Throws a {@link Refusal} if the graph does not exist. Its code and message depend on the operation. */
    synchronized void expectGraph(String graphName, String code, String message) {
        if (!graphs.containsKey(graphName)) {
            throw new Refusal(400, code, message);
        }
    }

    private GesGraph graph(String graphName) {
        GesGraph graph = graphs.get(graphName);
        if (graph == null) {
            throw new Refusal(400, "GES.8000", "graph : " + graphName + " not exist");
        }
        graph.passTo(time.now());
        return graph;
    }

    synchronized String submit(String graphName, GesWork work) {
        return submit(graph(graphName), work).id();
    }

    private EmulatedGesJob submit(GesGraph graph, GesWork work) {
        var job = new EmulatedGesJob(newId(), work, time.now(), life);
        graph.add(job);
        return job;
    }

    synchronized String addIndex(String graphName, String index, GesWork work) {
        GesGraph graph = graph(graphName);
        if (graph.hasIndex(index)) {
            throw new Refusal(400, "GES.8603", "index [" + index + "] already exists");
        }
        EmulatedGesJob job = submit(graph, work);
        graph.addIndex(index, job);
        return job.id();
    }

    synchronized String dropIndex(String graphName, String index, GesWork work) {
        GesGraph graph = graph(graphName);
        if (!graph.hasIndex(index)) {
            throw new Refusal(400, "GES.8604", "index [" + index + "] is not found");
        }
        graph.dropIndex(index);
        return submit(graph, work).id();
    }

    synchronized String exportResult(String graphName, String jobId, boolean erase, GesWork work) {
        GesGraph graph = graph(graphName);
        EmulatedGesJob source = graph.job(jobId);
        if (source == null || source.status() != EmulatedGesJobStatus.SUCCESS) {
            throw new Refusal(400, "GES.8011", "job " + jobId + " has no result to export");
        }
        if (erase) {
            graph.remove(jobId);
        }
        return submit(graph, work).id();
    }

    /** Returns the result of synchronous work. */
    synchronized GesOutput execute(String graphName, GesWork work) {
        GesOutput output = graph(graphName).output(work);
        if (output == null) {
            throw new IllegalStateException(work.kind() + " has no result");
        }
        return output;
    }

    synchronized void cancel(String graphName, String jobId, boolean hyg) {
        EmulatedGesJob job = graph(graphName).job(jobId);
        if (job == null || job.work().kind().isHyg() != hyg || !job.isCancellable(engine)) {
            boolean unsupported = job != null
                    && engine != GesEngine.MEMORY_2_3
                    && !engine.cancels(job.work().kind());
            throw new Refusal(
                    400,
                    "GES.8303",
                    unsupported ? "Unsupported Operation" : "can not find job to cancel, jobId is " + jobId);
        }
        job.cancel(time.now(), cancelDelay);
    }

    /** Cancels all queued HyG jobs, for a path without a job id. */
    synchronized void cancelQueued(String graphName) {
        for (EmulatedGesJob job : graph(graphName).jobs()) {
            if (job.work().kind().isHyg() && job.status() == EmulatedGesJobStatus.PENDING) {
                job.cancel(time.now(), Duration.ZERO);
            }
        }
    }

    synchronized GesState status(String graphName, String jobId) {
        GesGraph graph = graph(graphName);
        EmulatedGesJob job = graph.job(jobId);
        if (job == null) {
            // Two spaces, as in the real message.
            throw new Refusal(400, "GES.8301", "can not find job, jobId is  " + jobId);
        }
        EmulatedGesJobStatus status = job.status();
        GesJobKind kind = job.work().kind();
        if (status == EmulatedGesJobStatus.FAILED && kind.isAlgorithm()) {
            throw new Refusal(400, "GES.8301", String.valueOf(job.failReason()));
        }
        boolean succeeded = status == EmulatedGesJobStatus.SUCCESS;
        GesOutput own = job.output();
        return new GesState(
                kind,
                status,
                !succeeded ? null : own != null ? own : graph.output(job.work()),
                succeeded && kind.isAlgorithm() ? job.runtime() : null);
    }

    synchronized ObjectNode jobs(String graphName, GesPart part) {
        Instant now = time.now();
        List<EmulatedGesJob> jobs = graph(graphName).jobs();
        var list = JsonTrees.object();
        ArrayNode listed = list.putArray("jobs");
        jobs.stream()
                .skip(part.offset())
                .limit(part.limit())
                .forEach(job -> listed.add(GesListedJob.json(job, engine, now)));
        return engine.isDatabase()
                ? list.put("totalCount", jobs.size()).put("result", "success")
                : list.put("jobCount", jobs.size());
    }

    /** Returns the graphs by name. Callers hold the lock of this object. */
    Map<String, GesGraph> graphs() {
        return graphs;
    }

    GesLife life() {
        return life;
    }

    Duration cancelDelay() {
        return cancelDelay;
    }

    Instant now() {
        return time.now();
    }
}
