package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory with the documents of a state. */
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

    private void save() throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve("state.json"))) {
            emulator.dump(out, directory.resolve("documents"));
        }
    }

    private void loadSaved() throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve("state.json"))) {
            emulator.load(in, directory.resolve("documents"));
        }
    }

    @Test
    void aDocumentIsWrittenOnce() throws Exception {
        load("{\"document\":{\"content\":\"YQ==\"}}");
        save();
        Path file = documents().get(0);
        assertThat(documents()).hasSize(1);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        emulator.print().holdJob();
        emulator.print().holdJob(); // share the blank page
        save();
        assertThat(documents()).hasSize(2);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();

        emulator.reset();
        loadSaved();
        assertThat(emulator.print().document("p", "1")).containsExactly('a');
        save();
        assertThat(documents()).hasSize(2);
        assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
    }

    /** A save can end in the middle of a file. */
    @Test
    void aDocumentOfAnotherSizeIsWrittenAgain() throws Exception {
        load("{\"document\":{\"content\":\"YWI=\"}}");
        save();
        Files.writeString(documents().get(0), "a");

        save();

        assertThat(documents().get(0)).hasContent("ab");
    }

    @Test
    void aNameOutOfTheDirectoryIsRefused() throws Exception {
        Files.writeString(directory.resolve("secret"), "x");
        for (String name : new String[] {"../secret", "/etc/passwd", "", "state.json"}) {
            Files.writeString(
                    directory.resolve("state.json"),
                    "{\"print\":{\"printers\":[{\"id\":\"q\",\"jobs\":" + "[{\"document\":{\"file\":\"" + name
                            + "\"}}]}]}}");
            assertThatThrownBy(this::loadSaved)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("names a file whose name is not a UUID");
        }
        assertThat(emulator.state()).doesNotContain("\"q\"");
    }
}
