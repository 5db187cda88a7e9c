package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.emulator.CloudJobsEmulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    private static final String SEED =
            "{\"print\":{\"printers\":[{\"id\":\"p\",\"jobs\":[{\"document\":{\"content\":\"YQ==\"}}]}]}}";

    private final CloudJobsEmulator emulator =
            CloudJobsEmulator.builder().wellKnownIds().start();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        emulator.close();
    }

    private StateDirectory open() {
        return StateDirectory.open(directory, emulator, warning -> {
            throw new AssertionError(warning);
        });
    }

    private void save() {
        try (StateDirectory state = open()) {
            state.keep();
        }
    }

    private void load() throws IOException {
        emulator.load(new ByteArrayInputStream(SEED.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("documents"))) {
            return files.toList();
        }
    }

    @Test
    void aDocumentIsWrittenOnceAndDeletedWhenItsJobIsGone() throws Exception {
        load();
        save();
        assertThat(documents()).hasSize(1);
        Path file = documents().get(0);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        Path other = Files.createFile(directory.resolve("documents").resolve("notes.txt"));

        emulator.reset();
        try (StateDirectory state = open()) {
            assertThat(emulator.print().document("p", "1")).containsExactly('a');
            emulator.print().holdJob();
            emulator.print().holdJob(); // share the blank page
            state.keep();
            assertThat(documents()).hasSize(3).contains(file, other);
            assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
            emulator.reset();
        }
        assertThat(documents()).containsExactly(other);
    }

    @Test
    void aSaveThatFailsLeavesTheOldState() throws Exception {
        load();
        save();
        emulator.reset();
        try (StateDirectory state = open()) {
            emulator.print().holdJob();
            Files.createDirectory(directory.resolve("state.json.new")); // no file can be written there
            assertThatThrownBy(state::keep)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot use the state directory");
        }

        emulator.reset();
        try (StateDirectory state = open()) {
            assertThat(state.hadState()).isTrue();
            assertThat(emulator.print().document("p", "1")).containsExactly('a');
            assertThat(emulator.state()).doesNotContain("\"held\"");
        }
    }
}
