package io.cloudjobs.samples.spring;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A property of Spring Boot is enough for the debug log of the clients. */
@SpringBootTest(properties = {"cloudjobs.emulator.enabled=true", "logging.level.io.cloudjobs.http=debug"})
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
@Isolated("reads what all classes print")
class DebugLogLevelTest {
    @Autowired
    CloudJobsEmulator emulator;

    @Autowired
    PrintJobClient print;

    @Test
    void requestsAreLoggedWithoutBodies(CapturedOutput output) {
        HeldJob held = emulator.print().holdJob();

        print.printer(held.printerId()).job(held.jobId()).get();

        assertTrue(output.getAll().contains("--> printJob.get, attempt 1: GET http"), output.getAll());
        assertTrue(output.getAll().contains("<-- printJob.get, attempt 1: HTTP 200 OK after "), output.getAll());
        assertFalse(output.getAll().contains("<-- printJob.get, attempt 1: {"), output.getAll());
    }
}
