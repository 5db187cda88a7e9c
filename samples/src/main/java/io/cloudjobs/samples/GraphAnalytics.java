package io.cloudjobs.samples;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.ges.Algorithm;
import io.cloudjobs.ges.GesGraphResource;
import io.cloudjobs.ges.GesJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobResource;
import io.cloudjobs.ges.GesSubmission;
import io.cloudjobs.ges.ListedJob;
import io.cloudjobs.ges.VertexValue;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/** Graph analytics: finds the most important vertices of a graph by PageRank. */
final class GraphAnalytics {
    static final Algorithm RANKING = Algorithm.pageRank().with("alpha", 0.85).with("max_iterations", 1000);

    private static final Comparator<VertexValue> BY_RANK = Comparator.comparingDouble(VertexValue::number);

    private final GesGraphResource graph;
    private final PrintStream out;

    GraphAnalytics(GesJobClient ges, String graphName, PrintStream out) {
        this.graph = ges.graph(graphName);
        this.out = out;
    }

    /** Submits a ranking, waits for it, and returns the ten vertices with the highest rank. */
    List<VertexValue> topTen() {
        cancelOlder(RANKING);
        GesJobResource ranking = submit(RANKING, known(RANKING));
        GesJob ranked = ranking.await(options ->
                options.timeout(Duration.ofHours(1)).onPoll(job -> out.println("PageRank is " + job.status())));
        if (!ranked.status().isSuccess()) {
            throw new IllegalStateException("PageRank is " + ranked.status() + ": " + ranked.failReason());
        }
        List<VertexValue> best = best(10, ranking.results().values("pagerank"));
        best.forEach(vertex -> out.println(vertex.vertexId() + " " + vertex.number()));
        return best;
    }

    /**
     * Cancels older rankings, because they rank an older state of the graph. The service does not say who submitted a job, so
     * this also cancels equal jobs of other programs.
     */
    void cancelOlder(GesSubmission work) {
        for (ListedJob older : graph.jobs().find(work)) {
            if (Boolean.TRUE.equals(older.canStop())) {
                GesJob ended = graph.job(older.jobId()).cancelAndAwait();
                out.println("An older ranking is " + ended.status());
            }
        }
    }

    /** Returns the ids of all jobs with the same work, including ended ones. */
    Set<String> known(GesSubmission work) {
        return graph.jobs().find(work).stream().map(ListedJob::jobId).collect(Collectors.toSet());
    }

    /**
     * Submits once. After a lost response it does not retry, because that might create a second job. Instead, it looks for a
     * new job, which may have ended. An equal job that another program submitted at the same time has the same result.
     */
    GesJobResource submit(GesSubmission work, Set<String> known) {
        try {
            return graph.submit(work);
        } catch (SdkException unclear) {
            if (!unclear.mayHaveReachedService()) {
                throw unclear;
            }
            return known(work).stream()
                    .filter(jobId -> !known.contains(jobId))
                    .findFirst()
                    .map(graph::job)
                    .orElseThrow(() -> unclear);
        }
    }

    /** Reads all pages, but keeps only the best vertices. */
    private static List<VertexValue> best(int count, Iterable<VertexValue> ranks) {
        var best = new PriorityQueue<>(BY_RANK);
        for (VertexValue rank : ranks) {
            best.add(rank);
            if (best.size() > count) {
                best.remove();
            }
        }
        return best.stream().sorted(BY_RANK.reversed()).toList();
    }
}
