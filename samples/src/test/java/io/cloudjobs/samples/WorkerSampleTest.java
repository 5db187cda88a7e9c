package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cloudjobs.emulator.EmulatorExtension;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintTask;
import io.cloudjobs.print.worker.Decision;
import io.cloudjobs.print.worker.HeldPrintJob;
import io.cloudjobs.print.worker.PrintTaskEntry;
import io.cloudjobs.print.worker.PrintTaskHandler;
import io.cloudjobs.print.worker.PrintTaskWorker;
import io.cloudjobs.testkit.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of a handler, alone and in a worker, and the samples of a worker. */
@Timeout(120)
class WorkerSampleTest {
    @RegisterExtension
    static final EmulatorExtension emulator = new EmulatorExtension();

    static final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .build();

    @AfterAll
    static void close() {
        print.close();
    }

    private final PrintTaskHandler handler =
            held -> held.job().documents() == null ? Decision.abort("no document") : Decision.release();

    @Test
    void aHandlerIsTestedAlone() throws Exception {
        PrintJob job = PrintJob.fromJson("""
                {"id": "5182", "status": {"state": "paused"}}
                """);
        PrintTask task = PrintTask.fromJson("""
                {"id": "4", "status": {"state": "processing"}}
                """);
        HeldPrintJob held = HeldPrintJob.of("lobby", job, task, 1);

        assertEquals(Decision.abort("no document"), handler.decide(held));
    }

    @Test
    void aWorkerReleasesAJobOfTheEmulator() {
        HeldJob held = emulator.print().holdJob();

        PrintTaskWorker worker = PrintTaskWorker.builder(print)
                .taskDefinition(held.taskDefinitionId())
                .handler(handler)
                .start();
        PrintJob job = print.printer(held.printerId()).job(held.jobId()).await();
        worker.close();

        assertEquals(PrintJobProcessingState.COMPLETED, job.status().state());
    }

    @Test
    void aBadgeReleasesAHeldJob() {
        HeldJob held = emulator.print().holdJob();

        try (PrintTaskWorker worker = WorkerSamples.inMemory(print, held.taskDefinitionId(), job -> Decision.hold())) {
            Eventually.await(() -> worker.status().count(PrintTaskEntry.State.HELD) == 1);
            WorkerSamples.badge(worker, emulator.print().userPrincipalName(), held.printerId());

            PrintJob job = print.printer(held.printerId()).job(held.jobId()).await();
            assertEquals(PrintJobProcessingState.COMPLETED, job.status().state());
        }
    }

    @Test
    void aBodyThatIsNoNotificationGets400() {
        try (PrintTaskWorker worker =
                WorkerSamples.inMemory(print, emulator.print().holdJob().taskDefinitionId(), handler)) {
            assertEquals(400, WorkerSamples.receive(worker, "{"));
            assertEquals(202, WorkerSamples.receive(worker, "{\"value\": []}"));
        }
    }
}
