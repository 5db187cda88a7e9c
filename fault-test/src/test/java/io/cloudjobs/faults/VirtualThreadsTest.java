package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Thousands of virtual threads. The test is compiled for Java 17, which has none, so it creates them by reflection. */
@Isolated("records what pins the threads of the JVM")
class VirtualThreadsTest {
    private static final int THREADS = 10_000;
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final Pattern OURS = Pattern.compile("io\\.cloudjobs\\.(core|print|ges)\\.");

    /**
     * The number of calls at the same time: as many as our client keeps connections. Each HTTP/1.1 call needs a
     * connection, and most systems do not allow 10,000 of them.
     */
    private static final int AT_A_TIME = 64;

    @Test
    @Timeout(300)
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need JDK 21 or later")
    void tenThousandVirtualThreadsCallAndNoneIsPinnedByUs(@TempDir Path folder) throws Exception {
        Semaphore mayCall = new Semaphore(AT_A_TIME);
        ExecutorService threads = virtualThreads();
        try (EchoServer server = new EchoServer();
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint(server.url())
                        .tokenProvider(TokenProvider.of(Canary.SECRET))
                        .build();
                Recording recording = new Recording()) {
            Function<Integer, Future<String>> call = id -> threads.submit(() -> {
                mayCall.acquire();
                try {
                    return print.printer("p").job(id.toString()).get().id();
                } finally {
                    mayCall.release();
                }
            });
            // Class loading and initialization pin a thread, so load the classes first.
            for (Future<String> warmUp :
                    Stream.iterate(0, i -> i + 1).limit(AT_A_TIME).map(call).toList()) {
                warmUp.get();
            }
            recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            recording.start();

            List<Future<String>> calls =
                    Stream.iterate(0, i -> i + 1).limit(THREADS).map(call).toList();
            for (int i = 0; i < THREADS; i++) {
                assertThat(calls.get(i).get()).isEqualTo(String.valueOf(i));
            }
            threads.submit(() -> Pinned.STARTED).get();
            recording.stop();

            assertThat(server.requestCount()).isEqualTo(AT_A_TIME + THREADS);
            assertThat(server.connectionCount()).isLessThan(10 * AT_A_TIME);
            Path file = folder.resolve("pinned.jfr");
            recording.dump(file);
            List<String> pinned = RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().equals(PINNED))
                    .map(VirtualThreadsTest::describe)
                    .toList();
            assertThat(pinned)
                    .as("the recording sees what is pinned")
                    .anyMatch(stack -> stack.contains("Pinned.<clinit>"));
            assertThat(pinned).noneMatch(VirtualThreadsTest::isOurs);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Waits during its class initialization, and so pins its thread on every JDK with virtual threads. */
    private static final class Pinned {
        static final boolean STARTED = waitsInVain();

        private static boolean waitsInVain() {
            try {
                return new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }
    }

    /**
     * Returns whether the thread was pinned in our code or in code that it calls, for a reason other than class
     * loading.
     */
    private static boolean isOurs(String stack) {
        return OURS.matcher(stack).find() && !stack.contains("ClassLoader.loadClass") && !stack.contains(".<clinit>");
    }

    private static String describe(RecordedEvent event) {
        StringBuilder frames = new StringBuilder(event.toString());
        if (event.getStackTrace() != null) {
            event.getStackTrace()
                    .getFrames()
                    .forEach(frame -> frames.append("\n")
                            .append(frame.getMethod().getType().getName())
                            .append('.')
                            .append(frame.getMethod().getName()));
        }
        return frames.toString();
    }

    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
