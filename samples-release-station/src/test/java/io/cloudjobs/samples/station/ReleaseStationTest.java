package io.cloudjobs.samples.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.HeldPrintJob;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseStationTest {
    @Test
    void theProgramPrintsItsBadgesAndItsPages() throws IOException {
        Process program = JavaProgram.of(ReleaseStation.class, List.of(), List.of())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = program.inputReader(StandardCharsets.UTF_8)) {
            List<String> printed = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                printed.add(lines.readLine());
            }

            assertThat(printed.get(0)).isEqualTo("Badges: 1001, 1002, 1003");
            assertThat(printed.get(1)).startsWith("The station in the lobby:   http://127.0.0.1:");
            assertThat(printed.get(2)).startsWith("The station on floor 2:     http://127.0.0.1:");
            assertThat(printed.get(3)).isEqualTo("To stop, press Ctrl-C.");
            for (int station : new int[] {1, 2}) {
                String line = printed.get(station);
                Browser browser = new Browser(line.substring(line.indexOf("http://"), line.length() - 1));
                browser.signIn("1001");
                Eventually.await(() -> browser.get("/").body().contains("&lt;img src=x onerror=alert(1)&gt;.pdf"));
                assertThat(browser.get("/").body())
                        .contains("budget 2027.xlsx", "travel plan.pdf", "&lt;img src=x onerror=alert(1)&gt;.pdf")
                        .doesNotContain("compiler notes.docx");
            }
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void aJobWaitsFourHoursForItsOwner() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        assertThat(ReleaseStation.waitForOwner(held(now))).isEqualTo(Decision.hold(now.plus(Duration.ofHours(4))));
        assertThat(ReleaseStation.waitForOwner(held(now.minus(Duration.ofHours(5)))))
                .isEqualTo(Decision.abort("its owner did not come"));
    }

    private static HeldPrintJob held(Instant created) {
        PrintJob job = PrintJob.fromJson(
                "{\"id\":\"1\",\"createdDateTime\":\"" + created + "\",\"status\":{\"state\":\"paused\"}}");
        PrintTask task = PrintTask.fromJson("{\"id\":\"2\",\"status\":{\"state\":\"processing\"}}");
        return HeldPrintJob.of("3", job, task, 1);
    }
}
