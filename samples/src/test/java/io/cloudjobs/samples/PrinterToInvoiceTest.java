package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.EnsuredPrintSubscription;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintSubmitException;
import io.cloudjobs.print.notification.PrintNotification;
import io.cloudjobs.print.report.ArchivedPrintJob;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All steps of the page "From a printer to an invoice", on the emulator. */
@Timeout(60)
class PrinterToInvoiceTest {
    @TempDir
    Path folder;

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final BlockingQueue<PrintNotification> queue = new LinkedBlockingQueue<>();
    private final PrintJobClient application = client(() -> emulator.print().token());
    private final PrintJobClient user = client(() -> emulator.print().userToken());
    private HttpServer webhook;

    private PrintJobClient client(TokenProvider tokens) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(tokens)
                .build();
    }

    @BeforeEach
    void start() throws Exception {
        emulator.print().pageSize(1); // so that every list has several pages
        emulator.print().addPrinter("printer-2", "share-2");
        emulator.print().describePrinter("printer-2", "{\"location\":{\"building\":\"7\",\"floor\":\"2\"}}");
        webhook = NotificationSamples.webhook(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "mysecret", threads, queue::add);
    }

    @AfterEach
    void stop() {
        application.close();
        user.close();
        webhook.stop(0);
        threads.shutdownNow();
        emulator.close();
    }

    private Path pdf() throws Exception {
        return Files.write(folder.resolve("report.pdf"), "%PDF-1.4".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aDocumentGoesFromAPrinterToAnInvoice() throws Exception {
        String shareId = PrinterToInvoice.find(user, "7", "2").orElseThrow().id();
        assertThat(shareId).isEqualTo("share-2");

        String definitionId = PrinterToInvoice.hold(application, user, shareId);
        EnsuredPrintSubscription subscription = PrinterToInvoice.listen(
                application,
                definitionId,
                "http://127.0.0.1:" + webhook.getAddress().getPort() + "/notifications",
                "mysecret");
        assertThat(subscription.action()).isEqualTo(EnsuredPrintSubscription.Action.CREATED);

        PrintJobConfiguration settings = PrinterToInvoice.settings();
        assertThat(PrinterToInvoice.check(user, shareId, settings).isEmpty()).isTrue();
        String jobId = PrinterToInvoice.submit(user, shareId, settings, pdf()).id();
        assertThat(queue.take().job().jobId()).isEqualTo(jobId);
        assertThat(stateOf(jobId)).isEqualTo(PrintJobProcessingState.PAUSED);

        PrinterToInvoice.release(application, "printer-2", definitionId, "ben@contoso.com");
        assertThat(stateOf(jobId)).isEqualTo(PrintJobProcessingState.PAUSED);
        PrinterToInvoice.release(
                application, "printer-2", definitionId, emulator.print().userPrincipalName());
        assertThat(stateOf(jobId)).isEqualTo(PrintJobProcessingState.COMPLETED);

        OffsetDateTime begin = OffsetDateTime.now().minusDays(1);
        List<ArchivedPrintJob> archived = PrinterToInvoice.archived(user, "printer-2", begin);
        assertThat(archived).extracting(ArchivedPrintJob::copiesPrinted).containsExactly(2);
        Optional<Path> invoice = PrinterToInvoice.bill(user, folder, new BigDecimal("0.05"), begin);
        assertThat(Files.readAllLines(invoice.orElseThrow()))
                .containsExactly(
                        "user,jobs,copies,cost", "\"" + emulator.print().userPrincipalName() + "\",1,2,0.10");
        assertThat(PrinterToInvoice.bill(user, folder, new BigDecimal("0.05"), begin))
                .isEmpty();
        assertThat(PrinterToInvoice.pagesByUser(
                        user, YearMonth.from(archived.get(0).completionDateTime())))
                .isEqualTo(Map.of(emulator.print().userPrincipalName(), 2L));
    }

    private PrintJobProcessingState stateOf(String jobId) {
        PrintJob job = application.printer("printer-2").job(jobId).get();
        return job.status().state();
    }

    @Test
    void whatThePrinterDoesNotOfferIsNotSubmitted() throws Exception {
        emulator.print()
                .describePrinter(
                        "printer-2", "{\"capabilities\":{\"finishings\":[\"none\"],\"duplexModes\":[\"oneSided\"]}}");

        assertThat(PrinterToInvoice.check(user, "share-2", PrinterToInvoice.settings())
                        .settings())
                .extracting(setting -> setting.name())
                .containsExactlyInAnyOrder("finishings", "duplexMode");
        Path file = pdf();
        assertThatThrownBy(() -> PrinterToInvoice.submit(user, "share-2", PrinterToInvoice.settings(), file))
                .isInstanceOf(PrintSubmitException.class)
                .hasMessageContaining("finishings");
        assertThat(application.printer("printer-2").jobs().list()).isEmpty();
    }

    @Test
    void aFloorWithoutAPrinterHasNone() {
        assertThat(PrinterToInvoice.find(user, "7", "9")).isEmpty();
        assertThat(PrinterToInvoice.find(user, "8", "2")).isEmpty();
        assertThat(List.of("1", "2"))
                .allMatch(floor -> PrinterToInvoice.find(user, "7", floor).isPresent());
    }
}
