package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.PrintDuplexMode;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks settings against the capabilities of a printer of the emulator. */
@Timeout(60)
class SettingsCheckTest {
    private static final PrintJobConfiguration SETTINGS = PrintJobConfiguration.builder()
            .duplexMode(PrintDuplexMode.FLIP_ON_LONG_EDGE)
            .copies(500)
            .build();
    private static final String UNSUPPORTED = "copies 500 is not offered (offered: 1 to 99);"
            + " duplexMode flipOnLongEdge is not offered (offered: oneSided)";

    @TempDir
    Path folder;

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final String printerId = emulator.print().printerId();
    private final String shareId = emulator.print().shareId();
    private final PrintJobClient user = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().userTokenWithoutRole())
            .build();

    @AfterEach
    void close() {
        user.close();
        emulator.close();
    }

    @Test
    void settingsThatThePrinterDoesNotOfferAreListed() {
        assertThat(PrintSamples.unsupported(user, shareId, SETTINGS).isEmpty()).isTrue();

        emulator.print()
                .describePrinter(
                        printerId,
                        "{\"capabilities\":{\"duplexModes\":[\"oneSided\"],\"copiesPerJob\":{\"start\":1,\"end\":99}}}");

        assertThat(PrintSamples.unsupported(user, shareId, SETTINGS)).hasToString(UNSUPPORTED);
    }

    @Test
    void aJobWithSuchSettingsIsNotCreated() throws Exception {
        Path file = Files.writeString(folder.resolve("report.pdf"), "%PDF");
        assertThat(PrintSamples.submitChecked(user, shareId, SETTINGS, file)).endsWith(" prints");
        emulator.print()
                .describePrinter(
                        printerId,
                        "{\"capabilities\":{\"duplexModes\":[\"oneSided\"],\"copiesPerJob\":{\"start\":1,\"end\":99}}}");

        assertThat(PrintSamples.submitChecked(user, shareId, SETTINGS, file))
                .isEqualTo("change the settings: " + UNSUPPORTED);
        assertThat(user.share(shareId).jobs().list().stream().map(PrintJob::id)).hasSize(1);
    }
}
