package io.cloudjobs.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A JVM that repeatedly makes the same call during its turns. */
final class Caller implements AutoCloseable {
    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    Caller(Client.Kind kind, String endpoint, Exchange exchange, int threads, List<String> options) throws IOException {
        process = Jvm.start(options, Caller.class, kind.name(), endpoint, exchange.name(), String.valueOf(threads));
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader();
    }

    /**
     * The cost of a call in a turn.
     *
     * @param time microseconds until the caller has the result
     * @param cpu microseconds of all threads of the JVM
     * @param bytes bytes allocated by the calling threads
     */
    record Cost(double time, double cpu, double bytes) {}

    Cost turn(int millis) throws IOException {
        commands.println(millis);
        String[] numbers = answers.readLine().split(" ");
        return new Cost(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]));
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String[] args) throws Exception {
        Client client = Client.Kind.valueOf(args[0]).connect(args[1]);
        Exchange exchange = Exchange.valueOf(args[2]);
        int threads = Integer.parseInt(args[3]);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String millis = in.readLine(); millis != null; millis = in.readLine()) {
            long end = System.nanoTime() + Long.parseLong(millis) * 1_000_000;
            List<Callable<Share>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                shares.add(() -> share(client, exchange, end));
            }
            long cpu = system.getProcessCpuTime();
            long calls = 0;
            long time = 0;
            long bytes = 0;
            for (Future<Share> share : executor.invokeAll(shares)) {
                calls += share.get().calls;
                time += share.get().time;
                bytes += share.get().bytes;
            }
            cpu = system.getProcessCpuTime() - cpu;
            System.out.println(time / 1e3 / calls + " " + cpu / 1e3 / calls + " " + (double) bytes / calls);
        }
        System.exit(0);
    }

    private record Share(long calls, long time, long bytes) {}

    /** The work of one thread in a turn. */
    private static Share share(Client client, Exchange exchange, long end) throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long bytes = threads.getThreadAllocatedBytes(id);
        long begun = System.nanoTime();
        long calls = 0;
        do {
            if (client.call(exchange) == null) {
                throw new IllegalStateException("the call returned no result");
            }
            calls++;
        } while (System.nanoTime() < end);
        return new Share(calls, System.nanoTime() - begun, threads.getThreadAllocatedBytes(id) - bytes);
    }
}
