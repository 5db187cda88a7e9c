package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The events of a call for a listener and for the log: for any outcome, every request and then the operation, in that
 * order.
 */
@Timeout(60)
@Isolated("reads what all classes log")
class ListenerTest {
    private static final MockResponse DEAD = new MockResponse.Builder()
            .onResponseStart(new SocketEffect.CloseSocket())
            .build();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final ClientSettings settings = new ClientSettings();
    private final Heard heard = new Heard();

    /** Records each event as one line. */
    private static class Heard implements CallListener {
        final List<String> lines = new ArrayList<>();
        final List<Thread> threads = new ArrayList<>();
        final List<SdkException> failures = new ArrayList<>();
        final List<Duration> durations = new ArrayList<>();

        @Override
        public void attemptEnded(AttemptEvent event) {
            hear(
                    event.operation() + " #" + event.attempt() + " " + event.method() + " " + event.pathTemplate()
                            + ": " + (event.statusCode() == null ? "no answer" : event.statusCode())
                            + (event.requestId() == null ? "" : " " + event.requestId())
                            + end(event.failure())
                            + (event.retriedAfter() == null ? "" : ", again after " + event.retriedAfter()),
                    event.failure(),
                    event.duration());
        }

        @Override
        public void operationEnded(OperationEvent event) {
            hear(
                    event.operation() + " " + event.method() + " " + event.pathTemplate() + ": " + event.attempts()
                            + " requests" + end(event.failure()),
                    event.failure(),
                    event.duration());
        }

        private void hear(String line, SdkException failure, Duration duration) {
            lines.add(line);
            threads.add(Thread.currentThread());
            failures.add(failure);
            durations.add(duration);
        }

        private static String end(SdkException failure) {
            return failure == null ? "" : ", " + failure.getClass().getSimpleName();
        }
    }

    @BeforeEach
    void talkToTheServer() {
        settings.endpoint = server.url("/").toString();
        settings.time = time;
        settings.tokenProvider = TokenProvider.of(Canary.SECRET);
        settings.listeners = List.of(heard);
    }

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("request-id", "r-" + status)
                .setHeader("X-Request-Id", "x-" + status)
                .body(body)
                .build();
    }

    private static MockResponse later(int seconds) {
        return answer(503, "")
                .newBuilder()
                .setHeader("Retry-After", String.valueOf(seconds))
                .build();
    }

    /** The actions before and during a call, and the expected events. */
    static Stream<Arguments> ends() {
        String get = "GET /print/printers/{printerId}/jobs/{jobId}: ";
        String abort = "POST /print/printers/{printerId}/jobs/{jobId}/abort: ";
        String cancel = "DELETE /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}: ";
        MockResponse job = answer(200, Operation.GET.body);
        return Stream.of(
                end(
                        "a success",
                        Operation.GET,
                        test -> test.answers(job),
                        "printJob.get #1 " + get + "200 r-200",
                        "printJob.get " + get + "1 requests"),
                end(
                        "a success without a result",
                        Operation.CANCEL,
                        test -> test.answers(answer(200, "{}")),
                        "job.cancel #1 " + cancel + "200 x-200",
                        "job.cancel " + cancel + "1 requests"),
                end(
                        "a success after a retry",
                        Operation.GET,
                        test -> test.answers(later(7), job),
                        "printJob.get #1 " + get + "503 r-503, ApiException, again after PT7S",
                        "printJob.get #2 " + get + "200 r-200",
                        "printJob.get " + get + "2 requests"),
                end(
                        "an error",
                        Operation.ABORT,
                        test -> test.answers(answer(409, "")),
                        "printJob.abort #1 " + abort + "409 r-409, ConflictException",
                        "printJob.abort " + abort + "1 requests, ConflictException"),
                end(
                        "an error in a 200",
                        Operation.CANCEL,
                        test -> test.answers(answer(200, "{\"errorCode\":\"GES.8303\"}")),
                        "job.cancel #1 " + cancel + "200 x-200, JobNotCancellableException",
                        "job.cancel " + cancel + "1 requests, JobNotCancellableException"),
                end(
                        "a wait beyond the deadline",
                        Operation.GET,
                        test -> test.answers(later(61)),
                        "printJob.get #1 " + get + "503 r-503, ApiException",
                        "printJob.get " + get + "1 requests, ApiException"),
                end(
                        "a rejected token and a new one",
                        Operation.GET,
                        test -> {
                            AtomicInteger asked = new AtomicInteger();
                            test.settings.tokenProvider = () -> "token-" + asked.incrementAndGet();
                            test.answers(answer(401, ""), job);
                        },
                        "printJob.get #1 " + get + "401 r-401, UnauthorizedException, again after PT0S",
                        "printJob.get #2 " + get + "200 r-200",
                        "printJob.get " + get + "2 requests"),
                end(
                        "a rejected token and no new one",
                        Operation.GET,
                        test -> test.answers(answer(401, "")),
                        "printJob.get #1 " + get + "401 r-401, UnauthorizedException",
                        "printJob.get " + get + "1 requests, UnauthorizedException"),
                end(
                        "a lost connection",
                        Operation.ABORT,
                        test -> test.answers(DEAD),
                        "printJob.abort #1 " + abort + "no answer, TransportException",
                        "printJob.abort " + abort + "1 requests, TransportException"),
                end(
                        "an unreadable response",
                        Operation.GET,
                        test -> test.answers(answer(200, "{}")),
                        "printJob.get #1 " + get + "200 r-200, InvalidResponseException",
                        "printJob.get " + get + "1 requests, InvalidResponseException"),
                end(
                        "no token",
                        Operation.GET,
                        test -> test.settings.tokenProvider = () -> null,
                        "printJob.get " + get + "0 requests, TokenException"),
                end(
                        "no token for the retry",
                        Operation.GET,
                        test -> {
                            AtomicInteger asked = new AtomicInteger();
                            test.settings.tokenProvider = () -> asked.incrementAndGet() == 1 ? "token" : null;
                            test.answers(later(7));
                        },
                        "printJob.get #1 " + get + "503 r-503, ApiException, again after PT7S",
                        "printJob.get " + get + "1 requests, TokenException"),
                end(
                        "a token after the deadline",
                        Operation.GET,
                        test -> test.settings.tokenProvider = () -> {
                            test.time.advance(Duration.ofSeconds(61));
                            return "token";
                        },
                        "printJob.get " + get + "0 requests, TransportException"),
                end(
                        "an interrupt before the call",
                        Operation.GET,
                        test -> Thread.currentThread().interrupt(),
                        "printJob.get " + get + "0 requests, InterruptedCallException"),
                end(
                        "an interrupt before the retry",
                        Operation.GET,
                        test -> {
                            test.answers(later(7));
                            test.settings.listeners = List.of(new Heard() {
                                @Override
                                public void attemptEnded(AttemptEvent event) {
                                    test.heard.attemptEnded(event);
                                    Thread.currentThread().interrupt();
                                }

                                @Override
                                public void operationEnded(OperationEvent event) {
                                    test.heard.operationEnded(event);
                                }
                            });
                        },
                        "printJob.get #1 " + get + "503 r-503, ApiException, again after PT7S",
                        "printJob.get " + get + "1 requests, InterruptedCallException"));
    }

    private static Arguments end(
            String name, Operation operation, Consumer<ListenerTest> before, String... expectedLines) {
        return argumentSet(name, operation, before, List.of(expectedLines));
    }

    private void answers(MockResponse... answers) {
        Stream.of(answers).forEach(server::enqueue);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aListenerHearsOfEveryRequestAndThenOfTheOperation(
            Operation operation, Consumer<ListenerTest> before, List<String> expectedLines) {
        before.accept(this);

        Throwable thrown = catchThrowable(() -> operation.run(settings));

        assertThat(heard.lines).containsExactlyElementsOf(expectedLines);
        assertThat(server.getRequestCount()).isEqualTo(expectedLines.size() - 1);
        assertThat(heard.threads).containsOnly(Thread.currentThread());
        assertThat(heard.failures.get(heard.failures.size() - 1)).isSameAs(thrown);
    }

    @Test
    void aCallThatIsClosedIsHeardAndOneAfterTheCloseIsNot() {
        answers(later(7));
        PrintJobClient[] print = new PrintJobClient[1];
        settings.listeners = List.of(new Heard() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                heard.attemptEnded(event);
                print[0].close();
            }

            @Override
            public void operationEnded(OperationEvent event) {
                heard.operationEnded(event);
            }
        });
        print[0] = PrintClients.builder(settings).build();

        Throwable inTheCall =
                catchThrowable(() -> print[0].printer("p").job("5182").get());
        Throwable afterIt =
                catchThrowable(() -> print[0].printer("p").job("5182").get());

        assertThat(heard.lines)
                .containsExactly(
                        "printJob.get #1 GET /print/printers/{printerId}/jobs/{jobId}: 503 r-503, ApiException,"
                                + " again after PT7S",
                        "printJob.get GET /print/printers/{printerId}/jobs/{jobId}: 1 requests, TransportException");
        assertThat(heard.failures.get(1)).isSameAs(inTheCall);
        assertThat(afterIt).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void timesAreThoseOfTheRequestsAndOfTheWholeCall() {
        AtomicInteger requests = new AtomicInteger();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean first = requests.incrementAndGet() == 1;
                time.advance(Duration.ofSeconds(first ? 2 : 3));
                return first ? later(7) : answer(200, Operation.GET.body);
            }
        });

        Operation.GET.run(settings);

        assertThat(heard.durations)
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(12));
    }

    static Stream<Throwable> whatListenersThrow() {
        return Stream.of(
                new IllegalStateException(),
                new Exception("checked, but undeclared"),
                new AssertionError(),
                new NoClassDefFoundError(),
                new Error());
    }

    private static CallListener noting(String name, List<String> told) {
        return new CallListener() {
            @Override
            public void operationEnded(OperationEvent event) {
                told.add(name);
            }
        };
    }

    @Test
    void listenersAddUpAndOneThatThrowsDoesNotKeepTheOthersFromBeingTold() {
        List<String> told = new ArrayList<>();
        answers(answer(200, Operation.GET.body), answer(200, Operation.GET.body));

        try (PrintJobClient print = PrintClients.builder(settings)
                .listener(noting("first", told))
                .listener(new CallListener() {
                    @Override
                    public void operationEnded(OperationEvent event) {
                        throw new IllegalStateException();
                    }
                })
                .listener(noting("third", told))
                .build()) {
            PrintJobClient view = print.withOptions(options -> options.listener(noting("of the view", told)));
            view.printer("p").job("5182").get();
            print.printer("p").job("5182").get();
        }

        assertThat(told).containsExactly("first", "third", "of the view", "first", "third");
        assertThat(heard.lines).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("whatListenersThrow")
    void aListenerThatThrowsBreaksNothing(Throwable problem) {
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                throw TokenProviderTest.sneak(problem);
            }

            @Override
            public void operationEnded(OperationEvent event) {
                throw TokenProviderTest.sneak(problem);
            }
        });
        answers(later(7), answer(200, Operation.GET.body), answer(403, ""));

        Operation.GET.run(settings);
        Throwable thrown = catchThrowable(() -> Operation.ABORT.run(settings));

        assertThat(thrown).isInstanceOfSatisfying(ApiException.class, failure -> {
            assertThat(failure.statusCode()).isEqualTo(403);
            assertThat(failure.getSuppressed()).isEmpty();
        });
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void theLogHasOneDebugLineForEachRepeatAndNoOther() {
        answers(
                later(7),
                later(9),
                answer(200, Operation.GET.body),
                answer(200, Operation.GET.body),
                later(61),
                answer(404, ""),
                DEAD);
        try (Canary.Log log = new Canary.Log()) {
            Operation.GET.run(settings);
            assertThat(log.lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .contains(
                                            "FINE: printJob.get of /print/printers/c05f3726/jobs/5182 failed: HTTP 503",
                                            "attempt 1)",
                                            "retried after PT7S"),
                            line -> assertThat(line)
                                    .contains(
                                            "FINE: printJob.get of /print/printers/c05f3726/jobs/5182 failed: HTTP 503",
                                            "attempt 2)",
                                            "retried after PT9S"));

            Operation.GET.run(settings);
            catchThrowable(() -> Operation.GET.run(settings));
            catchThrowable(() -> Operation.GET.run(settings));
            catchThrowable(() -> Operation.ABORT.run(settings));
            assertThat(server.getRequestCount()).isEqualTo(7);
            assertThat(log.lines()).hasSize(2);
        }
    }
}
