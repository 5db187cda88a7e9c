package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Created, used and closed clients leave nothing behind, and do not change objects of the user. */
@Timeout(300)
@Isolated("compares the threads of the JVM")
class ClientLifeTest {
    private static final String CLOSED = "closed during the call";
    private static final MockResponse STALL = new MockResponse.Builder()
            .onResponseStart(SocketEffect.Stall.INSTANCE)
            .build();

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Returns the OkHttp client that our client created. */
    private OkHttpClient ours;

    private PrintJobClient.Builder print(String endpoint) {
        return PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(TokenProvider.of(Canary.SECRET))
                .callFactory(derived -> ours = derived);
    }

    private PrintJobClient.Builder print() {
        return print(server.url("/").toString());
    }

    private static String get(PrintJobClient print) {
        return print.printer("c05f3726").job("5182").get().id();
    }

    private Future<TransportException> failureOf(Runnable call) {
        return threads.submit(() -> catchThrowableOfType(TransportException.class, call::run));
    }

    private static <T> T soon(Future<T> result) throws Exception {
        return result.get(20, TimeUnit.SECONDS); // an attempt may take 30
    }

    private static void assertIsClosed(PrintJobClient print) {
        assertThatIllegalStateException().isThrownBy(() -> get(print)).withMessage("the client is closed");
        assertThatIllegalStateException()
                .isThrownBy(() -> print.printer("c05f3726").job("5182").abort());
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void twoHundredClientsLeaveNoThreadAndNoSocket() throws Exception {
        try (EchoServer echo = new EchoServer()) {
            makeUseAndClose(echo, 1);
            assertThat(echo.awaitClosed(1)).isTrue();
            List<String> threadsOfOne = threadNames();
            long socketsOfOne = sockets();

            for (int i = 2; i <= 200; i++) {
                makeUseAndClose(echo, i);
            }

            assertThat(echo.requestCount()).isEqualTo(200);
            assertThat(echo.connectionCount()).isEqualTo(200);
            assertThat(echo.awaitClosed(200)).as("every connection is closed").isTrue();
            Eventually.await(() -> isNoMore(threadNames(), threadsOfOne));
            List<String> threadsOfAll = threadNames();
            assertThat(threadsOfAll).isSubsetOf(threadsOfOne).hasSizeLessThanOrEqualTo(threadsOfOne.size());
            Eventually.await(() -> sockets() <= socketsOfOne);
            assertThat(sockets()).isLessThanOrEqualTo(socketsOfOne);
        }
    }

    /** A thread whose connection was not needed has the name of that task for a moment. So look at the names, not at the number. */
    private static boolean isNoMore(List<String> threads, List<String> before) {
        return before.containsAll(threads) && threads.size() <= before.size();
    }

    private void makeUseAndClose(EchoServer echo, int number) {
        if (number % 2 == 0) {
            try (PrintJobClient print = print(echo.url()).build()) {
                get(print);
            }
        } else {
            try (GesJobClient ges = GesJobClient.builder()
                    .endpoint(echo.url())
                    .projectId("0ae1")
                    .tokenProvider(TokenProvider.of(Canary.SECRET))
                    .build()) {
                ges.graph("movie").job("4448c9fb").cancel();
            }
        }
    }

    /**
     * Returns all threads except the threads of the servers and the threads that OkHttp has once per JVM. A thread of its task
     * runner has the name of its current task.
     */
    private static List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> Stream.of(
                                EchoServer.THREADS,
                                "MockWebServer",
                                "OkHttp TaskRunner",
                                "OkHttp ConnectionPool",
                                "Okio Watchdog")
                        .noneMatch(name::startsWith))
                .toList();
    }

    /** Returns the number of open sockets of this process; 0 where it is unknown. */
    private static long sockets() {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.filter(ClientLifeTest::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            return false; // closed in the meantime
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void closeEndsTheCallInFlightAndItsConnection(Protocol protocol) throws Exception {
        try (MockWebServer secure = new MockWebServer()) {
            HandshakeCertificates both = LoopbackTls.handshake();
            secure.useHttps(both.sslSocketFactory());
            secure.setProtocols(protocol == Protocol.HTTP_2 ? List.of(protocol, Protocol.HTTP_1_1) : List.of(protocol));
            secure.start();
            secure.enqueue(STALL);
            PrintJobClient print = print("https://127.0.0.1:" + secure.getPort())
                    .callFactory(derived -> ours = derived.newBuilder()
                            .sslSocketFactory(both.sslSocketFactory(), both.trustManager())
                            .build())
                    .build();
            Future<TransportException> call =
                    failureOf(() -> print.printer("c05f3726").job("5182").abort());
            secure.takeRequest();

            print.close();
            print.close();

            TransportException failure = soon(call);
            assertThat(failure).hasMessageContaining(CLOSED);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(ours.connectionPool().connectionCount()).isZero();
            assertIsClosed(print);
            assertThat(secure.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void closeEndsAWaitAtOnce() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .setHeader("Retry-After", "50")
                .build());
        CountDownLatch waits = new CountDownLatch(1);
        PrintJobClient print = print().listener(new CallListener() {
                    @Override
                    public void attemptEnded(AttemptEvent event) {
                        assertThat(event.retriedAfter()).isEqualTo(Duration.ofSeconds(50));
                        waits.countDown();
                    }
                })
                .build();
        Future<TransportException> call = failureOf(() -> get(print));
        await(waits);

        print.close();

        TransportException failure = soon(call);
        assertThat(failure).hasMessageContaining(CLOSED);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(ours.connectionPool().connectionCount()).isZero();
        assertIsClosed(print);
    }

    @Test
    void nothingIsSentWhenTheClientIsClosedWhileItsTokenProviderIsAsked() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        PrintJobClient print = print().tokenProvider(() -> {
                    asked.countDown();
                    await(closed);
                    return Canary.SECRET;
                })
                .build();
        Future<TransportException> call = failureOf(() -> get(print));
        await(asked);

        print.close();
        closed.countDown();

        TransportException failure = soon(call);
        assertThat(failure).hasMessageContaining(CLOSED);
        assertThat(failure.attempts()).isZero();
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(server.getRequestCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(40, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theOkHttpClientOfTheUserGoesOn() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return switch (request.getTarget()) {
                    case "/quick" -> new MockResponse.Builder().body("quick").build();
                    case "/slow" -> {
                        await(closed);
                        yield new MockResponse.Builder().body("slow").build();
                    }
                    default -> STALL;
                };
            }
        });
        OkHttpClient theirs = new OkHttpClient();
        PrintJobClient print = print().httpClient(theirs).build();
        assertThat(fetch(theirs, "/quick")).isEqualTo("quick");
        server.takeRequest();
        Future<String> theirCall = threads.submit(() -> fetch(theirs, "/slow"));
        server.takeRequest();
        Future<TransportException> ourCall = failureOf(() -> get(print));
        server.takeRequest();

        print.close();
        closed.countDown();

        assertThat(soon(ourCall)).hasMessageContaining(CLOSED);
        assertThat(soon(theirCall)).isEqualTo("slow");
        assertIsClosed(print);
        assertThat(theirs.dispatcher().executorService().isShutdown()).isFalse();
        assertThat(theirs.connectionPool().idleConnectionCount()).isEqualTo(1);
        assertThat(theirs.connectionPool().connectionCount()).isEqualTo(1);
        assertThat(fetch(theirs, "/quick")).isEqualTo("quick");
        theirs.connectionPool().evictAll();
        theirs.dispatcher().executorService().shutdown();
    }

    private String fetch(OkHttpClient client, String path) throws IOException {
        Request request = new Request.Builder().url(server.url(path)).build();
        try (Response response = client.newCall(request).execute()) {
            return response.body().string();
        }
    }

    @Test
    void aViewClosesNothingAndEndsWithItsClient() throws Exception {
        server.enqueue(new MockResponse.Builder().body(Operation.GET.body).build());
        server.enqueue(STALL);
        PrintJobClient print = print().build();
        PrintJobClient view = print.withOptions(o -> o.timeout(Duration.ofSeconds(50)));
        PrintJobClient viewOfView = view.withOptions(o -> o.timeout(Duration.ofSeconds(40)));
        viewOfView.close();
        view.close();
        assertThat(get(viewOfView)).isEqualTo("5182");
        assertThat(ours.connectionPool().connectionCount()).isEqualTo(1);
        Future<TransportException> call = failureOf(() -> get(view));
        server.takeRequest();
        server.takeRequest();
        view.close();
        assertThat(call.isDone()).isFalse();

        print.close();

        assertThat(soon(call)).hasMessageContaining(CLOSED);
        assertIsClosed(view);
        assertIsClosed(viewOfView);
        assertThat(ours.connectionPool().connectionCount()).isZero();
    }

    @Test
    void callsThatMeetTheCloseEndWithAResultOrATransportExceptionOrAnIllegalState() throws Exception {
        try (EchoServer echo = new EchoServer()) {
            for (int round = 0; round < 30; round++) {
                PrintJobClient print = print(echo.url()).build();
                CountDownLatch warm = new CountDownLatch(40);
                List<Future<?>> ends = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    ends.add(threads.submit(callUntilClosed(print, warm)));
                }
                for (int i = 0; i < 2; i++) {
                    ends.add(threads.submit(() -> {
                        await(warm);
                        print.close();
                    }));
                }
                for (Future<?> end : ends) {
                    soon(end);
                }
                assertThat(ours.connectionPool().connectionCount()).isZero();
            }
            assertThat(echo.awaitClosed(echo.connectionCount())).isTrue();
        }
    }

    private static Callable<SdkException> callUntilClosed(PrintJobClient print, CountDownLatch results) {
        return () -> {
            TransportException last = null;
            while (true) {
                try {
                    assertThat(get(print)).isEqualTo("5182");
                    results.countDown();
                    assertThat(last).as("what happened before this success").isNull();
                } catch (TransportException e) {
                    assertThat(e).hasMessageContaining(CLOSED);
                    last = e;
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("the client is closed");
                    return last;
                }
            }
        };
    }
}
