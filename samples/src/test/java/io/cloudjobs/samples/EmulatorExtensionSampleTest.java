package io.cloudjobs.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cloudjobs.emulator.EmulatorExtension;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All tests of a class share one emulator and one client, and nothing else. */
class EmulatorExtensionSampleTest {
    @RegisterExtension
    static final EmulatorExtension emulator = new EmulatorExtension();

    static final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .build();

    final HeldJob held = emulator.print().holdJob();

    @AfterAll
    static void close() {
        print.close();
    }

    @Test
    void aHeldJobCanBeAborted() {
        print.printer(held.printerId()).job(held.jobId()).abort();

        assertEquals(1, emulator.print().requests());
    }

    @Test
    void anotherTestFindsNothingOfIt() {
        assertEquals(
                PrintJobProcessingState.PAUSED,
                print.printer(held.printerId()).job(held.jobId()).get().status().state());
        assertEquals(1, emulator.print().requests());
    }
}
