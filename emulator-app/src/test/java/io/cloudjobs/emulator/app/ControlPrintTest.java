package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPrintTest {
    private final RunningControl running = new RunningControl();
    private String printer;

    @BeforeEach
    void reset() {
        running.emulator.reset();
        printer = "/_cloudjobs/printers/" + running.emulator.print().printerId();
    }

    @AfterAll
    void close() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({"jam, jammed", "paper-out, outOfPaper", "stop, stopped", "resume, idle"})
    void aPrinterIsDisturbed(String action, String state) {
        assertThat(running.get("/_cloudjobs/printers")
                        .json()
                        .at("/printers/0/device/state")
                        .asText())
                .isEqualTo("notStarted");

        JsonNode after = running.post(printer + "/" + action).json();

        assertThat(after.at("/device/state").asText()).isEqualTo(state);
        assertThat(running.get("/_cloudjobs/printers").json().at("/printers/0")).isEqualTo(after);
    }

    @Test
    void aPrinterPrintsByTheClock() {
        running.post("/_cloudjobs/clock/freeze");
        running.post(printer + "/resume", "{\"timePerJob\":\"PT20S\"}");
        String job = running.post(printer + "/jobs", "{\"user\":\"ada@contoso.com\"}")
                .json()
                .path("jobId")
                .asText();
        assertThat(state(job)).isEqualTo("printing");

        running.post("/_cloudjobs/clock/advance", "{\"duration\":\"PT20S\"}");

        assertThat(state(job)).isEqualTo("printed");
    }

    @Test
    void aHeldJobIsReleasedOnce() {
        String job = hold();

        assertThat(running.post(job + "/release").status()).isEqualTo(204);

        assertThat(running.post(job + "/release").status()).isEqualTo(409);
        assertThat(running.post(job + "/abort").status()).isEqualTo(409);
    }

    @Test
    void aHeldJobIsAborted() {
        String job = hold();

        assertThat(running.post(job + "/abort").status()).isEqualTo(204);

        assertThat(state(job.substring(job.lastIndexOf('/') + 1))).isEqualTo("aborted");
    }

    @Test
    void aHeldJobIsRedirected() {
        running.emulator.print().addPrinter("other", "other-share");
        String job = hold();

        RunningControl.Answer answer = running.post(job + "/redirect", "{\"destinationPrinterId\":\"other\"}");

        assertThat(answer.json().path("printerId").asText()).isEqualTo("other");
        assertThat(running.emulator
                        .print()
                        .document("other", answer.json().path("jobId").asText()))
                .isNotEmpty();
        assertThat(running.post(job + "/redirect", "{\"destinationPrinterId\":\"other\"}")
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PRINTER/jobs/none/release | | 404
            PRINTER/jobs/none/abort | | 404
            PRINTER/jobs/none/redirect | {"destinationPrinterId":"PRINTER_ID"} | 404
            JOB/redirect | {"destinationPrinterId":"none"} | 400
            JOB/redirect | {"destinationPrinterId":""} | 400
            JOB/redirect | | 400
            JOB/release | {"why":1} | 400
            /_cloudjobs/printers/none/jam | | 404
            /_cloudjobs/printers/none/resume | | 404
            /_cloudjobs/printers/none/jobs | | 404
            /_cloudjobs/printers/%2e%2e/jobs | | 404
            /_cloudjobs/printers/%20/jam | | 404
            PRINTER/jobs | {"user":" "} | 400
            PRINTER/jobs | {"hold":1} | 400
            PRINTER/resume | {"timePerJob":"P400D"} | 400
            /_cloudjobs/graphs/none/jobs/1/start | | 404
            /_cloudjobs/graphs/none/jobs/1/fail | {"reason":7} | 400
            """)
    void whatIsNotThereIs404AndAWrongMemberIs400(String path, String json, int status) {
        String real = path.replace("JOB", hold()).replace("PRINTER", printer);
        String body = json == null
                ? ""
                : json.replace("PRINTER_ID", running.emulator.print().printerId());

        assertThat(running.post(real, body).status()).isEqualTo(status);
    }

    @Test
    void theDocumentIsShownByTheBrowser() {
        RunningControl.Answer document = running.get(hold() + "/document");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.headers().get("Content-Type")).isEqualTo("application/pdf");
        assertThat(document.headers().get("Content-Disposition")).startsWith("inline; filename=\"");
        assertThat(document.headers().get("Content-Security-Policy")).isEqualTo("frame-ancestors 'self'");
        assertThat(document.bytes()).hasSize(276_604);
        assertThat(running.get(printer + "/jobs/none/document").status()).isEqualTo(404);
    }

    @Test
    void aGraphJobIsMoved() {
        String id = running.emulator.ges().submitJob("g", GesJobKind.ALGORITHM);
        String job = "/_cloudjobs/graphs/g/jobs/" + id;

        assertThat(running.post(job + "/start").json().path("status").asText()).isEqualTo("running");
        assertThat(running.post(job + "/finish").json().path("status").asText()).isEqualTo("success");
        assertThat(running.post(job + "/finish").status()).isEqualTo(409);
        assertThat(running.post(job + "/fail", "{\"reason\":\"late\"}").status())
                .isEqualTo(409);
        String other = running.emulator.ges().submitJob("g", GesJobKind.ALGORITHM);
        assertThat(running.post("/_cloudjobs/graphs/g/jobs/" + other + "/fail")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("failed");
    }

    private String hold() {
        HeldJob held = running.emulator.print().holdJob();
        return "/_cloudjobs/printers/" + held.printerId() + "/jobs/" + held.jobId();
    }

    private String state(String jobId) {
        return StateJson.of(running.emulator)
                .job(running.emulator.print().printerId(), jobId)
                .path("state")
                .asText();
    }
}
