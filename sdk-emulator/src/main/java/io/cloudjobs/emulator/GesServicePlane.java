package io.cloudjobs.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.internal.JsonTrees;
import io.cloudjobs.emulator.internal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service plane of the graph engine without HTTP: graphs, their jobs, and the rules. */
final class GesServicePlane {
    /** The members of the state. */
    private final Time time;

    private final Map<String, GesGraph> graphs = new LinkedHashMap<>();
    private volatile GesEngine engine = GesEngine.MEMORY_2_3;
    /** Long enough for a program to see both states, too short to slow a test down. */
    private Duration pendingTime = Duration.ofMillis(100);

    private Duration runningTime = Duration.ofMillis(200);
    private Duration cancelTime = Duration.ZERO;

    GesServicePlane(Time time) {
        this.time = time;
    }

    GesEngine engine() {
        return engine;
    }

    void engine(GesEngine next) {
        engine = next;
    }

    synchronized void jobsTake(Duration pending, Duration running) {
        pendingTime = checked("pending", pending);
        runningTime = checked("running", running);
    }

    synchronized void cancelsTake(Duration delay) {
        cancelTime = checked("delay", delay);
    }

    private static Duration checked(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
        }
        return duration;
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
        var job = EmulatedGesJob.seeded(kind);
        graphOrNew(graphName).add(job);
        return job.id();
    }

    /** Returns a job in its current state, without a request. */
    private EmulatedGesJob seeded(String graphName, String jobId) {
        GesGraph graph = graphs.get(graphName);
        EmulatedGesJob job = graph == null ? null : graph.job(jobId);
        if (job == null) {
            throw new IllegalArgumentException("graph " + graphName + " has no job " + jobId
                    + ": use the id that submitJob() or the submit of a client returned");
        }
        job.passTo(time.now());
        return job;
    }

    synchronized void move(String graphName, String jobId, EmulatedGesJobStatus next) {
        seeded(graphName, jobId).move(next, time.now());
    }

    synchronized void finish(String graphName, String jobId, GesOutput output) {
        EmulatedGesJob job = seeded(graphName, jobId);
        job.move(EmulatedGesJobStatus.SUCCESS, time.now());
        job.output(output);
    }

    synchronized void fail(String graphName, String jobId, EmulatedGesJobStatus how, String reason) {
        seeded(graphName, jobId).fail(how, reason, time.now());
    }

    synchronized String word(String graphName, String jobId) {
        EmulatedGesJob job = seeded(graphName, jobId);
        return engine.word(job.status(), job.kind());
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

    synchronized void submit(String graphName, EmulatedGesJob job) {
        Instant start = time.now().plus(pendingTime);
        job.plan(start, start.plus(runningTime));
        graph(graphName).add(job);
    }

    synchronized void addIndex(String graphName, String index, EmulatedGesJob job) {
        GesGraph graph = graph(graphName);
        if (graph.hasIndex(index)) {
            throw new Refusal(400, "GES.8603", "index [" + index + "] already exists");
        }
        submit(graphName, job);
        graph.addIndex(index, job);
    }

    synchronized void dropIndex(String graphName, String index, EmulatedGesJob job) {
        GesGraph graph = graph(graphName);
        if (!graph.hasIndex(index)) {
            throw new Refusal(400, "GES.8604", "index [" + index + "] is not found");
        }
        graph.dropIndex(index);
        submit(graphName, job);
    }

    synchronized void exportResult(String graphName, String jobId, boolean erase, EmulatedGesJob job) {
        GesGraph graph = graph(graphName);
        EmulatedGesJob source = graph.job(jobId);
        if (source == null || source.status() != EmulatedGesJobStatus.SUCCESS) {
            throw new Refusal(400, "GES.8011", "job " + jobId + " has no result to export");
        }
        if (erase) {
            graph.remove(jobId);
        }
        submit(graphName, job);
    }

    /** Returns the result of synchronous work. */
    synchronized GesOutput execute(String graphName, EmulatedGesJob job) {
        GesOutput output = graph(graphName).output(job);
        if (output == null) {
            throw new IllegalStateException(job.kind() + " has no result");
        }
        return output;
    }

    synchronized void cancel(String graphName, String jobId, boolean hyg) {
        EmulatedGesJob job = graph(graphName).job(jobId);
        if (job == null || job.kind().isHyg() != hyg || !job.isCancellable(engine)) {
            boolean unsupported = job != null && engine != GesEngine.MEMORY_2_3 && !engine.cancels(job.kind());
            throw new Refusal(
                    400,
                    "GES.8303",
                    unsupported ? "Unsupported Operation" : "can not find job to cancel, jobId is " + jobId);
        }
        job.cancel(time.now(), cancelTime);
    }

    /** Cancels all queued HyG jobs, for a path without a job id. */
    synchronized void cancelQueued(String graphName) {
        for (EmulatedGesJob job : graph(graphName).jobs()) {
            if (job.kind().isHyg() && job.status() == EmulatedGesJobStatus.PENDING) {
                job.cancel(time.now(), Duration.ZERO);
            }
        }
    }

    synchronized ObjectNode status(String graphName, String jobId, GesPart part) {
        GesGraph graph = graph(graphName);
        EmulatedGesJob job = graph.job(jobId);
        if (job == null) {
            // Two spaces, as in the real message.
            throw new Refusal(400, "GES.8301", "can not find job, jobId is  " + jobId);
        }
        if (job.status() == EmulatedGesJobStatus.FAILED && job.kind().isAlgorithm()) {
            throw new Refusal(400, "GES.8301", String.valueOf(job.failReason()));
        }
        GesOutput own = job.output();
        return GesResponses.status(job, own == null ? graph.output(job) : own, part, engine);
    }

    synchronized ObjectNode jobs(String graphName, GesPart part) {
        Instant now = time.now();
        List<EmulatedGesJob> jobs = graph(graphName).jobs();
        var list = JsonTrees.object();
        ArrayNode listed = list.putArray("jobs");
        jobs.stream()
                .skip(part.offset())
                .limit(part.limit())
                .forEach(job -> listed.add(GesResponses.listed(job, engine, now)));
        return engine.isDatabase()
                ? list.put("totalCount", jobs.size()).put("result", "success")
                : list.put("jobCount", jobs.size());
    }

    /**
     * Returns the state, with the requests and the rows of the outputs if it is whole. Callers hold the lock of this
     * object.
     */
    ObjectNode state(boolean isWhole) {
        ObjectNode state = JsonTrees.object()
                .put("engine", engine.name())
                .put("pendingTime", pendingTime.toString())
                .put("runningTime", runningTime.toString())
                .put("cancelTime", cancelTime.toString());
        ArrayNode list = state.putArray("graphs");
        graphs.keySet().forEach(name -> list.add(graph(name).state(name, time.now(), isWhole)));
        return state;
    }

    /** Reads a state, and adds the changes that make it. Changes nothing itself. Callers hold the lock of this object. */
    void read(StateObject state, List<Runnable> changes) {
        GesEngine next = state.word("engine", engine, GesEngine.values(), GesEngine::name);
        Duration pending = duration(state, "pendingTime", pendingTime);
        Duration running = duration(state, "runningTime", runningTime);
        Duration cancel = duration(state, "cancelTime", cancelTime);
        changes.add(() -> {
            engine(next);
            jobsTake(pending, running);
            cancelsTake(cancel);
        });
        var known = new HashMap<>(graphs);
        for (StateObject json : state.children("graphs")) {
            String name = json.id("name", "");
            GesGraph graph = known.computeIfAbsent(name, added -> new GesGraph());
            changes.add(() -> graphs.put(name, graph));
            graph.read(json, time.now(), changes);
        }
    }

    private static Duration duration(StateObject state, String name, Duration usual) {
        Duration duration = state.duration(name, usual);
        if (duration.isNegative()) {
            throw state.wrong(name, "a duration that is not negative");
        }
        return duration;
    }
}
