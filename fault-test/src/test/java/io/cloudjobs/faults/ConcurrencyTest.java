package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ConnectionsInUse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client for all threads. */
class ConcurrencyTest {
    private static final int THREADS = 64;
    private static final int CALLS = 1_000;

    @Test
    @Timeout(300)
    void everyThreadGetsTheAnswersToItsOwnRequests() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        OkHttpClient[] http = new OkHttpClient[1];
        try (EchoServer server = new EchoServer();
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint(server.url())
                        .tokenProvider(TokenProvider.of(Canary.SECRET))
                        .callFactory(ours -> http[0] = ours)
                        .build()) {
            List<Future<Integer>> matches = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                matches.add(threads.submit(() -> {
                    int matched = 0;
                    for (int call = 0; call < CALLS; call++) {
                        String id = thread + "-" + call;
                        matched += print.printer("p").job(id).get().id().equals(id) ? 1 : 0;
                    }
                    return matched;
                }));
            }

            for (Future<Integer> matched : matches) {
                assertThat(matched.get()).isEqualTo(CALLS);
            }

            assertThat(server.requestCount()).isEqualTo(THREADS * CALLS);
            ConnectionsInUse.assertNone(http[0]);
            // One for each thread, and a few that were being opened when another one became idle.
            assertThat(server.connectionCount()).isBetween(1, 2 * THREADS);
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(40, TimeUnit.SECONDS)).isTrue();
        }
    }
}
