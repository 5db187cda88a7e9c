package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudjobs.emulator.CloudJobsEmulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds and the directory of the state. */
class SeedTest {
    private final CloudJobsEmulator emulator =
            CloudJobsEmulator.builder().wellKnownIds().start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    private void load(String text) throws Exception {
        Seed.load(emulator, Files.writeString(folder.resolve("seed.yaml"), text));
    }

    @Test
    void theDemonstrationHasPrintersJobsAndGraphs() throws Exception {
        Seed.loadDemonstration(emulator);

        JsonNode state = new JsonMapper().readTree(emulator.state());
        JsonNode printers = state.path("print").path("printers");
        assertThat(printers.findValuesAsText("displayName")).contains("Lobby", "Second floor", "Archive");
        assertThat(printers.path(1).path("jobs").findValuesAsText("createdBy"))
                .containsExactly("ada@contoso.com", "ben@contoso.com", "ben@contoso.com", "chloe@contoso.com");
        assertThat(printers.path(2).path("device").path("state").textValue()).isEqualTo("outOfPaper");
        assertThat(emulator.print().document("demo-lobby", "1"))
                .asString()
                .startsWith("%PDF-1.4")
                .contains("Ada Lovelace");
        assertThat(emulator.print().document("demo-lobby", "3")).hasSize(276_604);
        JsonNode graphs = state.path("ges").path("graphs");
        assertThat(graphs.findValuesAsText("status"))
                .containsExactly("success", "running", "pending", "success", "failed", "running");
        emulator.print().release("demo-lobby", "1");
        emulator.print().device("demo-second-floor").resume();
    }

    @Test
    void aShortSeedHasDefaultsAndFilesOfItsFolder() throws Exception {
        Files.createDirectory(folder.resolve("below"));
        Files.writeString(folder.resolve("below/a.txt"), "the bytes");
        load("""
                print:
                  printers:
                    - displayName: Mine
                      jobs:
                        - {createdBy: ada@contoso.com, state: held}
                        - {state: held, document: {file: below/a.txt, contentType: text/plain}}
                """);

        JsonNode printer = new JsonMapper()
                .readTree(emulator.state())
                .path("print")
                .path("printers")
                .path(1);
        String id = printer.path("id").textValue();
        assertThat(printer.path("shares")).hasSize(1);
        assertThat(emulator.print().document(id, "1")).hasSize(276_604);
        assertThat(new String(emulator.print().document(id, "2"), StandardCharsets.UTF_8))
                .isEqualTo("the bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "print: {printrs: []} | print.printrs is unknown",
                "a: &a [1] | has an anchor or an alias",
                "a: *a | has an anchor or an alias",
                "print: {printers: [{jobs: [{document: {file: ../outside}}]}]} | is not a file in",
                "print: {printers: [{jobs: [{document: {file: /etc/passwd}}]}]} | is not a file in",
                "print: {printers: [{jobs: [{document: {file: link}}]}]} | is not a file in",
                "print: {printers: [{jobs: [{document: {file: missing}}]}]} | cannot be read: name a file in",
                "print: [ | line",
                "[1] | the state is not a JSON object",
            })
    void aWrongSeedChangesNothing(String text, String message) throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.writeString(folder.resolve("outside"), "secret");
        Files.createSymbolicLink(inner.resolve("link"), folder.resolve("outside"));
        emulator.clock().freeze();
        String before = emulator.state();
        Path seed = Files.writeString(inner.resolve("seed.yaml"), text);

        assertThatThrownBy(() -> Seed.load(emulator, seed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot load the seed " + seed + ": ")
                .hasMessageContaining(message);
        assertThat(emulator.state()).isEqualTo(before);
    }

    @Test
    void aDirectoryKeepsTheStateForOneEmulatorAtATime() throws Exception {
        Path directory = folder.resolve("state");
        String jobId;
        try (StateDirectory state = StateDirectory.open(directory, emulator)) {
            assertThat(state.hadState()).isFalse();
            jobId = emulator.print().holdJob().jobId();
            assertThatThrownBy(() -> StateDirectory.open(directory, emulator))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot use the state directory " + directory
                            + ": another emulator uses it: stop that one, or use another directory");
        }
        try (CloudJobsEmulator next = CloudJobsEmulator.builder().wellKnownIds().start();
                StateDirectory state = StateDirectory.open(directory, next)) {
            assertThat(state.hadState()).isTrue();
            assertThat(next.print().document(next.print().printerId(), jobId)).hasSize(276_604);
        }
    }

    /** A copy of the directory is what a killed program leaves. */
    @Test
    void aChangeIsSavedWithoutAStop() throws Exception {
        Path directory = folder.resolve("state");
        try (StateDirectory state = StateDirectory.open(directory, emulator)) {
            String before = Files.readString(directory.resolve("state.json"));
            emulator.print().holdJob();
            io.cloudjobs.testkit.Eventually.await(() -> {
                try {
                    return !Files.readString(directory.resolve("state.json")).equals(before);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            assertThat(state.hadState()).isFalse();
            assertThat(Files.readString(directory.resolve("state.json"))).contains("\"held\"");
        }
    }
}
