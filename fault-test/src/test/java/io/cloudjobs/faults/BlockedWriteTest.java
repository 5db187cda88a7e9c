package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.faults.Http2Server.Connection;
import io.cloudjobs.faults.Http2Server.Script;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * HTTP/2 with a peer that stops reading: one thread is stuck in a write, and all others wait behind it. None of them
 * can be interrupted there. A PING does not help either, because it also waits behind the write.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT) // most of them wait for the timeout of an attempt
class BlockedWriteTest {
    /** More than all buffers between client and server can hold. */
    private static final String HUGE = "x".repeat(3_000_000);

    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    /** Much longer than any test here takes, if it ends at all. */
    private static final long PATIENCE_SECONDS = 60;

    private static final String JOB = "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"}}";

    /** The behavior of the first connection after it has stopped reading. The others work. */
    enum Deafness {
        SILENT {
            @Override
            void then(Connection connection) throws InterruptedException {
                connection.fallSilent();
            }
        },
        PINGS {
            @Override
            void then(Connection connection) throws IOException, InterruptedException {
                while (connection.isNext()) {
                    connection.send(Http2Server.PING, 0, 0, new byte[8]);
                }
            }
        },
        SETTINGS {
            @Override
            void then(Connection connection) throws IOException, InterruptedException {
                while (connection.isNext()) {
                    connection.sendSettings();
                }
            }
        };

        abstract void then(Connection connection) throws IOException, InterruptedException;
    }

    private final StuckWrites sockets = new StuckWrites();
    private final Semaphore begun = new Semaphore(0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ClientSettings settings = new ClientSettings();
    private OkHttpClient http = LoopbackTls.trusting(new OkHttpClient.Builder()
            .socketFactory(sockets)
            .addNetworkInterceptor(chain -> {
                begun.release();
                return chain.proceed(chain.request());
            })
            .build());

    private Script deafAtFirst(Deafness deafness) {
        return (connection, number) -> {
            connection.openWindows();
            connection.readPreface();
            if (number == 1) {
                // The request that exceeds all buffers, and perhaps a few small ones before it.
                for (int data = 0; data < 1; ) {
                    data += connection.read().type() == Http2Server.DATA ? 1 : 0;
                }
                deafness.then(connection);
            }
            while (true) {
                int stream = connection.readRequest();
                connection.sendStatus(200, false, stream);
                connection.sendData(JOB, stream);
            }
        };
    }

    private PrintJobClient client(Http2Server server) {
        settings.endpoint = server.url();
        settings.tokenProvider = TokenProvider.of("token-of-the-test");
        settings.time = new ManualTime();
        settings.random = () -> -1L;
        settings.httpClient = http;
        return PrintClients.builder(settings).build();
    }

    private static void get(PrintJobClient print) {
        assertThat(print.printer("p").job("5182").get().id()).isEqualTo("5182");
    }

    private static void abort(PrintJobClient print) {
        print.printer("p").job("5182").abort(HUGE);
    }

    private Future<Throwable> begin(Runnable call) {
        return threads.submit(() -> catchThrowable(call::run));
    }

    private List<Future<Throwable>> begin(int count, Runnable call) {
        List<Future<Throwable>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(begin(call));
        }
        return calls;
    }

    private static Throwable endOf(Future<Throwable> call) throws Exception {
        return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        http.connectionPool().evictAll();
    }

    @ParameterizedTest
    @EnumSource
    void everyCallEndsInTimeAndTheNextOnesUseAnotherConnection(Deafness deafness) throws Exception {
        settings.attemptTimeout = ATTEMPT;
        try (Http2Server server = new Http2Server(deafAtFirst(deafness))) {
            PrintJobClient print = client(server);
            Future<Throwable> large = begin(() -> abort(print));
            sockets.await();
            List<Future<Throwable>> small = begin(3, () -> get(print));

            assertThat(endOf(large)).isInstanceOfSatisfying(TransportException.class, failure -> {
                assertThat(failure.mayHaveReachedService()).isTrue();
                assertThat(failure.attempts()).isEqualTo(1);
            });
            for (Future<Throwable> call : small) {
                assertThat(endOf(call)).isNull();
            }
            get(print);
            assertThat(server.connectionCount()).isBetween(2, 4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeFreesAllOfThem(Deafness deafness) throws Exception {
        settings.attemptTimeout = Duration.ofHours(1);
        settings.timeout = Duration.ofHours(1);
        try (Http2Server server = new Http2Server(deafAtFirst(deafness))) {
            PrintJobClient print = client(server);
            Future<Throwable> large = begin(() -> abort(print));
            sockets.await();
            List<Future<Throwable>> all = begin(3, () -> get(print));
            all.add(large);
            begun.acquire(4);

            print.close();

            for (Future<Throwable> call : all) {
                assertThat(endOf(call))
                        .isInstanceOf(SdkException.class)
                        .hasMessageContaining("the client was closed during the call");
            }
        }
    }

    /**
     * A call that times out frees itself. The other call has time left, and loses its connection, which is unusable.
     */
    @Test
    void aViewWithLessTimeDoesNotWaitForTheWriter() throws Exception {
        settings.attemptTimeout = Duration.ofHours(1);
        settings.timeout = Duration.ofHours(1);
        try (Http2Server server = new Http2Server(deafAtFirst(Deafness.SILENT))) {
            PrintJobClient print = client(server);
            Future<Throwable> large = begin(() -> abort(print));
            sockets.await();

            Future<Throwable> small =
                    begin(() -> get(print.withOptions(options -> options.timeout(Duration.ofSeconds(2)))));

            assertThat(endOf(small)).isNull(); // the simulated clock leaves time for a second attempt
            assertThat(endOf(large)).isInstanceOf(TransportException.class);
        }
    }

    /** Through a SOCKS proxy OkHttp creates the sockets, so a stuck write cannot be observed. */
    @Test
    void throughASocksProxyItEndsInTimeToo() throws Exception {
        settings.attemptTimeout = ATTEMPT;
        try (Relay proxy = Relay.socks();
                Http2Server server = new Http2Server(deafAtFirst(Deafness.SILENT))) {
            http = http.newBuilder()
                    .proxy(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", proxy.port())))
                    .build();
            PrintJobClient print = client(server);
            String reason = "x".repeat(20_000_000); // the proxy has buffers too

            Future<Throwable> large = begin(() -> print.printer("p").job("5182").abort(reason));

            assertThat(endOf(large)).isInstanceOf(TransportException.class);
            get(print);
            assertThat(server.connectionCount()).isEqualTo(2);
        }
    }

    @Test
    void anUploadEndsAndIsTakenUpOnAnotherConnection() throws Exception {
        settings.attemptTimeout = ATTEMPT;
        try (Http2Server host = new Http2Server(deafAtFirst(Deafness.SILENT));
                DocumentService service = new DocumentService(server -> {
                    server.useHttps(LoopbackTls.handshake().sslSocketFactory());
                    return server;
                })) {
            service.leadsTo(host.url() + "/up?tempauthtoken=secret-of-the-link");
            PrintJobClient print = client(host);
            settings.endpoint = service.url();
            PrintJobClient real = PrintClients.builder(settings).build();

            Future<Throwable> upload = begin(() -> Transfer.document(real)
                    .upload(DocumentContent.of("a.pdf", "application/pdf", new byte[4_000_000])));

            assertThat(endOf(upload)).isNull();
            assertThat(host.connectionCount()).isEqualTo(2);
        }
    }

    /** No call is running, so no call would notice: the socket itself has a write timeout. */
    @Test
    void aConnectionThatNobodyUsesIsGivenUpToo() throws Exception {
        settings.attemptTimeout = ATTEMPT;
        CountDownLatch isGivenUp = new CountDownLatch(1);
        Script floods = (connection, number) -> {
            connection.openWindows();
            connection.readPreface();
            int stream = connection.readRequest();
            connection.sendStatus(200, false, stream);
            connection.sendData(JOB, stream);
            try {
                while (true) {
                    connection.send(Http2Server.PING, 0, 0, new byte[8]);
                }
            } finally {
                isGivenUp.countDown();
            }
        };
        try (Http2Server server = new Http2Server(floods)) {
            get(client(server));

            assertThat(isGivenUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }
}
