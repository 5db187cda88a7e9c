package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedRequest;
import io.cloudjobs.emulator.EmulatedService;
import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs in other languages hold, release and abort jobs, as the docs say. */
class OtherLanguagesTest {
    private static final Path FOLDER = Path.of("..", "samples-other-languages");

    /** The output, which the docs show. */
    private static final String OUTPUT = """
            report: paused ()
            draft: paused ()
            report: completed (completedSuccessfully)
            draft: aborted ()
            """;

    private static final int REQUESTS = 21;
    private static final String SHARE = "/v1.0/print/shares/{shareId}/jobs";
    private static final String PRINTER = "/v1.0/print/printers/{printerId}";
    private static final String DEFINITIONS = "/v1.0/print/taskDefinitions";
    private static final String LOGIN = "entra POST /{tenantId}/oauth2/v2.0/token 200";
    private static final String SHOW = "print GET " + PRINTER + "/jobs/{jobId} 200";
    private static final String CREATE = "print POST " + SHARE + " 201";
    private static final String SESSION =
            "print POST " + SHARE + "/{jobId}/documents/{documentId}/createUploadSession 200";
    private static final String START = "print POST " + SHARE + "/{jobId}/start 200";

    @ParameterizedTest
    @CsvSource({"node, hold-and-release.mjs", "python3, hold_and_release.py"})
    void theProgramHoldsReleasesAndAborts(String language, String file) throws Exception {
        assumeTrue(exists(language), "skipped: there is no " + language);
        try (var running = new RunningControl()) {
            var emulator = running.emulator;

            var program = new ProcessBuilder(language, FOLDER.resolve(file).toString()).redirectErrorStream(true);
            program.environment()
                    .putAll(Map.of(
                            "PRINT_ENDPOINT",
                            emulator.print().endpoint(),
                            "ENTRA_ENDPOINT",
                            emulator.entra().endpoint(),
                            "NO_PROXY",
                            "127.0.0.1",
                            "no_proxy",
                            "127.0.0.1"));
            Process process = program.start();
            process.getOutputStream().close();

            assertThat(text(process.getInputStream())).isEqualToNormalizingNewlines(OUTPUT);
            assertThat(process.waitFor()).isZero();
            assertThat(requests(running))
                    .containsExactly(
                            LOGIN,
                            LOGIN,
                            "print POST " + DEFINITIONS + " 201",
                            "print POST " + PRINTER + "/taskTriggers 201",
                            CREATE,
                            SESSION,
                            "documents PUT /uploadSessions/{id} 201",
                            START,
                            SHOW,
                            CREATE,
                            SESSION,
                            "documents PUT /uploadSessions/{id} 201",
                            START,
                            SHOW,
                            "print GET " + DEFINITIONS + "/{definitionId}/tasks 200",
                            "print PATCH " + DEFINITIONS + "/{definitionId}/tasks/{taskId} 200",
                            SHOW,
                            "print POST " + PRINTER + "/jobs/{jobId}/abort 204",
                            SHOW,
                            "print DELETE " + PRINTER + "/taskTriggers/{triggerId} 204",
                            "print DELETE " + DEFINITIONS + "/{definitionId} 204");
        }
    }

    @ParameterizedTest
    @CsvSource({"hold-and-release.mjs", "hold_and_release.py"})
    void theDefaultsAreThoseOfTheProgram(String file) throws IOException {
        var ports = new ProgramOptions().ports();
        try (var emulator = CloudJobsEmulator.builder().wellKnownIds().start()) {
            assertThat(Files.readString(FOLDER.resolve(file)))
                    .contains(
                            "http://127.0.0.1:" + ports.get(EmulatedService.PRINT) + "/v1.0",
                            "http://127.0.0.1:" + ports.get(EmulatedService.ENTRA) + "\"",
                            emulator.entra().tenantId(),
                            emulator.entra().clientId(),
                            emulator.entra().clientSecret(),
                            emulator.entra().userPassword(),
                            emulator.print().userPrincipalName(),
                            emulator.print().printerId(),
                            emulator.print().shareId());
        }
    }

    @ParameterizedTest
    @CsvSource({"js, hold-and-release.mjs", "python, hold_and_release.py", "text,"})
    void theDocsShowTheProgram(String language, String file) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "emulator-program.md"));
        String program = file == null ? OUTPUT : Files.readString(FOLDER.resolve(file));
        int start = page.indexOf("```" + language + "\n", page.indexOf("## Other languages"));
        String block = page.substring(page.indexOf('\n', start) + 1, page.indexOf("```\n", start + 3));

        assertThat(start).isPositive();
        assertThat(program).contains(block);
    }

    /** In the order in which they arrived: the log has them in the order of their ends, and Node.js reads on before it. */
    private static List<String> requests(RunningControl running) {
        Eventually.await(() -> running.emulator.requestLog().size() >= REQUESTS);
        return running.emulator.requestLog().stream()
                .sorted(Comparator.comparing(EmulatedRequest::received))
                .map(request -> ServiceNames.of(request.service()) + " " + request.operation() + " " + request.status())
                .toList();
    }

    private static boolean exists(String language) throws IOException, InterruptedException {
        try {
            Process version = new ProcessBuilder(language, "--version")
                    .redirectErrorStream(true)
                    .start();
            text(version.getInputStream());
            return version.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
