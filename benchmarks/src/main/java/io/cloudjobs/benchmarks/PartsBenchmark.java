package io.cloudjobs.benchmarks;

import io.cloudjobs.benchmarks.Exchange.Paths;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.retry.RetryParts;
import io.cloudjobs.ges.GesJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Measures the parts of a call, without a connection. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PartsBenchmark {
    private final String job = text("printjob-get.json");
    private final String jobWithTasks = text("printjob-get-expand-tasks.json");
    private final String jobWithDocuments = text("printjob-get-expand-documents.json");
    private final String task = text("printtask-update.json");
    private final String vertices = new String(Bodies.vertices(Bodies.LATIN, 0, 500, 500), StandardCharsets.UTF_8);
    private final PrintJobClient answered = client(200, job);
    private final PrintJobClient refused = client(404, text("error-404-share-not-found.json"));
    private final FloorClient floor = new FloorClient(new OkHttpClient(), "http://localhost");
    private final RetryParts retries = new RetryParts();

    private static String text(String name) {
        return new String(Bodies.of(name), StandardCharsets.UTF_8);
    }

    private static PrintJobClient client(int status, String body) {
        ByteString bytes = ByteString.encodeUtf8(body);
        return PrintJobClient.builder()
                .endpoint("http://localhost")
                .tokenProvider(TokenProvider.of(Client.TOKEN))
                .callFactory(http -> request -> new CannedCall(request, status, bytes))
                .build();
    }

    /** Measures the request of the minimal client. It has no counterpart: our request is a part of the call below. */
    @Benchmark
    public Request requestByHand() {
        return floor.graph(Paths.JOB).get().build();
    }

    /** Measures all our parts of a call: request, deadline, token, budget, reading the response. */
    @Benchmark
    public Object getWithoutOkHttp() {
        return answered.printer(Paths.PRINTER_ID).job("5182").get();
    }

    /** Measures the same for an error, which is read and thrown. */
    @Benchmark
    public Object errorWithoutOkHttp() {
        try {
            return refused.printer(Paths.PRINTER_ID).job("5182").get();
        } catch (NotFoundException e) {
            return e;
        }
    }

    @Benchmark
    public Object readJob() {
        return PrintJob.fromJson(job);
    }

    @Benchmark
    public Object readJobWithTasks() {
        return PrintJob.fromJson(jobWithTasks);
    }

    @Benchmark
    public Object readJobWithDocuments() {
        return PrintJob.fromJson(jobWithDocuments);
    }

    @Benchmark
    public Object readTask() {
        return PrintTask.fromJson(task);
    }

    @Benchmark
    public Object readFiveHundredVertices() {
        return GesJob.fromJson(vertices);
    }

    /** Measures the decision after a 503, with a backoff. */
    @Benchmark
    public Duration retryDecision() {
        return retries.waitAfterUnavailable();
    }
}
