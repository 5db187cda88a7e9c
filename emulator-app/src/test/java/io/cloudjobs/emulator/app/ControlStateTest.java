package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.HeldJob;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlStateTest {
    private final RunningControl running = new RunningControl();

    @BeforeEach
    void reset() {
        running.emulator.reset();
    }

    @AfterAll
    void close() {
        running.close();
    }

    @Test
    void aDumpReplacesTheState() {
        HeldJob held = running.emulator.print().holdJob();
        byte[] document = running.emulator.print().document(held.printerId(), held.jobId());
        String dump = running.get("/_cloudjobs/state?documents=true").text();
        running.emulator.print().holdJob();

        assertThat(running.send("PUT /_cloudjobs/state", dump).status()).isEqualTo(204);

        assertThat(jobs()).hasSize(1);
        assertThat(running.emulator.print().document(held.printerId(), held.jobId()))
                .isEqualTo(document);
    }

    @Test
    void aSeedIsAdded() {
        running.emulator.print().holdJob();

        assertThat(running.post(
                                "/_cloudjobs/state",
                                "{\"print\":{\"printers\":[{\"id\":\"p2\",\"displayName\":\"Lobby\"}]}}")
                        .status())
                .isEqualTo(204);

        assertThat(jobs()).hasSize(1);
        assertThat(StateJson.of(running.emulator)
                        .printer("p2")
                        .path("displayName")
                        .asText())
                .isEqualTo("Lobby");
    }

    @Test
    void aResetForgetsJobs() {
        running.emulator.print().holdJob();

        assertThat(running.send("DELETE /_cloudjobs/state", null).status()).isEqualTo(204);

        assertThat(jobs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            PUT | {"print":{"printers":[{"id":"p2"},{"id":7}]}} | printers[1]
            POST | {"print":{"printers":[{"id":"p2"},{"id":7}]}} | printers[1]
            PUT | {"printers":[]} | printers
            POST | {"print":{"printers":[{"id":"p2"}]} | line 1
            PUT | [] | JSON object
            PUT | not JSON | JSON
            """)
    void aWrongStateChangesNothing(String method, String json, String named) {
        running.emulator.print().holdJob();
        running.emulator.clock().freeze();
        String before = running.emulator.state();

        RunningControl.Answer answer = running.send(method + " /_cloudjobs/state", json);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).contains(named);
        assertThat(running.emulator.state()).isEqualTo(before);
    }

    @Test
    void onlyADumpHasTheBytesOfDocuments() {
        running.emulator.print().holdJob();

        assertThat(running.get("/_cloudjobs/state").text()).doesNotContain("JVBERi");
        assertThat(running.get("/_cloudjobs/state?documents=true").text()).contains("JVBERi");
        assertThat(running.get("/_cloudjobs/state?documents=yes").status()).isEqualTo(400);
    }

    @Test
    void aSlowUploadBlocksNobody() throws IOException {
        try (Socket slow = running.connect()) {
            slow.getOutputStream()
                    .write(("PUT /_cloudjobs/state HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: 1000000\r\n\r\n{\"print\":{")
                            .getBytes(StandardCharsets.US_ASCII));

            running.emulator.print().holdJob();
            assertThat(running.get("/_cloudjobs/state").status()).isEqualTo(200);
            assertThat(jobs()).hasSize(1);
        }
    }

    private JsonNode jobs() {
        return StateJson.of(running.emulator)
                .printer(running.emulator.print().printerId())
                .path("jobs");
    }
}
