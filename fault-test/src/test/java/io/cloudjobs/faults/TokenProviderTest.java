package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.AccessToken;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.TokenCache;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token provider is user code and may do anything. The client calls it for every request: reusing a token is the
 * provider's own task.
 */
@Timeout(60)
class TokenProviderTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ManualTime time = new ManualTime();
    private final ClientSettings settings = new ClientSettings();

    TokenProviderTest() {
        server.setServerSocketFactory(new PromptSockets());
    }

    @BeforeEach
    void talkToTheServer() {
        settings.endpoint = server.url("/").toString();
        settings.time = time;
    }

    private void answers(Operation operation, int... statuses) {
        for (int status : statuses) {
            server.enqueue(
                    status == 200
                            ? CannedFaultServer.working(operation)
                            : new MockResponse.Builder().code(status).build());
        }
    }

    private SdkException failureOf(Operation operation) {
        return catchThrowableOfType(SdkException.class, () -> operation.run(settings));
    }

    /** Throws an undeclared checked exception, as Kotlin and Lombok do. */
    @SuppressWarnings("unchecked")
    static <T extends Throwable> RuntimeException sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    static Stream<Arguments> uselessProviders() {
        return Stream.of(
                argumentSet("null", (TokenProvider) () -> null),
                argumentSet("empty", (TokenProvider) () -> ""),
                argumentSet("line break at the end", (TokenProvider) () -> Canary.SECRET + "\n"),
                argumentSet("another header", (TokenProvider) () -> Canary.SECRET + "\r\nX-Evil: 1"),
                argumentSet("a failure", (TokenProvider) () -> {
                    throw new IllegalStateException("no response from the identity service");
                }),
                argumentSet("an undeclared checked exception", (TokenProvider) () -> {
                    throw sneak(new IOException("no response from the identity service"));
                }));
    }

    @ParameterizedTest
    @MethodSource("uselessProviders")
    void withoutATokenNothingIsSent(TokenProvider provider) {
        settings.tokenProvider = provider;

        for (Operation operation : Operation.values()) {
            SdkException failure = failureOf(operation);

            assertThat(failure).isExactlyInstanceOf(TokenException.class);
            assertThat(failure.operation()).isEqualTo(operation.title);
            assertThat(failure.attempts()).isZero();
            assertThat(failure.mayHaveReachedService()).isFalse();
            Canary.check(failure);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anErrorOfTheProviderPassesAndTheNextCallIsAsEver() {
        AtomicInteger asked = new AtomicInteger();
        settings.tokenProvider = () -> {
            if (asked.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
            return Canary.SECRET;
        };
        PrintJobClient print = PrintClients.builder(settings).build();
        answers(Operation.GET, 200);

        assertThatThrownBy(() -> print.printer("p").job("5182").get()).isExactlyInstanceOf(StackOverflowError.class);
        assertThat(server.getRequestCount()).isZero();

        assertThat(print.printer("p").job("5182").get().id()).isEqualTo("5182");
    }

    static Stream<Arguments> interruptedProviders() {
        return Stream.of(
                argumentSet("wrapped, the flag set", (TokenProvider) () -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(new InterruptedException());
                }),
                argumentSet("unchanged and undeclared", (TokenProvider) () -> {
                    throw sneak(new InterruptedException());
                }));
    }

    @ParameterizedTest
    @MethodSource("interruptedProviders")
    void aProviderThatIsInterruptedIsAnInterruptedCall(TokenProvider provider) {
        settings.tokenProvider = provider;

        SdkException failure = failureOf(Operation.ABORT);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure)
                .isExactlyInstanceOf(InterruptedCallException.class)
                .hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(failure.attempts()).isZero();
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aFailureIsNotRemembered() {
        AtomicInteger asked = new AtomicInteger();
        settings.tokenProvider = () -> asked.incrementAndGet() == 1 ? null : Canary.SECRET;
        PrintJobClient print = PrintClients.builder(settings).build();
        answers(Operation.GET, 200);

        assertThatThrownBy(() -> print.printer("p").job("5182").get()).isExactlyInstanceOf(TokenException.class);

        assertThat(print.printer("p").job("5182").get().id()).isEqualTo("5182");
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestHasTheTokenThatTheProviderGivesForIt(Operation operation) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        settings.tokenProvider = () -> "token-" + asked.incrementAndGet();
        answers(operation, 429, 429, 200);

        operation.run(settings);

        String header = operation == Operation.CANCEL ? "X-Auth-Token" : "Authorization";
        String prefix = operation == Operation.CANCEL ? "" : "Bearer ";
        for (int i = 1; i <= 3; i++) {
            assertThat(server.takeRequest().getHeaders().values(header)).containsExactly(prefix + "token-" + i);
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aFailureToGetATokenForARepeatSaysThatTheFirstRequestMayHaveBeenProcessed() {
        AtomicInteger asked = new AtomicInteger();
        settings.tokenProvider = () -> asked.incrementAndGet() == 1 ? Canary.SECRET : null;
        answers(Operation.GET, 503);

        SdkException failure = failureOf(Operation.GET);

        assertThat(failure).isExactlyInstanceOf(TokenException.class);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aTokenForARepeatThatComesAfterTheDeadlineIsNotUsed() {
        AtomicInteger asked = new AtomicInteger();
        settings.tokenProvider = () -> {
            if (asked.incrementAndGet() == 2) {
                time.advance(Duration.ofSeconds(61));
            }
            return Canary.SECRET;
        };
        answers(Operation.GET, 503);

        SdkException failure = failureOf(Operation.GET);

        assertThat(failure).isExactlyInstanceOf(ApiException.class);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    /** Returns a new token after the first was rejected, after some other action. */
    private static TokenProvider thatWhenRefused(Runnable reaction) {
        AtomicInteger asked = new AtomicInteger();
        return new TokenProvider() {
            @Override
            public String token() {
                return "token-" + asked.incrementAndGet();
            }

            @Override
            public void invalidate(String refused) {
                reaction.run();
            }
        };
    }

    @Test
    void anotherTokenThatComesAfterTheDeadlineIsNotUsed() {
        settings.tokenProvider = thatWhenRefused(() -> time.advance(Duration.ofSeconds(61)));
        answers(Operation.GET, 401);

        SdkException failure = failureOf(Operation.GET);

        assertThat(failure).isExactlyInstanceOf(UnauthorizedException.class);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void anInvalidateThatThrowsIsAddedToTheRefusal(Operation operation) {
        for (Exception problem : List.of(new IllegalStateException("disk full"), new IOException("disk full"))) {
            settings.tokenProvider = thatWhenRefused(() -> sneak(problem));
            answers(operation, 401);

            SdkException failure = failureOf(operation);

            assertThat(failure).isExactlyInstanceOf(UnauthorizedException.class);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .isExactlyInstanceOf(TokenException.class)
                    .extracting(Throwable::getCause)
                    .isSameAs(problem);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    static Stream<Arguments> providersThatCallBack() {
        return Stream.of(
                argumentSet("from token(), by the client", (Function<PrintJobClient[], TokenProvider>)
                        clients -> () -> clients[0].printer("p").job("1").get().id()),
                argumentSet("from token(), by a view", (Function<PrintJobClient[], TokenProvider>)
                        clients -> () -> clients[1].printer("p").job("1").get().id()),
                argumentSet("from invalidate(), by the client", (Function<PrintJobClient[], TokenProvider>) clients ->
                        thatWhenRefused(() -> clients[0].printer("p").job("1").get())),
                argumentSet("from invalidate(), by a view", (Function<PrintJobClient[], TokenProvider>) clients ->
                        thatWhenRefused(() -> clients[1].printer("p").job("1").get())));
    }

    @ParameterizedTest
    @MethodSource("providersThatCallBack")
    void aProviderThatCallsItsClientIsToldSo(Function<PrintJobClient[], TokenProvider> provider) {
        PrintJobClient[] clients = new PrintJobClient[2];
        settings.tokenProvider = provider.apply(clients);
        clients[0] = PrintClients.builder(settings).build();
        clients[1] = clients[0].withOptions(o -> o.timeout(Duration.ofSeconds(5)));
        answers(Operation.GET, 401);

        assertThatThrownBy(() -> clients[0].printer("p").job("5182").get())
                .isInstanceOf(SdkException.class)
                .hasStackTraceContaining("the token provider must not call the client that needs the token");
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(1);
    }

    @Test
    void aProviderMayCallAnotherClient() throws Exception {
        settings.tokenProvider = TokenProvider.of("outer");
        PrintJobClient other = PrintClients.builder(settings).build();
        settings.tokenProvider = () -> other.printer("p").job("5182").get().id();
        answers(Operation.GET, 200, 200);

        Operation.GET.run(settings);

        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer outer");
        RecordedRequest second = server.takeRequest();
        assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer 5182");
    }

    /** Our code does not serialize the callers: all of them are inside the provider at the same time. */
    @Test
    void twoHundredThreadsAskAtOnceAndEachForItself() throws Exception {
        int callers = 200;
        CountDownLatch inside = new CountDownLatch(callers);
        AtomicInteger asked = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (EchoServer echo = new EchoServer();
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint(echo.url())
                        .tokenProvider(() -> {
                            asked.incrementAndGet();
                            inside.countDown();
                            try {
                                return inside.await(20, TimeUnit.SECONDS) ? Canary.SECRET : null;
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .build()) {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                String id = String.valueOf(i);
                calls.add(threads.submit(() -> print.printer("p").job(id).get().id()));
            }

            for (int i = 0; i < callers; i++) {
                assertThat(calls.get(i).get()).isEqualTo(String.valueOf(i));
            }
            assertThat(asked).hasValue(callers);
            assertThat(echo.requestCount()).isEqualTo(callers);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Reads the token of every request, and can reject one. */
    private static final class TokenReader extends Dispatcher {
        final Map<String, Integer> requests = new ConcurrentHashMap<>();
        private final Operation operation;
        private volatile String refused = "";
        private volatile CountDownLatch refusals = new CountDownLatch(0);

        TokenReader(Operation operation) {
            this.operation = operation;
        }

        /** Rejects this token from now on, when this number of requests has arrived with it. */
        void refuse(String token, int count) {
            refusals = new CountDownLatch(count);
            refused = token;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            boolean isGes = operation == Operation.CANCEL;
            String header = request.getHeaders().get(isGes ? "X-Auth-Token" : "Authorization");
            String token = isGes || header == null ? header : header.replaceFirst("^Bearer ", "");
            requests.merge(String.valueOf(token), 1, Integer::sum);
            if (!refused.equals(token)) {
                return CannedFaultServer.working(operation);
            }
            refusals.countDown();
            awaitAll(() -> refusals.await(20, TimeUnit.SECONDS));
            return isGes
                    ? new MockResponse.Builder()
                            .code(400)
                            .body("{\"errorMessage\":\"Invalid token.\",\"errorCode\":\"GES.8007\"}")
                            .build()
                    : new MockResponse.Builder().code(401).build();
        }
    }

    /** The time of this machine. Counts the threads that wait. */
    private static Time countedBy(Semaphore waiting) {
        return new ForwardingTime(Time.SYSTEM) {
            @Override
            public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                waiting.release();
                super.sleep(duration, ended);
            }
        };
    }

    private static void awaitAll(Callable<Boolean> wait) {
        try {
            if (!wait.call()) {
                throw new IllegalStateException("some requests have not arrived");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * First there is no token, then the service rejects it. The caller that requests a token waits until all others
     * wait for it. No token is rejected before all requests have arrived. So no caller is too late to count.
     */
    @ParameterizedTest
    @EnumSource
    void twoHundredThreadsWithoutAValidTokenMakeOneTokenRequest(Operation operation) throws Exception {
        int callers = 200;
        Semaphore waiting = new Semaphore(0);
        AtomicInteger asked = new AtomicInteger();
        settings.time = countedBy(waiting);
        TokenProvider tokens = new TokenCache(
                (limit, claims) -> {
                    awaitAll(() -> waiting.tryAcquire(callers - 1, 20, TimeUnit.SECONDS));
                    return new AccessToken("token-" + asked.incrementAndGet(), Instant.MAX);
                },
                settings);
        TokenReader reader = new TokenReader(operation);
        server.setDispatcher(reader);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (PrintJobClient print = PrintJobClient.builder()
                        .endpoint(settings.endpoint)
                        .tokenProvider(tokens)
                        .build();
                GesJobClient ges = GesJobClient.builder()
                        .endpoint(settings.endpoint)
                        .projectId("0ae1")
                        .tokenProvider(tokens)
                        .build()) {
            Callable<Void> call = () -> {
                switch (operation) {
                    case GET -> print.printer("p").job("5182").get();
                    case ABORT -> print.printer("p").job("5182").abort();
                    case CANCEL -> ges.graph("movie").job("4448c9fb").cancel();
                }
                return null;
            };

            for (Future<Void> cold : threads.invokeAll(Collections.nCopies(callers, call))) {
                cold.get();
            }
            assertThat(asked).hasValue(1);
            assertThat(reader.requests).containsExactlyInAnyOrderEntriesOf(Map.of("token-1", callers));

            reader.refuse("token-1", callers);
            for (Future<Void> refused : threads.invokeAll(Collections.nCopies(callers, call))) {
                refused.get();
            }
            assertThat(asked).hasValue(2);
            assertThat(reader.requests)
                    .as("requests with each token")
                    .containsExactlyInAnyOrderEntriesOf(Map.of("token-1", 2 * callers, "token-2", callers));
        } finally {
            threads.shutdownNow();
        }
    }
}
