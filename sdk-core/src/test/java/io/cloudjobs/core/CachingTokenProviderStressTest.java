package io.cloudjobs.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.TokenCache;
import io.cloudjobs.testkit.LogListener;
import io.cloudjobs.testkit.WaitingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Expiry, rejections, failures, errors and interrupts, all at the same time and at random. The invariants must always
 * hold.
 */
class CachingTokenProviderStressTest {
    private static final int THREADS = 16;
    private static final int CALLS = 10_000;

    private final WaitingTime time = new WaitingTime();
    private final TokenCache tokens = new TokenCache((limit, claims) -> ask(), settings());
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /** The time of the rejection of a token, as the number of rejections. */
    private final Map<String, Long> refused = new ConcurrentHashMap<>();

    private ClientSettings settings() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return settings;
    }

    /** Keeps thousands of warnings off the console. */
    private final LogListener log = new LogListener(line -> {}, "io.cloudjobs.core");

    @AfterEach
    void leaveTheLog() {
        log.close();
    }

    @Test
    @Timeout(60)
    void oneThreadAsksAtATimeAndWhatIsGivenIsValidAndNotRefused() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> ended = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ended.add(threads.submit(() -> {
                    for (int call = 0; call < CALLS; call++) {
                        callOnce();
                    }
                }));
            }
            for (Future<?> end : ended) {
                end.get();
            }
            assertThat(given.get()).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private void callOnce() {
        Instant started = time.now();
        long refusalsBefore = refusals.get();
        try {
            String token = tokens.token();
            assertThat(ends.get(token)).isAfter(started);
            assertThat(refused.getOrDefault(token, Long.MAX_VALUE)).isGreaterThan(refusalsBefore);
            if (chance(10)) {
                tokens.invalidate(token);
                refused.putIfAbsent(token, refusals.incrementAndGet());
            }
        } catch (UnsupportedOperationException | StackOverflowError | InterruptedCallException e) {
            // A failure of the source.
        }
        boolean interrupted = Thread.interrupted(); // the next call starts without the flag
        if (interrupted || chance(10)) {
            time.clock.advance(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(60)));
        }
    }

    private AccessToken ask() {
        assertThat(asking.incrementAndGet()).isEqualTo(1);
        try {
            Thread.yield(); // lets other threads arrive and wait
            if (chance(8)) {
                throw new UnsupportedOperationException();
            }
            if (chance(8)) {
                throw new StackOverflowError();
            }
            if (chance(8)) {
                Thread.currentThread().interrupt();
                throw new UnsupportedOperationException();
            }
            String token = "token-" + given.incrementAndGet();
            Instant end = time.now().plusSeconds(ThreadLocalRandom.current().nextInt(120, 1200));
            ends.put(token, end);
            return new AccessToken(token, end);
        } finally {
            asking.decrementAndGet();
        }
    }

    private static boolean chance(int oneIn) {
        return ThreadLocalRandom.current().nextInt(oneIn) == 0;
    }
}
