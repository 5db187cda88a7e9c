package io.cloudjobs.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskHandler;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.print.worker.SkewedMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringTokenizer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** A worker that runs until it is killed, or its standard input ends: the program of a {@link WorkerProcess}. */
final class WorkerProgram {
    private static final String CLIENT_STATE = "a secret of the test";

    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::of);
    private final PrintStream answers = System.out;
    private volatile PrintTaskWorker worker;

    private WorkerProgram() {}

    public static void main(String[] args) throws IOException {
        WorkerProgram program = new WorkerProgram();
        program.threads.execute(program::readCommands);
        try {
            program.start();
        } catch (RuntimeException e) {
            e.printStackTrace(); // the database is away: the test starts another worker
            Runtime.getRuntime().halt(1);
        }
    }

    private void start() throws IOException {
        PrintTaskWorker.Builder settings = settings(client(), dataSource());
        Duration clockAhead = WorkerSetting.CLOCK_AHEAD.duration();
        if (clockAhead.isZero()) {
            worker = settings.start();
            answers.println("ready " + listen());
        } else {
            SkewedMachine.start(settings, clockAhead);
            answers.println("ready 0");
        }
    }

    private int listen() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::accept);
        server.setExecutor(threads);
        server.start();
        return server.getAddress().getPort();
    }

    private static PrintJobClient client() {
        String token = WorkerSetting.TOKEN.text();
        return PrintJobClient.builder()
                .endpoint(WorkerSetting.ENDPOINT.text())
                .advertisedEndpoint(WorkerSetting.ADVERTISED_ENDPOINT.text())
                .tokenProvider(() -> token)
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    private static DataSource dataSource() {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(WorkerSetting.DATABASE.text());
        pool.setMaximumPoolSize(6);
        pool.setConnectionTimeout(5_000);
        return new HikariDataSource(pool);
    }

    private static PrintTaskWorker.Builder settings(PrintJobClient print, DataSource database) {
        String destination = WorkerSetting.DESTINATION.text();
        PrintTaskHandler handler =
                destination.isEmpty() ? held -> Decision.release() : new HeldJobsHandler(destination);
        PrintTaskWorker.Builder settings = PrintTaskWorker.builder(print, database)
                .taskDefinition(WorkerSetting.DEFINITION.text())
                .handler(handler)
                .maxAttempts(3)
                .pollInterval(WorkerSetting.POLL_INTERVAL.duration())
                .takeOverAfter(WorkerSetting.TAKE_OVER_AFTER.duration())
                .settleTime(WorkerSetting.SETTLE_TIME.duration());
        String notificationUrl = WorkerSetting.NOTIFICATION_URL.text();
        return notificationUrl.isEmpty() ? settings : settings.subscription(notificationUrl, CLIENT_STATE);
    }

    private void accept(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = 202;
            try {
                worker.accept(body);
            } catch (RuntimeException e) {
                status = 500; // the database is away
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private void readCommands() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String command = line;
                threads.execute(() -> run(command));
            }
        } catch (IOException e) {
            // The test is dead.
        }
        Runtime.getRuntime().halt(0);
    }

    private void run(String command) {
        StringTokenizer words = new StringTokenizer(command);
        try {
            if (words.nextToken().equals("release")) {
                worker.decide(new PrintJobLink(words.nextToken(), words.nextToken()), Decision.release());
            } else {
                answerEntries();
            }
        } catch (RuntimeException e) {
            e.printStackTrace(); // the database or the service is away: the test asks again
            answers.println("failed");
        }
    }

    private void answerEntries() {
        StringBuilder answer = new StringBuilder();
        for (PrintTaskEntry entry : worker.entries()) {
            answer.append(entry.task().taskId())
                    .append(' ')
                    .append(entry.state())
                    .append('\n');
        }
        answers.println(answer.append("end"));
    }
}
