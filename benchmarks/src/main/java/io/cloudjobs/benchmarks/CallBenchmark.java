package io.cloudjobs.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures a whole call, from the arguments of the user to the result. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CallBenchmark {
    /** The address of the {@link Server}. */
    @Param("")
    String endpoint;

    @Param({"FLOOR", "OKHTTP", "SDK"})
    String client;

    @Param("GET")
    String exchange;

    private Client connected;
    private Exchange chosen;

    @Setup
    public void connect() {
        connected = Client.Kind.valueOf(client).connect(endpoint);
        chosen = Exchange.valueOf(exchange);
    }

    @Benchmark
    public Object call() throws Exception {
        return connected.call(chosen);
    }

    @TearDown
    public void close() {
        connected.close();
    }
}
