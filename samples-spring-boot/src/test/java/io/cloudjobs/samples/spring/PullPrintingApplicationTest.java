package io.cloudjobs.samples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.GesJobKind;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobProcessingState;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "cloudjobs.emulator.enabled=true")
class PullPrintingApplicationTest {
    @Autowired
    CloudJobsEmulator emulator;

    @Autowired
    ReleaseStation station;

    @Autowired
    GraphJobs graphs;

    @Test
    void aReleasedJobIsPrinted() {
        HeldJob held = emulator.print().holdJob();

        PrintJob job = station.release(held.printerId(), held.jobId(), held.taskDefinitionId(), held.taskId());

        assertEquals(PrintJobProcessingState.COMPLETED, job.status().state());
    }

    @Test
    void aRecalledJobIsNot() {
        HeldJob held = emulator.print().holdJob();

        PrintJob job = station.recall(held.printerId(), held.jobId());

        assertEquals(PrintJobProcessingState.ABORTED, job.status().state());
    }

    @Test
    void aGraphJobIsCancelledOnce() {
        String jobId = emulator.ges().submitJob("movie", GesJobKind.ALGORITHM);

        assertTrue(graphs.cancel("movie", jobId));
        assertFalse(graphs.cancel("movie", jobId));
    }
}
