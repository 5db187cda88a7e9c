package io.cloudjobs.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.ManualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gauges and the counter of the state of clients, also without observations. */
@Timeout(60)
class ClientMetersTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CloudJobsObservations listener = CloudJobsObservations.of(ObservationRegistry.NOOP, meters);
    private final ManualTime time = new ManualTime();
    private final AtomicInteger tokens = new AtomicInteger(1);

    @BeforeEach
    void serve() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder().code(503).build();
            }
        });
    }

    private PrintJobClient client() {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return PrintClients.builder(settings)
                .endpoint(server.url("/").toString())
                .tokenProvider(() -> "token-" + tokens)
                .retryPolicy(RetryPolicy.standard().withMaxAttempts(2))
                .listener(listener)
                .build();
    }

    private void fail(PrintJobClient print) {
        catchThrowable(() -> print.printer("p").job("7").get());
    }

    private double budget() {
        return meters.get("cloudjobs.retry.budget")
                .tag("server.address", server.getHostName())
                .gauge()
                .value();
    }

    private double age() {
        return meters.get("cloudjobs.token.age")
                .tag("server.address", server.getHostName())
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    private double received() {
        return meters.get("cloudjobs.tokens")
                .tag("server.address", server.getHostName())
                .counter()
                .count();
    }

    @Test
    void theStateOfAClientIsMeasured() {
        try (PrintJobClient print = client()) {
            fail(print);

            assertThat(budget()).isEqualTo((500 - 14) / 500.0);
            assertThat(received()).isEqualTo(1);
            double before = age();
            time.advance(Duration.ofSeconds(30));
            assertThat(age() - before).isEqualTo(30);

            tokens.incrementAndGet();
            fail(print.withOptions(o -> o.retryPolicy(RetryPolicy.none())));

            assertThat(received()).isEqualTo(2);
            assertThat(age()).isZero();
        }
    }

    @Test
    void theLowestBudgetAndTheOldestTokenOfAHostAreShown() {
        try (PrintJobClient first = client();
                PrintJobClient second = client()) {
            fail(first.withOptions(o -> o.retryPolicy(RetryPolicy.none())));
            time.advance(Duration.ofSeconds(60));
            fail(second);

            assertThat(budget()).isEqualTo((500 - 14) / 500.0);
            assertThat(age()).isGreaterThanOrEqualTo(60);
            assertThat(received()).isEqualTo(2);
            assertThat(meters.getMeters()).hasSize(3);
        }
    }

    /** Otherwise its token would seem to be too old, until the garbage collector removes the client. */
    @Test
    void aClosedClientIsNotShown() {
        PrintJobClient first = client();
        fail(first);
        time.advance(Duration.ofHours(2));
        try (PrintJobClient second = client()) {
            fail(second.withOptions(o -> o.retryPolicy(RetryPolicy.none())));
            assertThat(age()).isGreaterThanOrEqualTo(7200);

            first.close();

            assertThat(age()).isLessThan(7200);
            assertThat(budget()).isEqualTo(1);
        }
        assertThat(age()).isNaN();
        assertThat(budget()).isNaN();
        assertThat(received()).isEqualTo(2);
        assertThat(first).isNotNull(); // until here, the garbage collector cannot have removed it
    }
}
