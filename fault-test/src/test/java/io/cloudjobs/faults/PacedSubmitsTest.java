package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Emulators;
import io.cloudjobs.emulator.PrintEmulator;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintPacing;
import io.cloudjobs.print.PrintSubmitException;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.SimulatedTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Submits to an emulator that enforces the published limits. */
@Timeout(120)
class PacedSubmitsTest {
    private static final DocumentContent CONTENT =
            DocumentContent.of("a.txt", "text/plain", "text".getBytes(StandardCharsets.UTF_8));
    private static final String[] SHARES = {"s0", "s1"};

    private final AtomicInteger refused = new AtomicInteger();

    private static PrintJobClient.Builder client(PrintEmulator print, Time time) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return PrintClients.builder(settings)
                .endpoint(print.endpoint())
                .tokenProvider(TokenProvider.of(print.userToken()));
    }

    private static void addPrinters(PrintEmulator print) {
        print.enforceLimits();
        for (String share : SHARES) {
            print.addPrinter("printer of " + share, share);
        }
    }

    private static void submit(PrintJobClient print, int job) {
        print.share(SHARES[job % 2])
                .jobs()
                .submit(
                        PrintJobConfiguration.builder().build(),
                        CONTENT,
                        options -> options.timeout(Duration.ofHours(3)));
    }

    @Test
    void aPacedClientIsNeverRefused() throws Exception {
        SimulatedTime time = new SimulatedTime();
        try (CloudJobsEmulator emulator = Emulators.start(time);
                PrintJobClient print = client(emulator.print(), time)
                        .listener(new CountsRefusals())
                        .pacing(PrintPacing.published())
                        .build()) {
            addPrinters(emulator.print());
            AtomicInteger next = new AtomicInteger();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                work.add(() -> {
                    for (int j = 0; j < 25; j++) {
                        try {
                            submit(print, next.getAndIncrement());
                        } catch (Throwable e) {
                            failures.add(e);
                        }
                    }
                });
            }

            time.run(work);

            assertThat(failures).isEmpty();
            assertThat(refused).hasValue(0);
            assertThat(Duration.ofNanos(time.nanos())).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
        }
    }

    @Test
    void aClientWithoutPacingIsRefused() {
        ManualTime time = new ManualTime();
        try (CloudJobsEmulator emulator = Emulators.start(time);
                PrintJobClient print = client(emulator.print(), time)
                        .listener(new CountsRefusals())
                        .build()) {
            addPrinters(emulator.print());
            List<SdkException> failures = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                try {
                    submit(print, i);
                } catch (PrintSubmitException e) {
                    failures.add(e);
                }
            }

            assertThat(failures)
                    .hasSize(50)
                    .allSatisfy(failure -> assertThat(failure.getCause()).isInstanceOf(RateLimitException.class));
            assertThat(refused).hasValueGreaterThanOrEqualTo(50);
        }
    }

    private final class CountsRefusals implements CallListener {
        @Override
        public void attemptEnded(AttemptEvent event) {
            if (Integer.valueOf(429).equals(event.statusCode())) {
                refused.incrementAndGet();
            }
        }
    }
}
