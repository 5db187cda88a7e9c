package io.cloudjobs.samples.jdk25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobProcessingState;
import io.cloudjobs.print.PrintSubmitException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.StructuredTaskScope.FailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PrintOnAllTest {
    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();
    private final String shareId = emulator.print().shareId();
    private final DocumentContent content = DocumentContent.of("exits.pdf", "application/pdf", new byte[1_000]);

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void allJobsEnd() throws InterruptedException {
        emulator.print().device(emulator.print().printerId()).start(Duration.ofMillis(1));
        try (PrintJobClient print = client(new CallListener() {})) {
            assertThat(PrintOnAll.printOnAll(print, List.of(shareId, shareId, shareId), content))
                    .hasSize(3)
                    .allSatisfy(job -> assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.COMPLETED));
        }
    }

    @Test
    @Timeout(60)
    void oneFailureEndsTheOthers() {
        // No printer takes the jobs, so await() would poll for ever. The third print fails while the other two wait.
        TwoWaitFirst order = new TwoWaitFirst();
        try (PrintJobClient print = client(order)) {
            Throwable failure = catchThrowable(
                    () -> PrintOnAll.printOnAll(print, List.of(shareId, shareId, "no-such-share"), content));

            assertThat(failure)
                    .isInstanceOf(FailedException.class)
                    .cause()
                    .isInstanceOf(PrintSubmitException.class)
                    .hasMessageContaining("HTTP 404");
            assertThat(order.polls.getCount()).isZero();
        }
    }

    private PrintJobClient client(CallListener listener) {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(emulator.print()::userToken)
                .listener(listener)
                .build();
    }

    /** Holds the failed attempt back until two threads have read their jobs. */
    private static final class TwoWaitFirst implements CallListener {
        private final Set<Thread> polling = ConcurrentHashMap.newKeySet();
        private final CountDownLatch polls = new CountDownLatch(2);

        @Override
        public void attemptEnded(AttemptEvent event) {
            if (event.operation().equals("printJob.get") && polling.add(Thread.currentThread())) {
                polls.countDown();
            }
            if (Integer.valueOf(404).equals(event.statusCode())) {
                try {
                    polls.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
