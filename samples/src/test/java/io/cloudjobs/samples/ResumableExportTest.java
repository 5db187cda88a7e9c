package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export of the jobs of a printer that fails or is killed again and again. */
@Timeout(300)
class ResumableExportTest {
    private static final int JOBS = 15;
    private static final int PAGE = 2;

    @TempDir
    Path folder;

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private Path file;

    @BeforeEach
    void addJobs() {
        file = folder.resolve("jobs.txt");
        for (int i = 0; i < JOBS; i++) {
            emulator.print().submitJob("ada@contoso.com");
        }
        emulator.print().pageSize(PAGE);
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    /** Exports with a new client, up to the given row of this run. */
    private static void export(String endpoint, String token, String printerId, Path file, int rows, Runnable end)
            throws IOException {
        int[] row = {0};
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(() -> token)
                .build()) {
            PagedIterable<PrintJob> jobs = print.printer(printerId).jobs().list();
            new ResumableExport(file).run(jobs, job -> {
                if (row[0]++ == rows) {
                    end.run();
                }
                return job.id();
            });
        }
    }

    private void export(int rows) throws IOException {
        export(
                emulator.print().endpoint(),
                emulator.print().token(),
                emulator.print().printerId(),
                file,
                rows,
                () -> {
                    throw new IllegalStateException("crash");
                });
    }

    private List<String> ids() {
        try (PrintJobClient print = PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(emulator.print()::token)
                .build()) {
            return print.printer(emulator.print().printerId()).jobs().list().stream()
                    .map(PrintJob::id)
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anExportThatFailsContinuesAfterItsLastWholePage(long seed) throws IOException {
        Random random = new Random(seed);
        int crashes = 0;
        boolean isDone = false;
        while (!isDone) {
            try {
                export(random.nextInt(6));
                isDone = true;
            } catch (IllegalStateException e) {
                crashes++;
            }
        }

        assertThat(crashes).isPositive();
        assertThat(emulator.print().requests()).isEqualTo((JOBS + 1) / PAGE + crashes);
        assertThat(Files.readAllLines(file)).hasSize(JOBS).isEqualTo(ids());
    }

    @Test
    void anExportThatEndedReadsNothing() throws IOException {
        export(Integer.MAX_VALUE);
        int requests = emulator.print().requests();

        export(Integer.MAX_VALUE);

        assertThat(emulator.print().requests()).isEqualTo(requests);
        assertThat(Files.readAllLines(file)).isEqualTo(ids());
    }

    @Test
    void anExportThatIsKilledContinuesInAnotherProcess() throws Exception {
        for (int rows : new int[] {1, 4, 3}) {
            Process process = JavaProgram.of(
                            Program.class,
                            List.of(),
                            List.of(
                                    emulator.print().endpoint(),
                                    emulator.print().token(),
                                    emulator.print().printerId(),
                                    file.toString(),
                                    String.valueOf(rows)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(process.getInputStream().read()).isEqualTo('!');
            process.destroyForcibly().waitFor();
        }
        // These runs completed 0, 2 and 1 pages, and each read one more.
        assertThat(emulator.print().requests()).isEqualTo(1 + 3 + 2);

        export(Integer.MAX_VALUE);

        assertThat(emulator.print().requests()).isEqualTo(6 + (JOBS + 1) / PAGE - 3);
        assertThat(Files.readAllLines(file)).hasSize(JOBS).isEqualTo(ids());
    }

    /** Exports some rows, says so, and waits to be killed. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException {
            export(args[0], args[1], args[2], Path.of(args[3]), Integer.parseInt(args[4]), () -> {
                System.out.print('!');
                System.out.flush();
                try {
                    System.in.read();
                } catch (IOException e) {
                    throw new IllegalStateException("crash");
                }
            });
        }
    }
}
