package io.cloudjobs.samples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "cloudjobs.emulator.enabled=true")
class PullPrintingApplicationTest {
    @Autowired
    CloudJobsEmulator emulator;

    @Autowired
    PrintJobClient print;

    @Autowired
    ReleaseStation station;

    @Autowired
    GraphJobs graphs;

    @Test
    void aReleasedJobIsPrinted() {
        HeldJob held = emulator.print().holdJob();

        assertTrue(station.release(held.printerId(), held.jobId()));

        PrintJob job = print.printer(held.printerId()).job(held.jobId()).await();
        assertEquals(PrintJobProcessingState.COMPLETED, job.status().state());
    }

    @Test
    void aRecalledJobIsNot() {
        HeldJob held = emulator.print().holdJob();

        assertTrue(station.recall(held.printerId(), held.jobId()));

        PrintJob job = print.printer(held.printerId()).job(held.jobId()).await();
        assertEquals(PrintJobProcessingState.ABORTED, job.status().state());
    }

    @Test
    void aJobThatNobodyHoldsIsNotReleased() {
        assertFalse(station.release(emulator.print().printerId(), "5182"));
    }

    @Test
    void aGraphJobIsCancelledOnce() {
        String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);

        assertTrue(graphs.cancel("movie", jobId));
        assertFalse(graphs.cancel("movie", jobId));
    }
}
