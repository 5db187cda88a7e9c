package io.cloudjobs.faults;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Runs one operation against one fault, and summarizes the outcome. */
final class FaultCase {
    private final ManualTime time = new ManualTime();
    final ClientSettings settings = new ClientSettings();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final OkHttpClient http;

    FaultCase(FaultServer server) {
        // By default OkHttp stops connecting after 10 s, which would hide a missing timeout.
        http = server.client(
                new OkHttpClient.Builder().connectTimeout(Duration.ofMinutes(2)).build());
        settings.endpoint = server.url();
        settings.httpClient = http;
        settings.time = time;
        settings.random = () -> -1L; // every wait has its maximum length
        settings.attemptTimeout = Duration.ofSeconds(30);
        settings.tokenProvider = TokenProvider.of(Canary.SECRET);
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                attempts.incrementAndGet();
                events.add(event.toString());
            }
        });
    }

    /**
     * Returns the outcome, for example {@code 3 of 3: TransportException, unclear}: the server saw 3 of the 3 requests.
     */
    String outcome(Operation operation, FaultServer server) {
        int seenBefore = server.requestCount();
        attempts.set(0);
        SdkException failure = failureOf(operation);
        events.forEach(Canary::check); // here, because the client ignores exceptions of a listener
        String seen = server.requestCount(seenBefore + attempts.get()) - seenBefore + " of " + attempts.get() + ": ";
        if (failure == null) {
            return seen + "success";
        }
        if (failure.attempts() != attempts.get()) {
            throw new AssertionError(failure.attempts() + " attempts in the exception, " + attempts.get() + " made");
        }
        String status = failure instanceof ApiException api ? " " + api.statusCode() : "";
        return seen
                + failure.getClass().getSimpleName()
                + status
                + (failure.mayHaveReachedService() ? ", unclear" : ", clear");
    }

    /** Returns the total wait of the calls, on the clock that only waits move. */
    Duration waited() {
        return time.sleeps().stream()
                .reduce(Duration.ZERO, Duration::plus)
                .plusNanos(999_999)
                .truncatedTo(ChronoUnit.MILLIS);
    }

    @Nullable SdkException failureOf(Operation operation) {
        return failureOf(operation::run);
    }

    @Nullable SdkException failureOf(Consumer<ClientSettings> call) {
        try {
            call.accept(settings);
            return null;
        } catch (SdkException e) {
            Canary.check(e);
            return e;
        }
    }

    /** Checks that no connection is in use after any outcome. */
    void assertNothingInUse() {
        ConnectionsInUse.assertNone(http);
    }

    void close() {
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }

    /** The real clock, which reports the start of a wait. */
    static Time signalling(CountDownLatch waits) {
        return new ForwardingTime(Time.SYSTEM) {
            @Override
            public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                waits.countDown();
                super.sleep(duration, ended);
            }
        };
    }
}
