package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.AwaitOptions;
import io.cloudjobs.core.AwaitTimeoutException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wait for the end of a job, with its requests. */
@Timeout(60)
class PrintJobAwaitTest {
    /** The waits for a job of a printer and a job of a share. */
    interface Await {
        PrintJob end(PrintJobClient print, Consumer<? super AwaitOptions<PrintJob>> options);
    }

    private static final String BY_PRINTER = "GET /v1.0/print/printers/p/jobs/5182";
    private static final String BY_SHARE = "GET /v1.0/print/shares/s/jobs/5182";

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final OkHttpClient http = new OkHttpClient();
    private final List<String> polls = new ArrayList<>();
    private PrintJobClient print;

    @BeforeEach
    void client() {
        print = client(time, TokenProvider.of("token"));
    }

    private PrintJobClient client(Time time, TokenProvider tokens) {
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        settings.random = () -> 0; // waits between reads are not shortened, and retries do not wait
        return PrintJobClient.builder(settings)
                .endpoint(server.url("/v1.0/").toString())
                .httpClient(http)
                .tokenProvider(tokens)
                .build();
    }

    private void states(String... states) {
        for (String state : states) {
            server.enqueue(new MockResponse.Builder()
                    .body("{\"id\":\"5182\",\"status\":{\"state\":\"" + state + "\"}}")
                    .build());
        }
    }

    private void status(int status, String retryAfter) {
        MockResponse.Builder answer = new MockResponse.Builder().code(status);
        if (retryAfter != null) {
            answer.setHeader("Retry-After", retryAfter);
        }
        server.enqueue(answer.build());
    }

    private void assertRequests(int count, String line) throws InterruptedException {
        assertThat(server.getRequestCount()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            assertThat(server.takeRequest().getRequestLine()).isEqualTo(line + " HTTP/1.1");
        }
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
    }

    static Stream<Arguments> awaits() {
        Await byPrinter = (print, options) -> print.printer("p").job("5182").await(options);
        Await byShare = (print, options) -> print.share("s").job("5182").await(options);
        return Stream.of(argumentSet("by printer", BY_PRINTER, byPrinter), argumentSet("by share", BY_SHARE, byShare));
    }

    @ParameterizedTest
    @MethodSource("awaits")
    void theJobIsReadUntilItHasEnded(String line, Await await) throws Exception {
        states("paused", "pending", "processing", "stopped", "unknown", "unknownFutureValue", "new", "completed");

        PrintJob job = await.end(
                print,
                options ->
                        options.onPoll(seen -> polls.add(seen.status().state().value())));

        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.COMPLETED);
        assertThat(polls)
                .containsExactly(
                        "paused",
                        "pending",
                        "processing",
                        "stopped",
                        "unknown",
                        "unknownFutureValue",
                        "new",
                        "completed");
        assertThat(time.sleeps())
                .startsWith(Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofMillis(2250))
                .hasSize(7);
        assertRequests(8, line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "canceled", "aborted"})
    void aJobThatHasEndedIsReadOnce(String state) {
        states(state, state);

        assertThat(print.printer("p").job("5182").await().status().state().value())
                .isEqualTo(state);
        assertThat(print.share("s").job("5182").await().status().state().value())
                .isEqualTo(state);

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aJobThatDoesNotEndIsGivenUpAtTheDeadline() throws Exception {
        states("processing", "processing", "stopped");

        assertThatThrownBy(
                        () -> print.printer("p").job("5182").await(options -> options.timeout(Duration.ofSeconds(2))))
                .isExactlyInstanceOf(AwaitTimeoutException.class)
                .hasMessage(
                        "printJob.await of /print/printers/p/jobs/5182 failed: the timeout of PT2S has expired, the last state is stopped (reads: 3): raise timeout(...)");

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertRequests(3, BY_PRINTER);
    }

    /** The time for which an ended job can be read is not documented. */
    @Test
    void aJobThatIsGoneEndsTheWaitWithoutAWordHowItEnded() throws Exception {
        states("processing");
        status(404, null);

        assertThatThrownBy(() -> print.printer("p").job("5182").await())
                .isExactlyInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("printJob.get of /print/printers/p/jobs/5182 failed: HTTP 404");

        assertRequests(2, BY_PRINTER);
    }

    @Test
    void aThrottledReadIsRepeatedAsTheServiceAsks() throws Exception {
        states("processing");
        status(429, "20");
        states("completed");

        print.printer("p").job("5182").await();

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertRequests(3, BY_PRINTER);
    }

    /** A single call would not wait so long, but the wait for the end does. */
    @Test
    void aReadThatIsThrottledForLongerThanACallIsRepeatedAsWell() throws Exception {
        states("processing");
        status(429, "90");
        states("completed");

        print.printer("p").job("5182").await();

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(90));
        assertRequests(3, BY_PRINTER);
    }

    @Test
    void theWaitOutlastsAnOutage() throws Exception {
        states("processing");
        for (int i = 0; i < 6; i++) {
            status(503, null); // two reads, of three requests each
        }
        states("completed");

        print.printer("p").job("5182").await();

        assertThat(time.sleeps())
                .containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofMillis(2250));
        assertRequests(8, BY_PRINTER);
    }

    @Test
    void anInterruptEndsTheWait() {
        states("processing");

        InterruptedCallException failure = catchThrowableOfType(
                InterruptedCallException.class,
                () -> print.printer("p")
                        .job("5182")
                        .await(options ->
                                options.onPoll(job -> Thread.currentThread().interrupt())));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.operation()).isEqualTo("printJob.await");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void closingTheClientEndsTheWait() {
        states("processing");

        assertThatThrownBy(() -> print.printer("p").job("5182").await(options -> options.onPoll(job -> print.close())))
                .isExactlyInstanceOf(TransportException.class)
                .hasMessage(
                        "printJob.await of /print/printers/p/jobs/5182 failed: the client was closed during the wait");

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThatThrownBy(() -> print.printer("p").job("5182").await()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aClientThatIsClosedBetweenAPauseAndTheReadingEndsTheWaitAsWell() {
        states("processing");
        print = client(
                new ForwardingTime(time) {
                    private boolean paused;

                    @Override
                    public long nanos() { // which the next reading asks for first
                        if (paused) {
                            print.close();
                        }
                        return super.nanos();
                    }

                    @Override
                    public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                        super.sleep(duration, ended);
                        paused = true;
                    }
                },
                TokenProvider.of("token"));

        assertThatThrownBy(() -> print.printer("p").job("5182").await())
                .isExactlyInstanceOf(TransportException.class)
                .hasMessage(
                        "printJob.await of /print/printers/p/jobs/5182 failed: the client was closed during the wait");

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aTokenThatCannotBeHadEndsTheWait() {
        Iterator<String> tokens = List.of("token").iterator();
        states("processing");

        assertThatThrownBy(() ->
                        client(time, tokens::next).printer("p").job("5182").await())
                .isExactlyInstanceOf(TokenException.class)
                .hasMessageStartingWith("printJob.get of /print/printers/p/jobs/5182 failed: ");

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aRetryAfterBeyondTheDeadlineEndsTheWaitAtOnce() {
        states("processing");
        status(429, "700");

        assertThatThrownBy(() -> print.printer("p").job("5182").await())
                .isExactlyInstanceOf(RateLimitException.class)
                .hasMessageStartingWith("printJob.get of /print/printers/p/jobs/5182 failed: HTTP 429");

        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whatTheCallbackThrowsEndsTheWait() {
        RuntimeException enough = new RuntimeException("enough");
        states("processing");

        assertThatThrownBy(() -> print.printer("p")
                        .job("5182")
                        .await(options -> options.onPoll(job -> {
                            throw enough;
                        })))
                .isSameAs(enough);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** The service responds before the job has ended. */
    @Test
    void aCancelledJobIsAwaited() throws Exception {
        server.enqueue(new MockResponse.Builder().code(204).build());
        states("processing", "stopped", "canceled");

        PrintJob job = print.printer("p")
                .job("5182")
                .cancelAndAwait(options ->
                        options.onPoll(seen -> polls.add(seen.status().state().value())));

        assertThat(job.status().state()).isEqualTo(PrintJobProcessingState.CANCELED);
        assertThat(polls).containsExactly("processing", "stopped", "canceled");
        assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1500));
        RecordedRequest cancel = server.takeRequest();
        assertThat(cancel.getRequestLine()).isEqualTo("POST /v1.0/print/printers/p/jobs/5182/cancel HTTP/1.1");
        assertThat(server.takeRequest().getRequestLine()).isEqualTo(BY_PRINTER + " HTTP/1.1");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aCancelledJobThatDoesNotEndIsGivenUpAtTheDeadline() {
        server.enqueue(new MockResponse.Builder().code(204).build());
        states("stopped", "stopped");

        assertThatThrownBy(() -> print.printer("p")
                        .job("5182")
                        .cancelAndAwait(options -> options.timeout(Duration.ofSeconds(1))))
                .isExactlyInstanceOf(AwaitTimeoutException.class)
                .hasMessageContaining("the last state is stopped");

        assertThat(server.getRequestCount()).isEqualTo(3);
    }
}
