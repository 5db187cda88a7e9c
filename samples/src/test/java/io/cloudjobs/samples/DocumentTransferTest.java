package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintDocument;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrinterDocumentResource;
import io.cloudjobs.print.UploadOptions;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transfers a file from a user to an application, through an emulator that loses connections. */
@Timeout(120)
class DocumentTransferTest {
    @TempDir
    Path folder;

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final PrintJobClient application = client(() -> emulator.print().token());
    private final PrintJobClient user = client(() -> emulator.print().userToken());

    private PrintJobClient client(TokenProvider tokens) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(tokens)
                .build();
    }

    @AfterEach
    void stop() {
        application.close();
        user.close();
        emulator.close();
    }

    private Path file() throws Exception {
        byte[] bytes = new byte[12_000_000];
        new Random(5).nextBytes(bytes);
        return Files.write(folder.resolve("report.pdf"), bytes);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private PrinterDocumentResource document(PrintJob job) {
        return application
                .printer(emulator.print().printerId())
                .job(job.id())
                .document(job.documents().get(0).id());
    }

    /** The responses to the first and the last part are lost, and one part does not arrive at first. */
    @Test
    void aDocumentOutlivesLostConnections() throws Exception {
        Path file = file();
        Queue<Fault> faults = new ArrayDeque<>(List.of(Fault.closedConnection(), Fault.lostResponse()));
        emulator.print().failNextTransfer(1, Fault.lostResponse());

        PrintJob job = submit(
                file,
                options -> options.onProgress(bytes -> {
                    while (!faults.isEmpty()) {
                        emulator.print().failNextTransfer(1, faults.remove());
                    }
                }));

        assertThat(job.documents()).singleElement().satisfies(document -> {
            assertThat(document.displayName()).isEqualTo("report.pdf");
            assertThat(document.size()).isEqualTo(12_000_000);
        });
        assertThat(emulator.print().transferRequests())
                .isEqualTo(
                        3 // the first part: lost, refused as a duplicate, and the read of the missing ranges
                                + 1 // the second part
                                + 4); // the third part: closed, lost, refused after the end of the session, and the
        // read of the end

        Path copy = folder.resolve("copy.pdf");
        emulator.print().failNextTransfer(1, Fault.closedConnection());
        document(job).download(copy);

        assertThat(sha256(Files.readAllBytes(copy))).isEqualTo(sha256(Files.readAllBytes(file)));
        assertThat(emulator.print().transferRequests()).isEqualTo(8 + 2);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file, copy);
        }
    }

    @Test
    void partsInParallelOutliveLostConnectionsToo() throws Exception {
        Path file = file();
        emulator.print().failNextTransfer(1, Fault.lostResponse());
        emulator.print().failNextTransfer(1, Fault.closedConnection());

        PrintJob job = submit(file, options -> options.parallel(4));

        assertThat(job.documents()).extracting(PrintDocument::size).containsExactly(12_000_000L);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        document(job).download(copy);
        assertThat(sha256(copy.toByteArray())).isEqualTo(sha256(Files.readAllBytes(file)));
    }

    private PrintJob submit(Path file, Consumer<UploadOptions> options) {
        return user.share(emulator.print().shareId())
                .jobs()
                .submit(
                        PrintJobConfiguration.builder().copies(2).build(),
                        DocumentContent.of(file, "application/pdf"),
                        options);
    }

    /** The program that began the upload has ended. Another one has its URL and the file. */
    @Test
    void anotherProgramGoesOnWithTheUpload() throws Exception {
        Path file = file();
        DocumentContent content = DocumentContent.of(file, "application/pdf");
        String shareId = emulator.print().shareId();
        PrintJob job = user.share(shareId).jobs().create();
        String documentId = job.documents().get(0).id();
        String url = user.share(shareId)
                .job(job.id())
                .document(documentId)
                .createUploadSession(content)
                .uploadUrl();
        try {
            user.share(shareId)
                    .job(job.id())
                    .document(documentId)
                    .uploadSession(url)
                    .upload(
                            content,
                            options -> options.onProgress(bytes -> {
                                throw new IllegalStateException("the power is gone");
                            }));
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("the power is gone");
        }
        int before = emulator.print().transferRequests();

        PrintSamples.resume(user, shareId, job.id(), documentId, url, file);

        assertThat(emulator.print().transferRequests() - before)
                .isEqualTo(3); // the read of the missing ranges, and two of three parts
        assertThat(user.share(shareId).job(job.id()).startAndConfirm()).isNotNull();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        document(job).download(copy);
        assertThat(sha256(copy.toByteArray())).isEqualTo(sha256(Files.readAllBytes(file)));
    }
}
