package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.core.TransportException;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrinterJobResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test of your own code with the emulator, without the JUnit extension. */
class EmulatorSampleTest {
    private CloudJobsEmulator emulator;
    private PrintJobClient print;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(() -> emulator.print().token())
                .build();
    }

    @AfterEach
    void stop() {
        print.close();
        emulator.close();
    }

    @Test
    void anAbortWhoseAnswerIsLostIsNotRepeated() {
        HeldJob held = emulator.print().holdJob();
        PrinterJobResource job = print.printer(held.printerId()).job(held.jobId());
        emulator.print().failNext(1, Fault.closedConnection());

        TransportException failure = assertThrows(TransportException.class, job::abort);

        assertTrue(failure.mayHaveReachedService());
        assertEquals(1, emulator.print().requests());
    }

    @Test
    void aHeldJobCanBeAborted() {
        HeldJob held = emulator.print().holdJob();
        PrinterJobResource job = print.printer(held.printerId()).job(held.jobId());

        job.abort("recalled by its owner");

        assertEquals(PrintJobProcessingState.ABORTED, job.get().status().state());
    }
}
