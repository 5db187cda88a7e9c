package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Registrations;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.faults.Http2Server.Script;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.auth.EntraTokens;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A cancelled call ends with a {@link CancelledCallException}, immediately and on a platform thread, wherever it hangs.
 * It sends no further request, and leaves no connection in use and nothing in its cancellation.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelTest {
    /** So long that a call that ends within moments has not waited for it. */
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Ten times the promised time. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Cancellation cancellation = Cancellation.create();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeAll
    static void begin() {
        WarmUp.run();
    }

    @AfterEach
    void nothingIsLeft() {
        Eventually.await(() -> Registrations.of(cancellation) == 0);
        assertThat(Registrations.of(cancellation)).isZero();
        threads.shutdownNow();
    }

    static Stream<Arguments> phases() {
        return Arrays.stream(HangingPlace.values())
                .flatMap(phase -> Arrays.stream(Operation.values()).map(operation -> Arguments.of(phase, operation)));
    }

    private FaultCase fault(FaultServer server) {
        FaultCase fault = new FaultCase(server);
        fault.settings.time = Time.SYSTEM;
        fault.settings.timeout = LONG;
        fault.settings.attemptTimeout = LONG;
        fault.settings.cancellation(cancellation);
        return fault;
    }

    /** Makes a call on another thread, cancels it when the latch opens, and returns its result. */
    private <T> T cancelledWhen(CountDownLatch reached, Supplier<T> call) {
        Future<T> result = threads.submit(() -> {
            return call.get();
        });
        awaitOpen(reached);
        return endOf(result);
    }

    private <T> T endOf(Future<T> result) {
        long cancelled = System.nanoTime();
        cancellation.cancel();
        try {
            T end = result.get(60, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(SOON);
            return end;
        } catch (Exception e) {
            throw new AssertionError("the call did not end", e);
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            assertThat(latch.await(40, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("phases")
    void aCallEndsAtOnceWhereverItHangs(HangingPlace phase, Operation operation) {
        try (FaultServer server = phase.server.get()) {
            FaultCase fault = fault(server);
            CountDownLatch reached = new CountDownLatch(1);
            OkHttpClient http = fault.settings
                    .httpClient
                    .newBuilder()
                    .eventListener(phase.signal(reached))
                    .build();
            fault.settings.httpClient = http;
            server.fails(operation);

            String outcome = cancelledWhen(reached, () -> fault.outcome(operation, server));

            assertThat(outcome).isEqualTo(phase.outcome(CancelledCallException.class));
            fault.assertNothingInUse();
            // An HTTP/2 connection lives on for others.
            assertThat(http.connectionPool().connectionCount()).isEqualTo(phase == HangingPlace.HTTP_2 ? 1 : 0);
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWaitForTheNextAttemptEndsAtOnce(Operation operation) {
        Answer tooMany = Answer.of("HTTP/1.1 429 X\r\nRetry-After: 50\r\nContent-Length: 0\r\n\r\n", Then.KEEP);
        try (FaultServer server = HangingPlace.raw("http", tooMany)) {
            FaultCase fault = fault(server);
            CountDownLatch waits = new CountDownLatch(1);
            fault.settings.time = FaultCase.signalling(waits);
            server.fails(operation);

            SdkException failure = cancelledWhen(waits, () -> fault.failureOf(operation));

            assertThat(failure)
                    .isExactlyInstanceOf(CancelledCallException.class)
                    .hasCauseExactlyInstanceOf(RateLimitException.class)
                    .hasMessageEndingWith(" failed: the call was cancelled (nothing was processed, attempt 1)");
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.mayHaveReachedService()).isFalse();
            assertThat(server.requestCount()).isEqualTo(1);
            fault.assertNothingInUse();
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatComesCancelledDoesNotEvenConnect(Operation operation) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> null, "http")) {
            FaultCase fault = fault(server);
            fault.settings.tokenProvider = () -> {
                throw new AssertionError("no token is needed");
            };
            server.works(operation);
            cancellation.cancel();
            cancellation.cancel();

            assertThat(fault.outcome(operation, server)).isEqualTo("0 of 0: CancelledCallException, clear");
            assertThat(server.connectionCount()).isZero();
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCancelDuringTheTokenProviderSendsNothing(Operation operation) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> null, "http")) {
            FaultCase fault = fault(server);
            fault.settings.tokenProvider = () -> {
                cancellation.cancel();
                return Canary.SECRET;
            };
            server.works(operation);

            assertThat(fault.outcome(operation, server)).isEqualTo("0 of 0: CancelledCallException, clear");
            assertThat(server.connectionCount()).isZero();
            fault.close();
        }
    }

    @Test
    void aCancelDuringAnInterceptorSendsNothing() throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> null, "http")) {
            FaultCase fault = fault(server);
            fault.settings.httpClient = fault.settings
                    .httpClient
                    .newBuilder()
                    .addInterceptor(chain -> {
                        cancellation.cancel();
                        return chain.proceed(chain.request());
                    })
                    .build();
            server.works(Operation.ABORT);

            SdkException failure = fault.failureOf(Operation.ABORT);

            assertThat(failure).isExactlyInstanceOf(CancelledCallException.class);
            assertThat(failure.mayHaveReachedService()).isFalse();
            assertThat(server.connectionCount()).isZero();
            fault.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aResultThatHasArrivedIsReturned(Operation operation) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> null, "http")) {
            FaultCase fault = fault(server);
            fault.settings.listener(new CallListener() {
                @Override
                public void attemptEnded(AttemptEvent event) {
                    cancellation.cancel();
                }
            });
            server.works(operation);

            assertThat(fault.outcome(operation, server)).isEqualTo("1 of 1: success");
            assertThat(fault.outcome(operation, server)).isEqualTo("0 of 0: CancelledCallException, clear");
            fault.close();
        }
    }

    /** A provider of this library sends its request for the call. A call that waits for the same token goes on. */
    @Test
    void aTokenRequestEndsWithItsCallAndAnotherCallFetchesTheToken() throws Exception {
        try (RawServer login = new RawServer();
                EchoServer echo = new EchoServer()) {
            login.answer(Answer.of("HTTP/1.1 200", Then.HANG));
            ClientSettings settings = new ClientSettings();
            settings.endpoint = login.url();
            OkHttpClient http = new OkHttpClient();
            settings.httpClient = http;
            TokenProvider tokens = EntraTokens.clientCredentials(settings)
                    .tenantId("contoso")
                    .clientId("815f204f")
                    .clientSecret(Canary.SECRET)
                    .build();
            PrintJobClient print = client(echo.url(), http, tokens);
            Future<Throwable> fetching = threads.submit(() -> catchThrowable(() -> get(cancellable(print))));
            assertThat(login.requestCount(1)).isEqualTo(1);
            CountDownLatch asks = new CountDownLatch(1);
            Future<String> waiting = threads.submit(() -> {
                asks.countDown();
                return get(print);
            });
            awaitOpen(asks);
            String token = "{\"access_token\":\"" + Canary.SECRET + "\",\"expires_in\":3600}";
            login.answer(
                    Answer.of("HTTP/1.1 200 OK\r\nContent-Length: " + token.length() + "\r\n\r\n" + token, Then.KEEP));

            Throwable failure = endOf(fetching);

            assertThat(failure).isInstanceOfSatisfying(CancelledCallException.class, cancelled -> {
                assertThat(cancelled.operation()).isEqualTo("printJob.get");
                assertThat(cancelled.attempts()).isZero();
                assertThat(cancelled.mayHaveReachedService()).isFalse();
                assertThat(cancelled.getCause())
                        .isInstanceOfSatisfying(
                                CancelledCallException.class,
                                request -> assertThat(request.operation()).isEqualTo("entra.token"));
            });
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo("5182");
            assertThat(login.requestCount(2)).isEqualTo(2);
            assertThat(echo.requestCount()).isEqualTo(1);
            ConnectionsInUse.assertNone(http);
            http.connectionPool().evictAll();
        }
    }

    @Test
    void aCancellationThatIsNotOursIsRefused() {
        Cancellation mock = new Cancellation() {
            @Override
            public void cancel() {}

            @Override
            public boolean isCancelled() {
                return false;
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientSettings().cancellation(mock))
                .withMessage("cancellation must be from Cancellation.create()");
        assertThatNullPointerException()
                .isThrownBy(() -> new ClientSettings().cancellation(null))
                .withMessage("cancellation");
    }

    @Test
    void anyOfSeveralCancellationsEndsTheCall() throws IOException {
        try (FaultServer server = HangingPlace.HEADERS.server.get()) {
            server.fails(Operation.GET);
            FaultCase fault = fault(server);
            CountDownLatch reached = new CountDownLatch(1);
            fault.settings.httpClient = fault.settings
                    .httpClient
                    .newBuilder()
                    .eventListener(HangingPlace.HEADERS.signal(reached))
                    .build();
            Cancellation other = Cancellation.create();
            Cancellation another = Cancellation.create();
            fault.settings.cancellation(other).cancellation(another).cancellation(other);

            String outcome = cancelledWhen(reached, () -> fault.outcome(Operation.GET, server));

            assertThat(outcome).isEqualTo(HangingPlace.HEADERS.outcome(CancelledCallException.class));
            assertThat(other.isCancelled()).isFalse();
            assertThat(Registrations.of(other) + Registrations.of(another)).isZero();
            assertThat(cancellation).hasToString("Cancellation[cancelled]");
            assertThat(other).hasToString("Cancellation[open]");
            fault.close();
        }
    }

    private static PrintJobClient client(String url, OkHttpClient http) {
        return client(url, http, () -> Canary.SECRET);
    }

    private static PrintJobClient client(String url, OkHttpClient http, TokenProvider tokens) {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = url;
        settings.tokenProvider = tokens;
        settings.timeout = LONG;
        settings.attemptTimeout = LONG;
        settings.httpClient = http;
        return PrintClients.builder(settings).build();
    }

    private PrintJobClient cancellable(PrintJobClient print) {
        return print.withOptions(options -> options.cancellation(cancellation));
    }

    private static String get(PrintJobClient print) {
        return print.printer("c05f3726").job("5182").get().id();
    }

    @Test
    void theClientAndItsOtherViewsGoOn() throws Exception {
        try (EchoServer echo = new EchoServer()) {
            OkHttpClient theirs = new OkHttpClient();
            PrintJobClient print = client(echo.url(), theirs);
            PrintJobClient view = cancellable(print);
            PrintJobClient viewOfView = view.withOptions(options -> options.cancellation(Cancellation.create()));
            assertThat(get(view)).isEqualTo("5182");

            cancellation.cancel();

            assertThat(catchThrowable(() -> get(view))).isExactlyInstanceOf(CancelledCallException.class);
            assertThat(catchThrowable(() -> get(viewOfView))).isExactlyInstanceOf(CancelledCallException.class);
            assertThat(get(print)).isEqualTo("5182");
            Request request = new Request.Builder().url(echo.url() + "/7").build();
            try (Response response = theirs.newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            assertThat(echo.requestCount()).isEqualTo(3);
            theirs.connectionPool().evictAll();
        }
    }

    /** HTTP/1.1: one thread is stuck in a write, which ends when its socket is closed. */
    @Test
    void anUploadEndsAlthoughItsReceiverDoesNotRead() throws Exception {
        try (RawServer host = new RawServer();
                DocumentService service = new DocumentService()) {
            host.answer(Answer.onConnection(Then.HANG));
            service.leadsTo(host.url() + "/up?tempauthtoken=secret-of-the-link");
            StuckWrites sockets = new StuckWrites();
            assertUploadEnds(service, new OkHttpClient.Builder().socketFactory(sockets), sockets::await);
            assertThat(host.connectionCount()).isEqualTo(1);
        }
    }

    /** HTTP/2: the same, and the connection itself is stuck. */
    @Test
    void anUploadEndsAlthoughItsReceiverDoesNotReadOverHttp2() throws Exception {
        Script deaf = (connection, number) -> {
            connection.openWindows();
            connection.readPreface();
            while (connection.read().type() != Http2Server.DATA) {
                // the settings and the headers
            }
            connection.fallSilent();
        };
        try (Http2Server host = new Http2Server(deaf);
                DocumentService service = new DocumentService(server -> {
                    server.useHttps(LoopbackTls.handshake().sslSocketFactory());
                    return server;
                })) {
            service.leadsTo(host.url() + "/up?tempauthtoken=secret-of-the-link");
            StuckWrites sockets = new StuckWrites();
            OkHttpClient.Builder http = LoopbackTls.trusting(new OkHttpClient()).newBuilder();
            assertUploadEnds(service, http.socketFactory(sockets), sockets::await);
            assertThat(host.connectionCount()).isEqualTo(1);
        }
    }

    /** HTTP/2: the connection works, and the upload waits for the flow control of its stream. */
    @Test
    void anUploadEndsAlthoughItsReceiverAllowsNoMoreData() throws Exception {
        int window = 65_535;
        CountDownLatch full = new CountDownLatch(1);
        Script script = (connection, number) -> {
            connection.readPreface();
            connection.sendSettings();
            for (int data = 0; data < window; ) {
                Http2Server.Frame frame = connection.read();
                data += frame.type() == Http2Server.DATA ? frame.payload().length : 0;
            }
            full.countDown();
            connection.fallSilent();
        };
        try (Http2Server host = new Http2Server(script);
                DocumentService service = new DocumentService(server -> {
                    server.useHttps(LoopbackTls.handshake().sslSocketFactory());
                    return server;
                })) {
            service.leadsTo(host.url() + "/up?tempauthtoken=secret-of-the-link");
            OkHttpClient.Builder http = LoopbackTls.trusting(new OkHttpClient()).newBuilder();
            assertUploadEnds(service, http, () -> awaitOpen(full));
            assertThat(host.connectionCount()).isEqualTo(1);
        }
    }

    private void assertUploadEnds(DocumentService service, OkHttpClient.Builder http, Runnable untilItIsStuck) {
        OkHttpClient theirs = http.build();
        PrintJobClient print = cancellable(client(service.url(), theirs));
        DocumentContent content = DocumentContent.of("a.pdf", "application/pdf", new byte[14_000_000]);
        Future<Throwable> upload = threads.submit(
                () -> catchThrowable(() -> Transfer.document(print).upload(content)));
        untilItIsStuck.run();

        Throwable failure = endOf(upload);

        assertThat(failure).isExactlyInstanceOf(CancelledCallException.class);
        assertThat(((SdkException) failure).mayHaveReachedService()).isTrue();
        assertThat(service.requestCount()).isEqualTo(1);
        ConnectionsInUse.assertNone(theirs);
        theirs.connectionPool().evictAll();
    }

    @ParameterizedTest
    @EnumSource(names = {"UPLOAD", "UPLOAD_IN_PARALLEL", "DOWNLOAD", "SUBMIT"})
    void aTransferEndsAtOnceAndStartsNothingElse(Transfer transfer) throws Exception {
        try (RawServer host = new RawServer();
                DocumentService service = new DocumentService()) {
            host.answer(Answer.of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200", Then.HANG));
            service.leadsTo(host.url() + "/up?tempauthtoken=secret-of-the-link");
            PrintJobClient print = cancellable(client(service.url(), new OkHttpClient()));
            int parts = transfer == Transfer.UPLOAD_IN_PARALLEL ? 2 : 1;
            Future<Throwable> call =
                    threads.submit(() -> catchThrowable(() -> transfer.run(print, "", Duration.ofHours(1))));
            assertThat(host.requestCount(parts)).isEqualTo(parts);
            int requests = service.requestCount();

            Throwable failure = endOf(call);

            Throwable cancelled = transfer == Transfer.SUBMIT ? failure.getCause() : failure;
            assertThat(cancelled).isExactlyInstanceOf(CancelledCallException.class);
            assertThat(((SdkException) failure).mayHaveReachedService()).isTrue();
            if (transfer == Transfer.SUBMIT) {
                assertThat(failure).hasMessageContaining("job j was not started and could not be cancelled: ");
            }
            assertThat(service.requestCount()).isEqualTo(requests);
            assertThat(host.requestCount()).isEqualTo(parts);
            Eventually.await(() -> !isAlive("cloudjobs-upload"));
            assertThat(isAlive("cloudjobs-upload")).isFalse();
        }
    }

    private static boolean isAlive(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(name));
    }

    /** A call that waits behind the stuck write of another call. */
    @Test
    void aCallBehindAStuckWriteEndsToo() throws Exception {
        Script deaf = (connection, number) -> {
            connection.openWindows();
            connection.readPreface();
            while (connection.read().type() != Http2Server.DATA) {
                // the settings and the headers
            }
            connection.fallSilent();
        };
        try (Http2Server server = new Http2Server(deaf)) {
            StuckWrites sockets = new StuckWrites();
            CountDownLatch begun = new CountDownLatch(2);
            OkHttpClient http = LoopbackTls.trusting(new OkHttpClient.Builder()
                    .socketFactory(sockets)
                    .addNetworkInterceptor(chain -> {
                        begun.countDown();
                        return chain.proceed(chain.request());
                    })
                    .build());
            PrintJobClient print = client(server.url(), http);
            String huge = "x".repeat(3_000_000);
            Future<Throwable> large = threads.submit(
                    () -> catchThrowable(() -> print.printer("p").job("5182").abort(huge)));
            sockets.await();
            Future<Throwable> small = threads.submit(() -> catchThrowable(() -> get(cancellable(print))));
            awaitOpen(begun);

            assertThat(endOf(small)).isExactlyInstanceOf(CancelledCallException.class);

            print.close();
            assertThat(large.get(60, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void callsThatMeetTheCancelEndWithAResultOrAsCancelled() throws Exception {
        try (EchoServer echo = new EchoServer()) {
            PrintJobClient print = client(echo.url(), new OkHttpClient());
            AtomicInteger calls = new AtomicInteger();
            AtomicInteger results = new AtomicInteger();
            Random random = new Random(7);
            for (int round = 0; round < 60; round++) {
                Cancellation stop = Cancellation.create();
                PrintJobClient view = print.withOptions(options -> options.cancellation(stop));
                List<Future<?>> ends = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    ends.add(threads.submit(() -> {
                        while (true) {
                            calls.incrementAndGet();
                            try {
                                view.printer("p").job("5182").abort("recalled");
                                results.incrementAndGet();
                            } catch (CancelledCallException e) {
                                assertThat(e.attempts()).isBetween(0, 1);
                                return;
                            }
                        }
                    }));
                }
                int until = results.get() + random.nextInt(40);
                Eventually.await(() -> results.get() >= until);
                stop.cancel();
                for (Future<?> end : ends) {
                    end.get(20, TimeUnit.SECONDS);
                }
                assertThat(Registrations.of(stop)).isZero();
            }
            assertThat(echo.requestCount()).isBetween(results.get(), calls.get());
            print.close();
        }
    }

    /** A cancellation may live as long as the application. */
    @Test
    void aHundredThousandCallsLeaveNothing() {
        OkHttpClient canned = new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(204)
                        .message("No Content")
                        .body(ResponseBody.EMPTY)
                        .build())
                .build();
        PrintJobClient print = cancellable(client("https://graph.example", canned));
        int most = 0;
        for (int i = 0; i < 100_000; i++) {
            print.printer("p").job("5182").abort();
            most = Math.max(most, Registrations.of(cancellation));
        }
        assertThat(most).isZero();
    }

    @Test
    void closeAndCancelAtTheSameTimeEndTheCall() throws Exception {
        try (FaultServer server = HangingPlace.HEADERS.server.get()) {
            server.fails(Operation.GET);
            for (int round = 0; round < 30; round++) {
                Cancellation stop = Cancellation.create();
                PrintJobClient print = client(server.url(), new OkHttpClient());
                Future<Throwable> call = threads.submit(
                        () -> catchThrowable(() -> get(print.withOptions(options -> options.cancellation(stop)))));
                assertThat(server.requestCount(round + 1)).isEqualTo(round + 1);
                CyclicBarrier together = new CyclicBarrier(2);
                Future<?> close = threads.submit(() -> {
                    together.await();
                    print.close();
                    return null;
                });
                together.await();
                stop.cancel();

                assertThat(call.get(20, TimeUnit.SECONDS)).isInstanceOf(TransportException.class);
                close.get(20, TimeUnit.SECONDS);
                assertThat(Registrations.of(stop)).isZero();
            }
        }
    }
}
