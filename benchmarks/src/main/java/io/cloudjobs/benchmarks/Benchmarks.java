package io.cloudjobs.benchmarks;

import static io.cloudjobs.benchmarks.Client.Kind.FLOOR;
import static io.cloudjobs.benchmarks.Client.Kind.OKHTTP;
import static io.cloudjobs.benchmarks.Client.Kind.SDK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures, and prints tables. Compared clients run alternately, each in a separate JVM, and a ratio compares
 * neighbouring runs. So a temporary disturbance of the machine affects all of them.
 */
public final class Benchmarks {
    /** The warm-up time: until the JIT compilers are done, which would otherwise run during the turns of other JVMs. */
    private static final int WARM_UP_MILLIS = 8_000;

    private static final int TURNS = 20;

    private static final List<String> ALL =
            List.of("first", "calls", "tls", "threads", "bodies", "results", "connections", "parts", "jmh");
    private static final List<Exchange> CALLS = List.of(
            Exchange.GET,
            Exchange.GET_TASKS,
            Exchange.GET_DOCUMENTS,
            Exchange.ABORT,
            Exchange.UPDATE_TASK,
            Exchange.CANCEL,
            Exchange.THROTTLED,
            Exchange.NOT_FOUND);

    private final int rounds;
    private final Server.Remote server;
    private final List<String> trust;

    private Benchmarks(int rounds, Server.Remote server, List<String> trust) {
        this.rounds = rounds;
        this.server = server;
        this.trust = trust;
    }

    /** Takes as arguments the number of rounds and the names of the tables, none for all. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        List<String> tables = args.length < 2 ? ALL : Arrays.asList(args).subList(1, args.length);
        if (!ALL.containsAll(tables)) {
            throw new IllegalArgumentException("unknown tables in " + tables + ": use " + ALL);
        }
        Path directory = Files.createTempDirectory("benchmarks");
        Path keys = directory.resolve("keys.p12");
        Path trusted = directory.resolve("trusted.p12");
        Tls.write(keys, trusted);
        List<String> trust =
                List.of("-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=changeit");
        try (Server.Remote server = new Server.Remote(keys)) {
            Benchmarks benchmarks = new Benchmarks(rounds, server, trust);
            for (String table : tables) {
                benchmarks.print(table);
            }
        } finally {
            Files.delete(keys);
            Files.delete(trusted);
            Files.delete(directory);
        }
    }

    private void print(String table) throws Exception {
        switch (table) {
            case "first" -> {
                first("plain http", server.http);
                first("TLS, HTTP/2", server.https);
            }
            case "calls" -> {
                calls("1 thread", server.http, 1, CALLS);
                calls("8 threads", server.http, 8, CALLS);
            }
            case "tls" -> {
                calls("TLS and HTTP/2, 8 threads", server.https, 8, List.of(Exchange.GET, Exchange.ABORT));
                calls("TLS and HTTP/2, 64 threads", server.https, 64, List.of(Exchange.GET, Exchange.ABORT));
            }
            case "threads" -> {
                for (int threads : new int[] {64, 512}) {
                    calls(threads + " threads", server.http, threads, List.of(Exchange.GET));
                }
            }
            case "bodies" ->
                calls("1 thread", server.http, 1, List.of(Exchange.GET_1_KB, Exchange.GET_100_KB, Exchange.GET_10_MB));
            case "results" -> results();
            case "connections" -> connections();
            case "jmh" -> jmh();
            default -> parts();
        }
    }

    /** Measures the first call of a JVM. */
    private void first(String title, String endpoint) throws Exception {
        Measure wall = new Measure();
        Measure call = new Measure();
        Measure cpu = new Measure();
        Measure classes = new Measure();
        Measure memory = new Measure();
        int times = Math.max(10, 5 * rounds);
        warmUp(endpoint);
        for (int i = -1; i < times; i++) {
            for (Client.Kind kind : order(i)) {
                FirstCall.Cost cost = FirstCall.of(kind, endpoint, trust);
                if (i >= 0) { // now the files are cached
                    wall.add(kind, cost.wall() / 1e6);
                    call.add(kind, cost.call() / 1e6);
                    cpu.add(kind, cost.cpu() / 1e6);
                    classes.add(kind, cost.classes());
                    memory.add(kind, cost.memory() / 1e6);
                }
            }
        }
        head("The first call of a JVM, " + title + ", " + times + " times");
        row("process to result, ms", wall, 0);
        row("program to result, ms", call, 0);
        row("processor, ms", cpu, 0);
        row("classes", classes, 0);
        row("memory, MB", memory, 0);
    }

    /** Warms up the server, so that it is not faster for later clients. */
    private void warmUp(String endpoint) throws IOException {
        try (Caller caller = new Caller(OKHTTP, endpoint, Exchange.GET, 1, trust)) {
            caller.turn(3_000);
        }
    }

    /** Measures three JVMs that make the same call in alternating turns of a tenth of a second. */
    private void calls(String title, String endpoint, int threads, List<Exchange> exchanges) throws IOException {
        head("Calls, " + title);
        for (Exchange exchange : exchanges) {
            Measure time = new Measure();
            Measure cpu = new Measure();
            Measure bytes = new Measure();
            Map<Client.Kind, Caller> callers = new EnumMap<>(Client.Kind.class);
            try {
                for (Client.Kind kind : Client.Kind.values()) {
                    callers.put(kind, new Caller(kind, endpoint, exchange, threads, trust));
                    callers.get(kind).turn(WARM_UP_MILLIS);
                }
                for (int turn = 0; turn < TURNS * rounds; turn++) {
                    for (Client.Kind kind : order(turn)) {
                        Caller.Cost cost = callers.get(kind).turn(100);
                        time.add(kind, cost.time());
                        cpu.add(kind, cost.cpu());
                        bytes.add(kind, cost.bytes());
                    }
                }
            } finally {
                callers.values().forEach(Caller::close);
            }
            row(exchange + ", µs", time, 1);
            row(exchange + ", µs of processor", cpu, 1);
            row(exchange + ", bytes", bytes, 0);
        }
    }

    /** Rotates the order, so that no client is always the first. */
    private static List<Client.Kind> order(int turn) {
        List<Client.Kind> kinds = new ArrayList<>(List.of(Client.Kind.values()));
        if (turn % 2 != 0) {
            Collections.reverse(kinds);
        }
        return kinds;
    }

    /** Measures the same with JMH, one client after the other. */
    private void jmh() throws RunnerException {
        head("Calls, 1 thread, by JMH");
        for (Exchange exchange : CALLS) {
            rows(
                    exchange.name(),
                    1,
                    List.of(Client.Kind.values()),
                    options(CallBenchmark.class).param("exchange", exchange.name()));
        }
    }

    /** Measures the rows of a large result. */
    private void results() throws RunnerException {
        head("A row of a result with " + Server.ROWS + " rows");
        for (String graph : List.of("latin", "chinese")) {
            rows(
                    graph + " letters",
                    2,
                    List.of(FLOOR, SDK),
                    options(ResultsBenchmark.class).param("graph", graph));
        }
    }

    /** Measures time and bytes of a benchmark, each round in a separate JVM. */
    private void rows(String name, int digits, List<Client.Kind> kinds, ChainedOptionsBuilder benchmark)
            throws RunnerException {
        Measure time = new Measure();
        Measure bytes = new Measure();
        for (int round = 0; round < rounds; round++) {
            for (Client.Kind kind : order(round)) {
                if (!kinds.contains(kind)) {
                    continue;
                }
                RunResult result = new Runner(new OptionsBuilder()
                                .parent(benchmark.build())
                                .param("endpoint", server.http)
                                .param("client", kind.name())
                                .threads(1)
                                .build())
                        .runSingle();
                time.add(kind, result.getPrimaryResult().getScore());
                bytes.add(kind, allocated(result));
            }
        }
        row(name + ", µs", time, digits);
        row(name + ", bytes", bytes, 0);
    }

    private void connections() throws Exception {
        Measure opened = new Measure();
        for (int round = 0; round < rounds; round++) {
            for (Client.Kind kind : Client.Kind.values()) {
                opened.add(kind, ConnectionCount.of(kind, server.http));
            }
        }
        head("Connections opened for 1,000 calls of 64 threads, the first 64 among them");
        row("HTTP/1.1", opened, 1);
    }

    /** Measures parts without a comparison. */
    private void parts() throws RunnerException {
        System.out.printf("%n## Parts%n%n| | µs | bytes |%n| --- | --- | --- |%n");
        for (RunResult result :
                new Runner(options(PartsBenchmark.class).threads(1).build()).run()) {
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    "| %s | %.2f | %.0f |%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore(),
                    allocated(result));
        }
    }

    private ChainedOptionsBuilder options(Class<?> benchmark) {
        List<String> jvm = new ArrayList<>(trust);
        jvm.add("-Xmx2g");
        return new OptionsBuilder()
                .include("\\b" + benchmark.getSimpleName() + "\\b")
                .jvmArgs(jvm.toArray(String[]::new))
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static double allocated(RunResult result) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    }

    private static void head(String title) {
        System.out.printf("%n## %s%n%n| | floor | OkHttp alone | this library | ratio to the floor |%n", title);
        System.out.println("| --- | --- | --- | --- | --- |");
    }

    private static void row(String name, Measure measure, int digits) {
        System.out.printf(
                "| %s | %s | %s | %s | **%s** |%n",
                name,
                measure.of(FLOOR, digits),
                measure.of(OKHTTP, digits),
                measure.of(SDK, digits),
                measure.ratio(SDK, FLOOR));
    }
}
