package io.cloudjobs.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.cloudjobs.benchmarks.Exchange.Paths;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.OkHttpClient;

/** The first call of a JVM: it builds the client, reads a print job, and reports the costs. */
final class FirstCall {
    private FirstCall() {}

    /**
     * The costs.
     *
     * @param wall nanoseconds, from the start of the process to the result
     * @param call nanoseconds, from the start of the program to the result
     * @param cpu nanoseconds of all threads, including the start of the JVM
     * @param classes the number of loaded classes
     * @param memory the maximum resident memory in bytes
     */
    record Cost(long wall, long call, long cpu, long classes, long memory) {}

    /** Runs in a separate JVM. */
    static Cost of(Client.Kind kind, String endpoint, List<String> options) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process process = Jvm.start(options, FirstCall.class, kind.name(), endpoint);
        try (var lines = process.inputReader()) {
            String first = lines.readLine();
            long wall = System.nanoTime() - started;
            String[] numbers = lines.readLine().split(" ");
            if (process.waitFor() != 0) {
                throw new IOException("the first call of " + kind + " failed");
            }
            return new Cost(
                    wall,
                    Long.parseLong(first),
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]));
        }
    }

    public static void main(String[] args) throws Exception {
        long started = System.nanoTime();
        Object job =
                args[0].equals("SDK") ? bySdk(args[1]) : args[0].equals("FLOOR") ? byHand(args[1]) : byOkHttp(args[1]);
        System.out.println(System.nanoTime() - started);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        System.out.println(cpu + " " + classes + " " + peakMemory());
        System.exit(job == null ? 1 : 0);
    }

    private static Object bySdk(String endpoint) {
        PrintJobClient print = PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(TokenProvider.of(Client.TOKEN))
                .userAgent("benchmark")
                .build();
        return print.printer(Paths.PRINTER_ID).job("5182").get();
    }

    private static Object byHand(String endpoint) throws IOException {
        return new FloorClient(new OkHttpClient(), endpoint).job(Paths.PRINTER_ID, "5182", "");
    }

    private static Object byOkHttp(String endpoint) throws IOException {
        return new OkHttpOnlyClient(endpoint).job(Paths.PRINTER_ID, "5182");
    }

    /** Returns the maximum resident memory, if the system reports it, as Linux does. */
    private static long peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
