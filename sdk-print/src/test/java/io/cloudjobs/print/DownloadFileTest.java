package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InterruptedCallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a download: its permissions, and the files that are refused before the first request. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class DownloadFileTest {
    private static final byte[] BYTES = Bytes.of(200_000);

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    @TempDir
    Path folder;

    private GraphServer graph;
    private PrinterDocumentResource document;

    @BeforeEach
    void client() {
        graph = new GraphServer(api);
        document = graph.client().printer("p").job("5182").document("d");
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    private void answer() {
        graph.found(transfers.url("/d?tempauthtoken=secret-of-the-link").toString());
        transfers.enqueue(
                new MockResponse.Builder().body(new Buffer().write(BYTES)).build());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path old(String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("TestFile.pdf"), "old");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private List<Path> parts() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Downloads it and returns the modes of the part file. */
    private Set<String> modesOfThePart(Path file) {
        Set<String> modes = new HashSet<>();
        document.download(
                file,
                options -> options.onProgress(bytes -> parts().forEach(part -> {
                    try {
                        modes.add(mode(part));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })));
        return modes;
    }

    private void assertWhole(Path file) throws IOException {
        assertThat(Bytes.summary(Files.readAllBytes(file))).isEqualTo(Bytes.summary(BYTES));
        assertThat(parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-r-----", "rw-rw-rw-", "rwxr-x--x", "-w-------", "r--rw----", "rw-rw----"})
    void aFileKeepsItsPermissionsAndItsPartIsNeverMoreReadable(String mode) throws Exception {
        Path file = old(mode);
        answer();

        Set<String> ofPart = modesOfThePart(file);

        assertThat(mode(file)).isEqualTo(mode);
        assertThat(ofPart).hasSize(1).allSatisfy(part -> {
            assertThat(part).endsWith("------");
            assertThat(PosixFilePermissions.fromString(mode)).containsAll(PosixFilePermissions.fromString(part));
        });
        assertWhole(file);
    }

    @Test
    void aNewFileGetsThePermissionsThatAnyNewFileGets() throws Exception {
        String usual = mode(Files.createFile(folder.resolve("usual")));
        Path file = folder.resolve("TestFile.pdf");
        answer();

        Set<String> ofPart = modesOfThePart(file);

        assertThat(mode(file)).isEqualTo(usual);
        assertThat(ofPart).containsExactly(usual);
        assertWhole(file);
    }

    @Test
    void aFileKeepsItsOwnerAndItsGroupWhereTheProcessMayGiveThem() throws Exception {
        Path file = old("rw-r-----");
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        GroupPrincipal group;
        try {
            group = file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("daemon");
            view.setGroup(group);
            view.setOwner(file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("daemon"));
        } catch (IOException e) {
            Assumptions.abort("only root may give files away");
            return;
        }
        answer();

        document.download(file);

        assertThat(Files.getOwner(file).getName()).isEqualTo("daemon");
        assertThat(view.readAttributes().group()).isEqualTo(group);
        assertThat(mode(file)).isEqualTo("rw-r-----");
        assertWhole(file);
    }

    /** The targets that cannot be written, with the messages. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("a directory", Files::createDirectory, IllegalArgumentException.class, "is a directory"),
                wrong("a FIFO", DownloadFileTest::fifo, IllegalArgumentException.class, "use download(OutputStream)"),
                wrong(
                        "a socket",
                        DownloadFileTest::socket,
                        IllegalArgumentException.class,
                        "use download(OutputStream)"),
                wrong("a device", file -> Path.of("/dev/null"), IllegalArgumentException.class, "/dev/null is a FIFO"),
                wrong(
                        "a link to a device",
                        file -> Files.createSymbolicLink(file, Path.of("/dev/null")),
                        IllegalArgumentException.class,
                        "use download(OutputStream)"),
                wrong(
                        "a link to a directory",
                        file -> Files.createSymbolicLink(file, file.getParent()),
                        IllegalArgumentException.class,
                        "is a directory"),
                wrong(
                        "a dangling link",
                        file -> Files.createSymbolicLink(file, Path.of("gone")),
                        NoSuchFileException.class,
                        "its target is gone; remove the link"),
                wrong(
                        "a link to itself",
                        file -> Files.createSymbolicLink(file, file.getFileName()),
                        NoSuchFileException.class,
                        "is a broken symbolic link"),
                wrong(
                        "two links in a circle",
                        file -> {
                            Files.createSymbolicLink(file.resolveSibling("other"), file.getFileName());
                            return Files.createSymbolicLink(file, Path.of("other"));
                        },
                        NoSuchFileException.class,
                        "is a broken symbolic link"),
                wrong("read-only", file -> readOnly(file, "r--r--r--"), AccessDeniedException.class, "is read-only"),
                wrong(
                        "for one reader",
                        file -> readOnly(file, "r--------"),
                        AccessDeniedException.class,
                        "is read-only"),
                wrong("for nobody", file -> readOnly(file, "---------"), AccessDeniedException.class, "is read-only"),
                wrong(
                        "a link to what is read-only",
                        file -> {
                            readOnly(file.resolveSibling("there"), "r--r--r--");
                            return Files.createSymbolicLink(file, Path.of("there"));
                        },
                        AccessDeniedException.class,
                        "is read-only"),
                wrong(
                        "in no directory",
                        file -> file.resolve("missing").resolve("a.pdf"),
                        NoSuchFileException.class,
                        "its directory does not exist"),
                wrong(
                        "below a file",
                        file -> Files.writeString(file, "old").resolve("a.pdf"),
                        FileSystemException.class,
                        "TestFile.pdf is not a directory"),
                wrong(
                        "below a link in a circle",
                        file -> Files.createSymbolicLink(file, file.getFileName())
                                .resolve("a.pdf"),
                        FileSystemException.class,
                        "a.pdf"));
    }

    private interface Making {
        Path make(Path file) throws Exception;
    }

    private static Arguments wrong(String name, Making making, Class<? extends Exception> type, String said) {
        return argumentSet(name, making, type, said);
    }

    private static Path fifo(Path file) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        return file;
    }

    /** The name of a socket stays after the socket is closed. */
    private static Path socket(Path file) throws Exception {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(file))
                .close();
        return file;
    }

    private static Path readOnly(Path file, String mode) throws IOException {
        return Files.setPosixFilePermissions(Files.writeString(file, "old"), PosixFilePermissions.fromString(mode));
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> {
                        try {
                            return file + " "
                                    + Files.readAttributes(file, "unix:mode,ino,size", LinkOption.NOFOLLOW_LINKS);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatCannotBeReplacedIsRefusedBeforeAnythingIsSent(Making making, Class<? extends Exception> type, String said)
            throws Exception {
        Path file = making.make(folder.resolve("TestFile.pdf"));
        List<String> before = listing();
        graph.answer(404, ""); // if a request is sent in spite of the failure

        Throwable failure = catchThrowable(() -> document.download(file));

        if (type == IllegalArgumentException.class) {
            assertThat(failure).isExactlyInstanceOf(type);
        } else {
            assertThat(failure).isExactlyInstanceOf(UncheckedIOException.class);
            assertThat(failure.getCause()).isExactlyInstanceOf(type);
        }
        assertThat(failure).hasMessageContaining(file.toString()).hasMessageContaining(said);
        assertThat(listing()).isEqualTo(before);
        assertThat(api.getRequestCount()).isZero();
        assertThat(transfers.getRequestCount()).isZero();
    }

    @Test
    void whatAnEarlierProcessLeftIsNotTouched() throws Exception {
        Path left = Files.writeString(folder.resolve("3f0c6d0e-0000-4000-8000-000000000000.part"), "left");
        Path file = old("rw-------");
        answer();

        document.download(file);

        assertThat(left).hasContent("left");
        assertThat(Bytes.summary(Files.readAllBytes(file))).isEqualTo(Bytes.summary(BYTES));
        assertThat(parts()).containsExactly(left);
    }

    /** The client renames the part file and does not delete the target first: a reader still has the whole old file. */
    @Test
    void aDirectoryThatIsMadeThereMeanwhileIsNotReplaced() throws Exception {
        Path file = folder.resolve("TestFile.pdf");
        answer();

        Throwable failure = catchThrowable(() -> document.download(
                file, options -> options.onProgress(bytes -> file.toFile().mkdir())));

        assertThat(failure).isExactlyInstanceOf(UncheckedIOException.class);
        assertThat(file).isDirectory();
        assertThat(parts()).isEmpty();
    }

    @Test
    void whatCannotBeCleanedUpDoesNotHideTheFailure() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        graph.found(transfers.url("/d").toString());
        transfers.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(BYTES))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        transfers.enqueue(new MockResponse.Builder().code(400).build());

        ApiException failure = catchThrowableOfType(
                ApiException.class,
                () -> document.download(
                        inner.resolve("TestFile.pdf"), options -> options.onProgress(bytes -> blockCleaning(inner))));

        assertThat(failure.statusCode()).isEqualTo(400);
        assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(IOException.class);
    }

    /** A directory with a file in it replaces the part file. */
    private static void blockCleaning(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path part : files.filter(Files::isRegularFile).toList()) {
                Files.delete(part);
                Files.createDirectories(part.resolve("full"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptIsNotTakenForAFileThatCannotBeWritten() throws Exception {
        Path file = old("rw-------");
        answer();

        Throwable failure = catchThrowable(() -> document.download(
                file,
                options -> options.onProgress(bytes -> Thread.currentThread().interrupt())));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(InterruptedCallException.class);
        assertThat(file).hasContent("old");
        assertThat(parts()).isEmpty();
    }

    /** For example the zip file system of the JDK, which has no users and groups. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileSystemWithoutPosixPermissionsDoes(boolean isThere) throws Exception {
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
            Path file = archive.getPath("/TestFile.pdf");
            if (isThere) {
                Files.writeString(file, "old");
            }
            answer();

            document.download(file);

            assertThat(Bytes.summary(Files.readAllBytes(file))).isEqualTo(Bytes.summary(BYTES));
            try (Stream<Path> files = Files.list(archive.getPath("/"))) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    /** The same kinds of files, in uploads. */
    static Stream<Arguments> noContent() {
        return wrong().filter(arguments -> !List.of(
                        "read-only", "for one reader", "for nobody", "a link to what is read-only", "in no directory")
                .contains(((Arguments.ArgumentSet) arguments).getName()));
    }

    @ParameterizedTest
    @MethodSource("noContent")
    void whatIsNoFileIsNoContent(Making making, Class<? extends Exception> type, String said) throws Exception {
        Path file = making.make(folder.resolve("TestFile.pdf"));

        Throwable failure = catchThrowable(() -> DocumentContent.of(file, "application/pdf"));

        if (type == IllegalArgumentException.class) {
            assertThat(failure).isExactlyInstanceOf(type);
        } else {
            assertThat(failure).isExactlyInstanceOf(UncheckedIOException.class);
            assertThat(failure.getCause()).isExactlyInstanceOf(type);
        }
        String upload =
                said.replace("download(OutputStream)", "DocumentContent.of(documentName, contentType, size, source)");
        assertThat(failure).hasMessageContaining(file.toString()).hasMessageContaining(upload);
    }

    @Test
    void aFileThatBecameAFifoIsNotWaitedFor() throws Exception {
        Path file = Files.writeString(folder.resolve("TestFile.pdf"), "content");
        DocumentContent content = DocumentContent.of(file, "application/pdf");
        Files.delete(file);
        fifo(file);

        assertThat(catchThrowable(() -> content.source().open()))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a FIFO");
    }

    @Test
    void aFileThatMayNotBeReadIsSaidAtOnce() throws Exception {
        Path file = readOnly(folder.resolve("TestFile.pdf"), "-w-------");
        Assumptions.assumeFalse(Files.isReadable(file), "root reads all");

        assertThat(catchThrowable(() -> DocumentContent.of(file, "application/pdf")))
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasCauseExactlyInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("may not be read");
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsSaidAtOnce() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(inner);
        Files.setPosixFilePermissions(
                inner, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
        Assumptions.assumeFalse(Files.isWritable(inner), "root writes all");
        Path file = inner.resolve("TestFile.pdf");

        Throwable failure = catchThrowable(() -> document.download(file));

        Files.setPosixFilePermissions(inner, before);
        assertThat(failure)
                .isExactlyInstanceOf(UncheckedIOException.class)
                .hasCauseExactlyInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("allow this process to write to its directory");
        assertThat(api.getRequestCount()).isZero();
    }
}
