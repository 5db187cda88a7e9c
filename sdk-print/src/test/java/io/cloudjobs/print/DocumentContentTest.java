package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contents of uploads, and the options of uploads and downloads. */
class DocumentContentTest {
    @TempDir
    Path folder;

    @Test
    void aFileGivesItsNameAndItsSize() throws Exception {
        Path file = Files.write(folder.resolve("report.pdf"), new byte[] {1, 2, 3});

        DocumentContent content = DocumentContent.of(file, "application/pdf");

        assertThat(content.documentName()).isEqualTo("report.pdf");
        assertThat(content.contentType()).isEqualTo("application/pdf");
        assertThat(content.size()).isEqualTo(3);
        assertThat(content).hasToString("DocumentContent[report.pdf, application/pdf, 3 bytes]");
    }

    @Test
    void aNameCanBeChanged() {
        DocumentContent content = DocumentContent.of("a.pdf", "application/pdf", new byte[7]);

        assertThat(content.named("b.pdf")).hasToString("DocumentContent[b.pdf, application/pdf, 7 bytes]");
        assertThat(content.documentName()).isEqualTo("a.pdf");
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("report.pdf"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentContent.of(file, "application/pdf"))
                .withMessageContaining("the document is empty");
    }

    @Test
    void aFolderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentContent.of(folder, "application/pdf"))
                .withMessageContaining("is a directory; use the path of a file in it");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> DocumentContent.of(folder.resolve("report.pdf"), "application/pdf"))
                .isExactlyInstanceOf(UncheckedIOException.class);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("an empty array", () -> DocumentContent.of("a.pdf", "application/pdf", new byte[0])),
                refused("an empty stream", () -> of("a.pdf", "application/pdf", 0)),
                refused("less than nothing", () -> of("a.pdf", "application/pdf", -1)),
                refused("no name", () -> of(" ", "application/pdf", 1)),
                refused("no type", () -> of("a.pdf", "", 1)),
                refused("no other name", () -> of("a.pdf", "application/pdf", 1).named("")),
                refused("parallel 0", () -> told(settings -> settings.parallel(0))),
                refused("parallel 5", () -> told(settings -> settings.parallel(5))),
                refused("maxBytes 0", () -> told(settings -> settings.maxBytes(0))),
                refused("no time", () -> told(settings -> settings.timeout(Duration.ZERO))),
                refused("less than no time", () -> told(settings -> settings.timeout(Duration.ofSeconds(-1)))));
    }

    private static Arguments refused(String name, ThrowingCallable call) {
        return argumentSet(name, call);
    }

    private static DocumentContent of(String documentName, String contentType, long size) {
        return DocumentContent.of(documentName, contentType, size, InputStream::nullInputStream);
    }

    private static void told(Consumer<TransferSettings> options) {
        TransferSettings.of(options);
    }

    /** The name and the type are both strings, so callers may swap them. */
    @Test
    void aNameIsNoMediaType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("application/pdf", "a.pdf", 1))
                .withMessage("contentType must be a media type such as application/pdf, but is a.pdf");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("", "application/pdf", 1))
                .withMessage("documentName must not be blank");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeIsRefused(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call);
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        TransferSettings settings = TransferSettings.of(options -> {});

        assertThat(settings.timeout).isEqualTo(Duration.ofHours(1));
        assertThat(settings.parallel).isEqualTo(1);
        assertThat(settings.maxBytes).isEqualTo(1024L * 1024 * 1024);
    }
}
