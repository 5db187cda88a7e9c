package io.cloudjobs.benchmarks;

import io.cloudjobs.benchmarks.Exchange.Paths;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesVertex;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Measures a row of a large result of a graph job, page by page. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ResultsBenchmark {
    @Param("")
    String endpoint;

    @Param({"FLOOR", "SDK"})
    String client;

    /** The result: rows with Latin or with Chinese letters. */
    @Param({"latin", "chinese"})
    String graph;

    /** The number of rows in a page. */
    @Param("500")
    int pageSize;

    private FloorResults floor;
    private GesJobClient sdk;

    @Setup
    public void connect() {
        floor = new FloorResults(endpoint, graph, pageSize);
        sdk = GesJobClient.builder()
                .endpoint(endpoint)
                .projectId(Paths.PROJECT_ID)
                .tokenProvider(TokenProvider.of(Client.TOKEN))
                .userAgent("benchmark")
                .build();
    }

    @Benchmark
    @OperationsPerInvocation(Server.ROWS)
    public void row(Blackhole rows) throws Exception {
        if (client.equals("FLOOR")) {
            floor.forEach(rows::consume);
            return;
        }
        for (GesVertex vertex : sdk.graph(graph)
                .job(Paths.GRAPH_JOB_ID)
                .results()
                .pageSize(pageSize)
                .vertices()) {
            rows.consume(vertex);
        }
    }

    @TearDown
    public void close() {
        sdk.close();
    }
}
