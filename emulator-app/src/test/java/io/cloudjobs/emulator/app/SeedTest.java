package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.testkit.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds and the directory of the state. */
class SeedTest {
    private final CloudJobsEmulator emulator =
            CloudJobsEmulator.builder().wellKnownIds().start();

    private final List<String> warnings = new CopyOnWriteArrayList<>();

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
        try (StateDirectory state = StateDirectory.open(directory, emulator, warnings::add)) {
            assertThat(state.hadState()).isFalse();
            assertThat(directory.resolve("state.json")).doesNotExist();
            state.keep();
            jobId = emulator.print().holdJob().jobId();
            assertThatThrownBy(() -> StateDirectory.open(directory, emulator, warnings::add))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot use the state directory " + directory
                            + ": another emulator uses it: stop that one, or use another directory");
        }
        try (CloudJobsEmulator next = CloudJobsEmulator.builder().wellKnownIds().start();
                StateDirectory state = StateDirectory.open(directory, next, warnings::add)) {
            assertThat(state.hadState()).isTrue();
            assertThat(next.print().document(next.print().printerId(), jobId)).hasSize(276_604);
        }
    }

    /** A copy of the directory is what a killed program leaves. */
    @Test
    void aChangeIsSavedWithoutAStop() throws Exception {
        Path directory = folder.resolve("state");
        try (StateDirectory state = StateDirectory.open(directory, emulator, warnings::add)) {
            state.keep();
            String before = Files.readString(directory.resolve("state.json"));
            emulator.print().holdJob();
            Eventually.await(() -> {
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

    /** A path that is a directory cannot be replaced, also not by root. */
    @Test
    void aSaveThatFailsWarnsOnceAndIsTriedAgain() throws Exception {
        Path directory = folder.resolve("state");
        try (StateDirectory state = StateDirectory.open(directory, emulator, warnings::add)) {
            state.keep();
            Path obstacle = Files.createDirectories(directory.resolve("state.json.new/obstacle"));
            emulator.print().holdJob();
            Eventually.await(() -> state.attempts() >= 3);
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .startsWith("cannot save the state in " + directory + ": ")
                    .endsWith(". The directory has the state before it. The emulator tries again each second.")
                    .doesNotContain("Exception");
            Files.delete(obstacle);
            Files.deleteIfExists(obstacle.getParent());
            Eventually.await(() -> {
                try {
                    return Files.readString(directory.resolve("state.json")).contains("\"held\"");
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        assertThat(warnings).hasSize(1);
    }

    /** By default, 3 MB are the longest YAML. */
    @Test
    void aSeedInYamlIsLong() throws Exception {
        load("# filled\n".repeat(400_000) + "ges: {graphs: [{name: last}]}");

        assertThat(emulator.state()).contains("last");
    }

    /** By default, 20,000,000 characters are the longest text that Jackson reads. */
    @Test
    void aDocumentOfASeedIsLong() throws Exception {
        byte[] bytes = new byte[18_000_000];
        new java.util.Random(1).nextBytes(bytes);
        String text = "{\"print\": {\"printers\": [{\"id\": \"mine\", \"jobs\": [{\"state\": \"held\", \"document\":"
                + " {\"content\": \"" + Base64.getEncoder().encodeToString(bytes) + "\"}}]}]}}";

        Seed.load(emulator, Files.writeString(folder.resolve("seed.json"), text));

        assertThat(emulator.print().document("mine", "1")).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"print\": [ | it ends too early (line 1)",
                "{\"print\": \"a | it ends too early (line 1)",
                "{\"print\": {\"printers\": [{\"jobs\": [{\"document\": {\"content\": \"AAAA | it ends too early (line 1)",
            })
    void aTruncatedSeedSaysSo(String text, String message) throws Exception {
        Path seed = Files.writeString(folder.resolve("seed.json"), text);

        assertThatThrownBy(() -> Seed.load(emulator, seed)).hasMessage("cannot load the seed " + seed + ": " + message);
    }

    @Test
    void theCharactersOfASeedAreUtf8() throws Exception {
        Path seed = Files.write(folder.resolve("seed.yaml"), new byte[] {'a', ':', ' ', (byte) 0xFF});

        assertThatThrownBy(() -> Seed.load(emulator, seed))
                .hasMessageStartingWith("cannot load the seed " + seed + ": its characters are not in UTF-8");
    }

    @Test
    void aTruncatedStateDirectorySaysSo() throws Exception {
        Files.writeString(folder.resolve("state.json"), "{\"print\":{\"printers\":[");

        assertThatThrownBy(() -> StateDirectory.open(folder, emulator, warnings::add))
                .hasMessageEndingWith(" cannot be read in line 1: it ends too early");
    }
}
