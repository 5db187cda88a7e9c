package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** The directory with a state. */
class StateFolderTest {
    private final CloudJobsEmulator emulator =
            CloudJobsEmulator.builder().wellKnownIds().start();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        emulator.close();
    }

    private void load(String documents) throws IOException {
        emulator.load(
                new ByteArrayInputStream(("{\"print\":{\"printers\":[{\"id\":\"p\",\"jobs\":[" + documents + "]}]}}")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("documents"))) {
            return files.toList();
        }
    }

    @Test
    void aDocumentIsWrittenOnceAndDeletedWhenItsJobIsGone() throws Exception {
        load("{\"document\":{\"content\":\"YQ==\"}}");
        emulator.saveTo(directory);
        Path file = documents().get(0);
        assertThat(documents()).hasSize(1);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        emulator.print().holdJob();
        emulator.print().holdJob(); // share the blank page
        emulator.saveTo(directory);
        assertThat(documents()).hasSize(2);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();

        emulator.reset();
        emulator.loadFrom(directory);
        assertThat(emulator.print().document("p", "1")).containsExactly('a');
        emulator.saveTo(directory);
        assertThat(documents()).hasSize(2);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();

        emulator.reset();
        emulator.saveTo(directory);
        assertThat(documents()).isEmpty();
    }

    @Test
    void aSaveThatFailsLeavesTheOldState() throws Exception {
        load("{\"document\":{\"content\":\"YQ==\"}}");
        emulator.saveTo(directory);
        emulator.print().holdJob();
        Files.createDirectory(directory.resolve("state.json.new")); // no file can be written there

        assertThatThrownBy(() -> emulator.saveTo(directory)).isInstanceOf(IOException.class);

        emulator.reset();
        emulator.loadFrom(directory);
        assertThat(emulator.print().document("p", "1")).containsExactly('a');
        assertThat(emulator.state()).doesNotContain("\"held\"");
    }

    @Test
    void aNameOutOfTheDirectoryIsRefused() throws Exception {
        Files.writeString(directory.resolve("secret"), "x");
        for (String name : new String[] {"../secret", "/etc/passwd", "", "state.json"}) {
            Files.writeString(
                    directory.resolve("state.json"),
                    "{\"print\":{\"printers\":[{\"id\":\"q\",\"jobs\":" + "[{\"document\":{\"file\":\"" + name
                            + "\"}}]}]}}");
            assertThatThrownBy(() -> emulator.loadFrom(directory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has a file whose name is not a UUID");
        }
        assertThat(emulator.state()).doesNotContain("\"q\"");
    }
}
