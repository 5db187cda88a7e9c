package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.emulator.internal.JsonTrees;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The text of the state, which a page shows. */
class EmulatorStateTest {
    private final CloudJobsEmulator emulator =
            CloudJobsEmulator.builder().wellKnownIds().start();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void theStateShowsJobsAndGraphsWithoutBytesAndSecrets() {
        HeldJob held = emulator.print().holdJob();
        emulator.clock().freeze();
        String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
        emulator.ges().startJob("movie", jobId);
        emulator.ges().output("movie", "pagerank", GesOutput.rows("pagerank", 1_000_000_000, row -> "1"));

        JsonNode state = JsonTrees.parse(emulator.state());

        assertThat(state.path("version").intValue()).isEqualTo(1);
        assertThat(state.path("clock").path("frozen").booleanValue()).isTrue();
        assertThat(Instant.parse(state.path("clock").path("now").textValue()))
                .isEqualTo(emulator.clock().now());
        assertThat(state.path("limits").booleanValue()).isFalse();
        JsonNode printer = state.path("print").path("printers").path(0);
        assertThat(printer.path("id").textValue()).isEqualTo(held.printerId());
        assertThat(printer.path("displayName").textValue()).isEqualTo("Printer " + held.printerId());
        assertThat(printer.path("description").path("location").path("city").textValue())
                .isEqualTo("Redmond");
        assertThat(printer.path("shares").path(0).path("id").textValue()).isEqualTo(held.shareId());
        JsonNode job = printer.path("jobs").path(0);
        assertThat(job.path("id").textValue()).isEqualTo("1");
        assertThat(job.path("state").textValue()).isEqualTo("held");
        assertThat(job.path("createdBy").textValue()).isEqualTo("john.smith@contoso.com");
        assertThat(job.path("document").toString())
                .isEqualTo("{\"id\":\"" + held.documentId()
                        + "\",\"displayName\":\"report.pdf\",\"contentType\":\"application/pdf\",\"size\":276604}");
        assertThat(job.path("tasks").path(0).path("id").textValue()).isEqualTo(held.taskId());
        assertThat(job.path("tasks").path(0).path("state").textValue()).isEqualTo("processing");
        JsonNode graph = state.path("ges").path("graphs").path(0);
        assertThat(graph.path("name").textValue()).isEqualTo("movie");
        assertThat(graph.path("outputs").toString())
                .isEqualTo("[{\"of\":\"pagerank\",\"name\":\"pagerank\",\"size\":1000000000}]");
        JsonNode graphJob = graph.path("jobs").path(0);
        assertThat(graphJob.path("status").textValue()).isEqualTo("running");
        assertThat(graphJob.path("progress").intValue()).isEqualTo(50);
        assertThat(graphJob.path("algorithm").textValue()).isEqualTo("pagerank");
    }
}
