package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * HTTP/2 with a device between client and service that drops the connection silently: it neither reads nor writes. A
 * new connection would work. The first call cannot know that, but all others should.
 */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT) // most of them wait for the timeout of an attempt
class DeadConnectionTest {
    /** Sufficient for a handshake on a busy machine. */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private final MockWebServer server = new MockWebServer();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<AttemptEvent> attempts = new ConcurrentLinkedQueue<>();
    private final ClientSettings settings = new ClientSettings();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final CountDownLatch late = new CountDownLatch(1);
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        server.useHttps(LoopbackTls.handshake().sslSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                requests.add(request.getMethod() + " " + request.getTarget().replaceFirst(".*/jobs/", ""));
                if (request.getTarget().endsWith("/slow")) {
                    slow.await();
                }
                if (request.getTarget().endsWith("/late")) {
                    late.await();
                }
                return request.getMethod().equals("POST")
                        ? new MockResponse.Builder().code(204).build()
                        : new MockResponse.Builder()
                                .body("{\"id\":\"" + request.getTarget().replaceFirst(".*/", "")
                                        + "\",\"status\":{\"state\":\"paused\"}}")
                                .build();
            }
        });
        server.start();
        relay = new Relay(server.getPort());
        settings.endpoint = "https://127.0.0.1:" + relay.port();
        settings.tokenProvider = TokenProvider.of("token-of-the-test");
        settings.time = new ManualTime();
        settings.random = () -> -1L;
        settings.attemptTimeout = ATTEMPT;
        settings.httpClient = LoopbackTls.trusting(new OkHttpClient());
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                attempts.add(event);
            }
        });
    }

    @AfterEach
    void stop() {
        slow.countDown();
        late.countDown();
        relay.close();
        server.close();
        threads.shutdownNow();
        if (settings.httpClient != null) {
            settings.httpClient.connectionPool().evictAll();
        }
    }

    private PrintJobClient client() {
        return PrintClients.builder(settings).build();
    }

    private static void get(PrintJobClient print, String job) {
        assertThat(print.printer("p").job(job).get().id()).isEqualTo(job);
    }

    private static void abort(PrintJobClient print, String job) {
        print.printer("p").job(job).abort("recalled");
    }

    private static TransportException failureOf(Runnable call) {
        return catchThrowableOfType(TransportException.class, call::run);
    }

    /** Returns the number of attempts since the last call of this method. */
    private int attempts() {
        int count = attempts.size();
        attempts.clear();
        return count;
    }

    @Test
    void aReadMeetsItOnceAndSucceedsOnAnotherConnection() {
        PrintJobClient print = client();
        get(print, "1");
        relay.forget();
        attempts();

        get(print, "2");

        assertThat(attempts()).isEqualTo(2);
        get(print, "3");
        assertThat(attempts()).isEqualTo(1);
        assertThat(requests).containsExactly("GET 1", "GET 2", "GET 3");
        assertThat(relay.connectionCount()).isEqualTo(2);
    }

    @Test
    void anAbortFailsOnceAndTheNextCallIsAnOrdinaryOne() {
        PrintJobClient print = client();
        get(print, "1");
        relay.forget();
        attempts();

        TransportException failure = failureOf(() -> abort(print, "2"));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure).hasMessageContaining("no response within PT2S");
        assertThat(attempts()).isEqualTo(1);
        abort(print, "3");
        assertThat(attempts()).isEqualTo(1);
        assertThat(requests).containsExactly("GET 1", "POST 3/abort");
        assertThat(relay.connectionCount()).isEqualTo(2);
    }

    @Test
    void aCallThatHasNoTimeForAnotherAttemptLeavesTheConnectionBehindAllTheSame() {
        settings.time = Time.SYSTEM;
        PrintJobClient print = client();
        get(print, "1");
        relay.forget();

        assertThat(failureOf(() -> get(print.withOptions(options -> options.timeout(Duration.ofMillis(1_100))), "2")))
                .hasMessageContaining("the timeout of PT1.1S has expired");

        attempts();
        get(print, "3");
        assertThat(attempts()).isEqualTo(1);
        assertThat(requests).containsExactly("GET 1", "GET 3");
    }

    /** This counts as one failure, not as one per call: the retry budget would not be sufficient for all of them. */
    @Test
    void manyThatMeetItAtOnceAllSucceedAtTheirSecondAttempt() throws Exception {
        settings.attemptTimeout = ATTEMPT.multipliedBy(4); // for this many handshakes at the same time
        PrintJobClient print = client();
        get(print, "1");
        relay.forget();
        attempts();

        List<Future<?>> calls = new ArrayList<>();
        IntStream.range(0, 64).forEach(i -> calls.add(threads.submit(() -> get(print, "m" + i))));
        for (Future<?> call : calls) {
            call.get();
        }

        assertThat(attempts()).isEqualTo(128);
        assertThat(requests).hasSize(65);
        // Calls that connect at the same time may each create a connection.
        assertThat(relay.connectionCount()).isBetween(2, 65);
    }

    /** Here OkHttp creates the sockets itself, so less can be observed, and the whole connection is closed. */
    @Test
    void throughASocksProxyItIsLeftBehindToo() {
        try (Relay proxy = Relay.socks()) {
            settings.endpoint = "https://127.0.0.1:" + server.getPort();
            AtomicReference<Socket> last = new AtomicReference<>();
            settings.httpClient = settings.httpClient
                    .newBuilder()
                    .proxy(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", proxy.port())))
                    .addNetworkInterceptor(chain -> {
                        last.set(chain.connection().socket());
                        return chain.proceed(chain.request());
                    })
                    .build();
            PrintJobClient print = client();
            get(print, "1");
            proxy.forget();
            attempts();

            assertThat(failureOf(() -> abort(print, "2")).mayHaveReachedService())
                    .isTrue();

            Eventually.await(() -> last.get().isClosed());
            attempts();
            get(print, "3");
            assertThat(attempts()).isEqualTo(1);
            assertThat(requests).containsExactly("GET 1", "GET 3");
            assertThat(proxy.connectionCount()).isEqualTo(2);
        }
    }

    /** With PINGs no call has to wait for the end of an attempt. */
    @Test
    void aClientThatAsksItsConnectionsFindsOutByItself() {
        settings.attemptTimeout = Duration.ofHours(1);
        settings.httpClient = settings.httpClient
                .newBuilder()
                .pingInterval(Duration.ofMillis(500))
                .build();
        PrintJobClient print = client();
        get(print, "1");
        relay.forget();
        attempts();

        get(print, "2");

        assertThat(attempts()).isLessThanOrEqualTo(2);
        assertThat(requests).containsExactly("GET 1", "GET 2");
    }

    /** The service is slow, but the connection works: other calls on it lose nothing. */
    @Test
    void oneSlowAnswerCostsTheOthersOnItsConnectionNothing() throws Exception {
        PrintJobClient print = client();
        get(print, "1");
        PrintJobClient patient = PrintClients.builder(patience()).build();
        Future<?> other = threads.submit(() -> get(patient, "late"));
        awaitRequest("GET late");
        assertThat(relay.connectionCount()).isEqualTo(1);
        attempts();

        TransportException failure =
                failureOf(() -> print.withOptions(options -> options.retryPolicy(RetryPolicy.none()))
                        .printer("p")
                        .job("slow")
                        .get());

        assertThat(failure).hasMessageContaining("no response within PT2S");
        get(print, "2");
        late.countDown();
        other.get();
        assertThat(attempts()).isEqualTo(3);
        assertThat(requests).containsExactly("GET 1", "GET late", "GET slow", "GET 2");
    }

    /** Other calls get responses on it all the time, so it works and stays open. */
    @Test
    void oneSlowAnswerAmongMoreLeavesTheConnectionInUse() throws Exception {
        PrintJobClient print = client();
        get(print, "1");
        Future<TransportException> failure = threads.submit(() ->
                failureOf(() -> print.withOptions(options -> options.retryPolicy(RetryPolicy.none()))
                        .printer("p")
                        .job("slow")
                        .get()));
        for (int i = 0; !failure.isDone(); i++) {
            get(print, "m" + i);
        }

        assertThat(failure.get()).hasMessageContaining("no response within PT2S");
        get(print, "2");
        assertThat(relay.connectionCount()).isEqualTo(1);
    }

    /** A stalled download resumes on another connection. */
    @Test
    void aConnectionOnWhichADownloadStandsStillGetsNoMoreRequests() {
        Http2Server.Script stalls = (connection, number) -> {
            connection.openWindows();
            connection.readPreface();
            while (true) {
                int stream = connection.readRequest();
                connection.sendStatus(200, false, stream);
                if (number == 1) {
                    connection.fallSilent();
                }
                connection.sendData("%PDF", stream);
            }
        };
        try (Http2Server host = new Http2Server(stalls);
                DocumentService service = new DocumentService(server -> {
                    server.useHttps(LoopbackTls.handshake().sslSocketFactory());
                    return server;
                })) {
            service.leadsTo(host.url() + "/a.pdf?key=1");
            settings.endpoint = service.url();
            ByteArrayOutputStream document = new ByteArrayOutputStream();

            Transfer.document(client()).download(document);

            assertThat(document.toString(StandardCharsets.UTF_8)).isEqualTo("%PDF");
            assertThat(host.connectionCount()).isEqualTo(2);
        }
    }

    private ClientSettings patience() {
        ClientSettings patience = settings.copy();
        patience.attemptTimeout = Duration.ofMinutes(1);
        return patience;
    }

    private void awaitRequest(String request) {
        Eventually.await(() -> requests.contains(request));
        assertThat(requests).contains(request);
    }
}
