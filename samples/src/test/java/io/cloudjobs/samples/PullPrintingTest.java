package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobLink;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.notification.PrintNotification;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pull printing from start to end, on the emulator. */
@Timeout(60)
class PullPrintingTest {
    private static final String BEN = "ben@contoso.com";
    private static final String DEVICE = "0c8a5d0f-device";

    @TempDir
    Path folder;

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final BlockingQueue<PrintNotification> queue = new LinkedBlockingQueue<>();
    private final OkHttpClient http = new OkHttpClient();
    private final PrintJobClient application = client(() -> emulator.print().token());
    private final PrintJobClient user = client(() -> emulator.print().userToken());
    private HttpServer webhook;
    private PullPrinting pullPrinting;
    private PrintNotification last;

    private PrintJobClient client(TokenProvider tokens) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .httpClient(http)
                .tokenProvider(tokens)
                .build();
    }

    @BeforeEach
    void start() throws Exception {
        emulator.print().pageSize(1); // so that every list has several pages
        emulator.print().addPrinter(DEVICE, "share-of-device");
        webhook = NotificationSamples.webhook(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "mysecret", threads, queue::add);
        pullPrinting = new PullPrinting(application, user, emulator.print().printerId());
        NotificationSamples.subscribe(
                application,
                pullPrinting.definitionId(),
                "http://127.0.0.1:" + webhook.getAddress().getPort() + "/notifications",
                "mysecret");
    }

    @AfterEach
    void stop() {
        application.close();
        user.close();
        webhook.stop(0);
        threads.shutdownNow();
        emulator.close();
    }

    /** Anna is signed in, so the user token is hers. */
    private String anna() {
        return emulator.print().userPrincipalName();
    }

    private String submit() throws Exception {
        Path file = Files.write(folder.resolve("report.pdf"), "%PDF-1.4".getBytes(StandardCharsets.US_ASCII));
        String jobId =
                PullPrinting.submit(user, emulator.print().shareId(), file).id();
        assertThat(emulator.print().document(emulator.print().printerId(), jobId))
                .isEqualTo(Files.readAllBytes(file));
        return toldOf(jobId);
    }

    private String submittedBy(String userPrincipalName) throws Exception {
        return toldOf(emulator.print().submitJob(userPrincipalName));
    }

    private String toldOf(String jobId) throws Exception {
        do {
            last = queue.take(); // may be a duplicate for an earlier job
            pullPrinting.told(last);
        } while (!last.job().jobId().equals(jobId));
        return jobId;
    }

    private PrintJob job(String jobId) {
        return application.printer(emulator.print().printerId()).job(jobId).get();
    }

    @Test
    void aHeldJobIsReleasedAtTheDeviceOfItsOwner() throws Exception {
        String first = submit();
        String second = submit();
        submittedBy(BEN);
        assertThat(pullPrinting.waitingFor(anna())).extracting(PrintJob::id).containsExactlyInAnyOrder(first, second);
        assertThat(job(first).status().state()).isEqualTo(PrintJobProcessingState.PAUSED);

        PrintJob printing = pullPrinting.release(first, DEVICE);

        assertThat(job(first).redirectedToJob()).isEqualTo(new PrintJobLink(DEVICE, printing.id()));
        assertThat(application
                        .printer(DEVICE)
                        .job(printing.id())
                        .await()
                        .status()
                        .state())
                .isEqualTo(PrintJobProcessingState.COMPLETED);
        assertThat(pullPrinting.waitingFor(anna())).extracting(PrintJob::id).containsExactly(second);
        assertThat(PrintSamples.held(application, pullPrinting.definitionId())).isEqualTo(2);
    }

    @Test
    void aHeldJobIsPrintedInPlaceOrDropped() throws Exception {
        String wanted = submit();
        String unwanted = submittedBy(BEN);

        pullPrinting.printInPlace(wanted);
        pullPrinting.drop(unwanted, "recalled by its owner");

        PrintJob printed =
                application.printer(emulator.print().printerId()).job(wanted).await();
        assertThat(printed.status().state()).isEqualTo(PrintJobProcessingState.COMPLETED);
        assertThat(job(unwanted).status().state()).isEqualTo(PrintJobProcessingState.ABORTED);
        assertThat(pullPrinting.waitingFor(anna())).isEmpty();
        assertThat(pullPrinting.waitingFor(BEN)).isEmpty();
    }

    @Test
    void afterARestartWhatIsHeldIsFoundAgain() throws Exception {
        String jobId = submit();

        PullPrinting restarted =
                new PullPrinting(application, user, emulator.print().printerId());
        assertThat(restarted.waitingFor(anna())).isEmpty();
        restarted.lookForMissed();

        assertThat(restarted.definitionId()).isEqualTo(pullPrinting.definitionId());
        assertThat(restarted.waitingFor(anna())).extracting(PrintJob::id).containsExactly(jobId);
    }

    /** The service sends each notification at least once. */
    @Test
    void aJobThatIsToldOfOnceMoreAfterItsReleaseWaitsNoLonger() throws Exception {
        String jobId = submit();
        assertThat(pullPrinting.waitingFor(anna())).extracting(PrintJob::id).containsExactly(jobId);
        pullPrinting.release(jobId, DEVICE);

        pullPrinting.told(last);

        assertThat(last.job().jobId()).isEqualTo(jobId);
        assertThat(pullPrinting.waitingFor(anna())).isEmpty();
    }

    @Test
    void aReleaseWhoseAnswerIsLostMakesNoSecondPaper() throws Exception {
        String jobId = submit();
        emulator.print().failNext(1, Fault.lostResponse());

        PrintJob printing = pullPrinting.release(jobId, DEVICE);

        List<PrintJob> onDevice =
                application.printer(DEVICE).jobs().list().stream().toList();
        assertThat(onDevice).extracting(PrintJob::id).containsExactly(printing.id());
    }

    @Test
    void itsOwnerMayCancelAHeldJob() throws Exception {
        String jobId = submit();

        PrintJob job = user.printer(emulator.print().printerId()).job(jobId).cancelAndAwait();

        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.CANCELED);
        assertThat(pullPrinting.waitingFor(anna())).isEmpty();
    }
}
