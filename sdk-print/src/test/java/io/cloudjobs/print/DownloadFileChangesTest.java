package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The file changes during the download that replaces it. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class DownloadFileChangesTest {
    private static final byte[] BYTES = Bytes.of(100_000);

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    @TempDir
    Path folder;

    private GraphServer graph;
    private Path file;

    @BeforeEach
    void client() throws IOException {
        graph = new GraphServer(api);
        file = folder.toRealPath().resolve("TestFile.pdf");
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    private interface Change {
        void make(Path file) throws Exception;
    }

    /** Downloads, and makes the change after the first bytes. */
    private void download(Change change) throws InterruptedException {
        graph.found(transfers.url("/d?tempauthtoken=secret-of-the-link").toString());
        transfers.enqueue(
                new MockResponse.Builder().body(new Buffer().write(BYTES)).build());
        boolean[] isMade = {false};
        try {
            graph.client()
                    .printer("p")
                    .job("5182")
                    .document("d")
                    .download(
                            file,
                            options -> options.onProgress(bytes -> {
                                if (!isMade[0]) {
                                    isMade[0] = true;
                                    try {
                                        change.make(file);
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                }
                            }));
        } finally {
            assertThat(graph.requests()).containsExactly("GET /v1.0/print/printers/p/jobs/5182/documents/d/$value");
            assertThat(transfers.getRequestCount()).isEqualTo(1);
        }
    }

    private static void setMode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"rw-rw-rw-, rw-------", "rw-------, rw-r--r--", "rw-r--r--, -w-------", "rwxrwxrwx, rw-r-----"})
    void theNewestPermissionsCount(String before, String after) throws Exception {
        setMode(Files.writeString(file, "old"), before);

        download(target -> setMode(target, after));

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(mode(file)).isEqualTo(after);
        assertThat(names()).containsExactly("TestFile.pdf");
    }

    @Test
    void aFileThatAppearsMeanwhileGivesItsPermissionsToTheDocument() throws Exception {
        download(target -> setMode(Files.writeString(target, "new"), "rw-------"));

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsDeletedMeanwhileKeepsItsPermissions() throws Exception {
        setMode(Files.writeString(file, "old"), "rw-r-----");

        download(Files::delete);

        assertThat(file).hasBinaryContent(BYTES);
        assertThat(mode(file)).isEqualTo("rw-r-----");
    }

    private static Change instead(Change making) {
        return file -> {
            Files.deleteIfExists(file);
            making.make(file);
        };
    }

    private static void mkfifo(Path file) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
    }

    static Stream<Arguments> changes() {
        Change link =
                file -> Files.createSymbolicLink(file, Files.writeString(file.resolveSibling("elsewhere"), "old"));
        Change dangling = file -> Files.createSymbolicLink(file, Path.of("nowhere"));
        return Stream.of(
                argumentSet(
                        "read-only",
                        (Change) file -> setMode(file, "r--r--r--"),
                        AccessDeniedException.class,
                        "became read-only"),
                argumentSet(
                        "no permissions",
                        (Change) file -> setMode(file, "---------"),
                        AccessDeniedException.class,
                        "became read-only"),
                argumentSet("a link", instead(link), FileSystemException.class, "is no longer a regular file"),
                argumentSet(
                        "a dangling link", instead(dangling), FileSystemException.class, "is no longer a regular file"),
                argumentSet(
                        "a FIFO",
                        instead(DownloadFileChangesTest::mkfifo),
                        FileSystemException.class,
                        "is no longer a regular file"),
                argumentSet(
                        "a directory",
                        instead(Files::createDirectory),
                        FileSystemException.class,
                        "is no longer a regular file"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatMustNotBeReplacedByThenIsLeftAsItIs(Change change, Class<? extends Exception> type, String said)
            throws Exception {
        setMode(Files.writeString(file, "old"), "rw-r--r--");

        Throwable failure = catchThrowable(() -> download(change));

        assertThat(failure)
                .isExactlyInstanceOf(UncheckedIOException.class)
                .cause()
                .isExactlyInstanceOf(type)
                .hasMessageContaining(said)
                .hasMessageContaining("not replaced");
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            setMode(file, "rw-r--r--");
            assertThat(file).hasContent("old");
        } else {
            assertThat(Files.isSymbolicLink(file) || !Files.isRegularFile(file)).isTrue();
        }
        assertThat(names()).noneMatch(name -> name.endsWith(".part"));
        Path elsewhere = folder.resolve("elsewhere");
        if (Files.exists(elsewhere)) {
            assertThat(elsewhere).hasContent("old");
        }
    }
}
