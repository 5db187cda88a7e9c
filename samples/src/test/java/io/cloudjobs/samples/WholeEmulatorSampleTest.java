package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.emulator.EmulatorExtension;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.GesOutput;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.emulator.PrinterDevice;
import io.cloudjobs.ges.Algorithm;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.GesJobResource;
import io.cloudjobs.ges.VertexValue;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTaskProcessingState;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.print.printer.Printer;
import io.cloudjobs.print.printer.PrinterProcessingStateDetail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test can set up all of this in the emulator: printers, users, jobs, graphs, results, faults and logins. */
@Timeout(60)
class WholeEmulatorSampleTest {
    @RegisterExtension
    static final EmulatorExtension emulator = new EmulatorExtension();

    static final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .build();

    static final PrintJobClient userPrint = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().userToken())
            .build();

    static final GesJobClient ges = GesJobClient.builder()
            .endpoint(emulator.ges().endpoint())
            .projectId(emulator.ges().projectId())
            .tokenProvider(() -> emulator.ges().token())
            .build();

    @AfterAll
    static void close() {
        print.close();
        userPrint.close();
        ges.close();
    }

    @Test
    void printersAndUsers() {
        emulator.print().addPrinter("lobby", "lobby-share");
        String hers = emulator.print().submitJob("lobby-share", "ann@contoso.com");
        emulator.print().submitJob("lobby-share", "bob@contoso.com");

        List<PrintJob> jobs = userPrint.printer("lobby").jobs().createdBy("ann@contoso.com").stream()
                .toList();

        assertEquals(List.of(hers), jobs.stream().map(PrintJob::id).toList());
    }

    @Test
    void aHeldJobIsReleased() {
        emulator.print().addPrinter("lobby", "lobby-share");
        HeldJob held = emulator.print().holdJob("lobby", "lobby-share");

        print.taskDefinition(held.taskDefinitionId())
                .task(held.taskId())
                .update(PrintTaskProcessingState.COMPLETED, "released at the device");

        PrintJob job = print.printer("lobby").job(held.jobId()).get();
        assertEquals(PrintJobProcessingState.COMPLETED, job.status().state());
    }

    @Test
    void aPrinterRunsOutOfPaper() {
        PrinterDevice device = emulator.print().device(emulator.print().printerId());
        device.start(Duration.ZERO);
        device.runOutOfPaper();
        String jobId = emulator.print().submitJob("ann@contoso.com");

        Printer printer = print.printer(emulator.print().printerId()).get();
        assertEquals(
                List.of(PrinterProcessingStateDetail.MEDIA_EMPTY),
                printer.status().details());

        device.resume();
        PrintJob job = print.printer(printer.id()).job(jobId).get();
        assertEquals(PrintJobProcessingState.COMPLETED, job.status().state());
    }

    @Test
    void aGraphJobHasTheResultThatTheTestSays() {
        emulator.ges().addGraph("movie");
        emulator.ges().jobsTake(Duration.ZERO, Duration.ZERO);
        emulator.ges().output("movie", "pagerank", GesOutput.rows("pagerank", 3, row -> "{\"v" + row + "\":0.5}"));

        GesJobResource ranking = ges.graph("movie").submit(Algorithm.pageRank());
        ranking.await();

        List<String> vertices = new ArrayList<>();
        for (VertexValue vertex : ranking.results().values("pagerank")) {
            vertices.add(vertex.vertexId());
        }
        assertEquals(List.of("v0", "v1", "v2"), vertices);
    }

    @Test
    void aGraphJobIsMovedByHand() {
        String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);
        emulator.ges().startJob("movie", jobId);
        emulator.ges().failJob("movie", jobId, "out of memory");

        String reason = ges.graph("movie").job(jobId).await().failReason();
        assertEquals("Running algorithm [pagerank] error: out of memory!", reason);
    }

    @Test
    void aThrottledReadIsRetried() {
        HeldJob held = emulator.print().holdJob();
        emulator.print().failNext(1, Fault.throttled(Duration.ofMillis(1)));

        print.printer(held.printerId()).job(held.jobId()).get();

        assertEquals(2, emulator.print().requests());
    }

    @Test
    void aSubmitWhoseResponseIsLostIsSentOnce() {
        emulator.ges().addGraph("movie");
        emulator.ges().failNext(1, Fault.lostResponse());

        SdkException failure =
                assertThrows(TransportException.class, () -> ges.graph("movie").submit(Algorithm.pageRank()));

        assertTrue(failure.mayHaveReachedService());
        assertEquals(1, emulator.ges().requests());
    }

    @Test
    void theLogins() {
        TokenProvider entra = ClientCredentialsTokenProvider.builder()
                .endpoint(emulator.entra().endpoint())
                .tenantId(emulator.entra().tenantId())
                .clientId(emulator.entra().clientId())
                .clientSecret(emulator.entra().clientSecret())
                .build();
        IamTokenProvider iam = IamTokenProvider.builder()
                .endpoint(emulator.iam().endpoint())
                .domainName(emulator.iam().domainName())
                .userName(emulator.iam().userName())
                .password(emulator.iam().password())
                .projectName(emulator.iam().projectName())
                .build();

        assertEquals(emulator.print().token(), entra.token());
        assertEquals(emulator.ges().token(), iam.token());
    }
}
