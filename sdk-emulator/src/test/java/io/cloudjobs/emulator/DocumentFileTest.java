package io.cloudjobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.emulator.internal.ContentRange;
import io.cloudjobs.emulator.internal.DocumentFile;
import io.cloudjobs.emulator.internal.StoredDocument;
import io.cloudjobs.emulator.internal.TransferLinks;
import io.cloudjobs.testkit.JavaProgram;
import io.cloudjobs.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFileTest {
    private static final long GIB = 1 << 30;

    @TempDir
    Path folder;

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void documentsDoNotOverlap() throws Exception {
        try (var file = new DocumentFile(folder)) {
            StoredDocument first = file.reserve(3);
            StoredDocument second = file.reserve(2);
            second.write(0, bytes(7, 8));
            first.write(1, bytes(2, 3));
            first.write(0, bytes(1));

            assertThat(first.copy()).isEqualTo(bytes(1, 2, 3));
            assertThat(second.copy()).isEqualTo(bytes(7, 8));
            var out = new ByteArrayOutputStream();
            first.writeTo(out);
            assertThat(out.toByteArray()).isEqualTo(bytes(1, 2, 3));
        }
    }

    @Test
    void aDocumentTakesNoSpaceBeforeItsBytes() {
        try (var file = new DocumentFile(folder)) {
            file.reserve(GIB);
            assertThat(folder).isEmptyDirectory();
            file.reserve(GIB).write(GIB - 1, bytes(1)); // fast, because the file is sparse
            assertThat(new StoredDocument(file, 2 * GIB - 2, 2, "name").copy()).isEqualTo(bytes(0, 1));
        }
    }

    @Test
    void theSpaceOfADiscardedUploadIsUsedAgain() {
        try (var file = new DocumentFile(folder)) {
            StoredDocument kept = file.reserve(1);
            kept.write(0, bytes(9));
            StoredDocument second = file.reserve(GIB);
            StoredDocument third = file.reserve(2);
            StoredDocument fourth = file.reserve(GIB);
            fourth.write(0, bytes(1));
            StoredDocument last = file.reserve(1);

            file.release(fourth);
            file.release(second);
            assertThat(file.reserve(GIB + 1).start()).isEqualTo(last.start() + 1); // in neither gap
            assertThat(file.reserve(4).start()).isEqualTo(second.start());
            file.release(third); // between two gaps, which are one afterwards
            assertThat(file.reserve(2 * GIB - 2).start()).isEqualTo(second.start() + 4);
            assertThat(file.reserve(1).start()).isEqualTo(2 * GIB + 5 + GIB);
            assertThat(kept.copy()).isEqualTo(bytes(9));
        }
    }

    @Test
    void theFileEndsWithItsLastDocument() {
        try (var file = new DocumentFile(folder)) {
            StoredDocument first = file.reserve(1);
            StoredDocument second = file.reserve(2);
            StoredDocument third = file.reserve(3);
            third.write(0, bytes(1, 2, 3));

            file.release(second);
            assertThat(third.copy()).isEqualTo(bytes(1, 2, 3));
            file.release(third);
            assertThatThrownBy(third::copy).isInstanceOf(UncheckedIOException.class);
            assertThat(first.copy()).isEqualTo(bytes(0));
            assertThat(file.reserve(GIB).start()).isEqualTo(1);
        }
    }

    @Test
    void anEndedSessionFreesItsSpace() {
        var time = new ManualTime();
        try (var file = new DocumentFile(folder)) {
            var sessions = new TransferLinks<>("/", time, UploadSession::end);
            UploadSession canceled = session(file, time);
            canceled.add(new ContentRange(0, 0, 2), bytes(1));
            sessions.add(canceled, time.now().plusSeconds(60));
            sessions.removeIf(canceled::equals);
            assertThat(file.reserve(1).start()).isZero();

            UploadSession complete = session(file, time);
            complete.add(new ContentRange(0, 1, 2), bytes(1, 2));
            sessions.add(complete, time.now().plusSeconds(60));
            sessions.removeIf(complete::equals);
            assertThat(file.reserve(1).start()).isEqualTo(3);

            sessions.add(session(file, time), time.now().plusSeconds(60));
            time.advance(Duration.ofSeconds(60));
            sessions.add(complete, time.now().plusSeconds(60)); // drops what has expired
            assertThat(file.reserve(1).start()).isEqualTo(4);
        }
    }

    @Test
    void aSessionWhoseJobHasEndedFreesItsSpace() {
        var time = new ManualTime();
        try (var file = new DocumentFile(folder)) {
            var tenant = new PrintTenant(time, "http://h", new EntraTenant(new Ids(false)));
            var documents = new PrintDocuments(tenant, time, "http://h", file);
            EmulatedPrinter printer = tenant.addPrinter("p", "s");
            EmulatedPrintJob ended = printer.addJob(PrintUser.SIGNED_IN);
            EmulatedPrintJob next = printer.addJob(PrintUser.SIGNED_IN);
            open(documents, ended);

            ended.cancel();
            open(documents, next);

            assertThat(file.reserve(1).start()).isEqualTo(2);
        }
    }

    /** The file is sparse, so this is fast. */
    @Test
    void theLargestDocumentIsWrittenWithoutMemory() throws Exception {
        var time = new ManualTime();
        try (var file = new DocumentFile(folder)) {
            var tenant = new PrintTenant(time, "http://h", new EntraTenant(new Ids(false)));
            EmulatedPrintJob job = tenant.addPrinter("p", "s").addJob(PrintUser.SIGNED_IN);
            assertThat(job.contentType()).isEmpty();
            StoredDocument document = file.reserve(GIB);
            document.write(GIB - 1, bytes(1));
            job.uploaded("a", "a/b", document);
            long[] written = {0, 0};
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();

            Objects.requireNonNull(job.payload()).writeTo(new OutputStream() {
                @Override
                public void write(int one) {
                    throw new AssertionError("one by one");
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    written[0] += length;
                    written[1] = bytes[from + length - 1];
                }
            });

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
            assertThat(written).containsExactly(GIB, 1);
            assertThat(job.contentType()).isEqualTo("a/b");
        }
    }

    private static void open(PrintDocuments documents, EmulatedPrintJob job) {
        var properties = UploadSession.properties("a", "a/b", 2);
        documents.openSession(job, Access.signedIn(true), properties);
    }

    private static UploadSession session(DocumentFile file, ManualTime time) {
        EmulatedPrintJob job = new PrintTenant(time, "http://h", new EntraTenant(new Ids(false)))
                .addPrinter("p", "s")
                .addJob(PrintUser.SIGNED_IN);
        return new UploadSession(job, Access.signedIn(true), UploadSession.properties("a", "a/b", 2), time.now(), file);
    }

    @Test
    void nothingIsLeftOnTheDisk() {
        var file = new DocumentFile(folder);
        StoredDocument document = file.reserve(1);
        document.write(0, bytes(1));

        file.close();
        file.close();

        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(document::copy).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> document.write(0, bytes(1)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("the emulator was reset or closed");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDiskThatCannotBeWrittenIsNamed() {
        try (var file = new DocumentFile(folder.resolve("missing"))) {
            assertThatThrownBy(() -> file.reserve(1).write(0, bytes(1)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("missing")
                    .hasMessageEndingWith("set java.io.tmpdir to another folder");
        }
    }

    @Test
    void aThreadThatIsInterruptedReadsItsDocument() {
        try (var file = new DocumentFile(folder)) {
            StoredDocument document = file.reserve(1);
            document.write(0, bytes(1));

            Thread.currentThread().interrupt();

            assertThat(document.copy()).isEqualTo(bytes(1));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(document.copy()).isEqualTo(bytes(1));
        }
    }

    /** {@code -Dcloudjobs.largeDocument=1073741824} uploads the largest document. It takes 1 GiB of disk. */
    @Test
    void aDocumentIsLargerThanTheMemory() throws Exception {
        String size = System.getProperty("cloudjobs.largeDocument", "60000000");
        Process program = JavaProgram.of(LargeDocument.class, List.of("-Xmx32m"), List.of(size))
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(program.waitFor(600, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(program.getInputStream().readAllBytes())).isEqualTo("same same same");
        } finally {
            program.destroyForcibly();
        }
    }
}
