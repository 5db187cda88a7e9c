package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.faults.Http2Server.Connection;
import io.cloudjobs.faults.Http2Server.Script;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.ManualTime;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Refusals of a busy HTTP/2 server are normal: it has a limit for streams, and a limit for requests on a connection. It
 * does not process a refused request, but accepts it on another connection.
 */
@Timeout(120)
class RefusalTest {
    private final AtomicInteger requests = new AtomicInteger();
    private final List<AttemptEvent> attempts = new CopyOnWriteArrayList<>();
    private final ManualTime time = new ManualTime();
    private final ClientSettings settings = new ClientSettings();
    private OkHttpClient http = LoopbackTls.trusting(
            new OkHttpClient.Builder().socketFactory(new NoDelaySockets()).build());

    private PrintJobClient client(Http2Server server) {
        settings.endpoint = server.url();
        settings.tokenProvider = TokenProvider.of("token-of-the-test");
        settings.time = time;
        settings.random = () -> -1L;
        settings.httpClient = http;
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                attempts.add(event);
            }
        });
        return PrintClients.builder(settings).build();
    }

    private static void abort(PrintJobClient print) {
        print.printer("p").job("5182").abort("recalled");
    }

    private static TransportException failureOf(Runnable call) {
        return catchThrowableOfType(TransportException.class, call::run);
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
        http.connectionPool().evictAll();
    }

    /** Refuses this number of requests in a row, and processes the next one. */
    private Script refusing(int inARow) {
        return (connection, number) -> {
            start(connection);
            while (true) {
                int stream = connection.readRequest();
                if (requests.incrementAndGet() % (inARow + 1) == 0) {
                    connection.sendStatus(204, true, stream);
                } else {
                    connection.reset(Http2Server.REFUSED_STREAM, stream);
                }
            }
        };
    }

    private static void start(Connection connection) throws IOException {
        connection.sendSettings();
        connection.readPreface();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 15})
    void whatWasRefusedGoesOutAgainAndUsesUpNoAttempt(int inARow) {
        settings.retryPolicy = RetryPolicy.none();
        try (Http2Server server = new Http2Server(refusing(inARow))) {
            abort(client(server));
        }

        assertThat(requests).hasValue(inARow + 1);
        assertThat(attempts)
                .hasSize(inARow + 1)
                .last()
                .extracting(AttemptEvent::failure)
                .isNull();
        assertThat(attempts.get(0).failure())
                .hasMessage(
                        "printJob.abort of /print/printers/p/jobs/5182 failed: the server refused the request on this connection"
                                + " (nothing was processed, attempt 1)");
        assertThat(attempts.get(0).retriedAfter()).isZero();
        assertThat(time.sleeps()).allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(200)));
    }

    /** An outage would have used up the retry budget after 35 of them. */
    @Test
    void manyRefusalsAreNotAnOutage() {
        try (Http2Server server = new Http2Server(refusing(5))) {
            PrintJobClient print = client(server);
            for (int i = 0; i < 50; i++) {
                abort(print);
            }
        }

        assertThat(requests).hasValue(300);
    }

    @Test
    void aServerThatRefusesEverythingIsNotAskedForEver() {
        try (Http2Server server = new Http2Server(refusing(Integer.MAX_VALUE - 1))) {
            TransportException failure = failureOf(() -> abort(client(server)));

            assertThat(failure.mayHaveReachedService()).isFalse();
            assertThat(failure.attempts()).isEqualTo(18);
        }

        assertThat(requests).hasValue(18);
    }

    /** A server that has started a response has processed the request, whatever it sends then. */
    @ParameterizedTest
    @ValueSource(ints = {100, 103, 200})
    void aRefusalAfterTheBeginningOfAnAnswerIsNone(int status) {
        Script script = (connection, number) -> {
            start(connection);
            int stream = connection.readRequest();
            requests.incrementAndGet();
            connection.sendStatus(status, false, stream);
            connection.reset(Http2Server.REFUSED_STREAM, stream);
            connection.fallSilent();
        };
        try (Http2Server server = new Http2Server(script)) {
            TransportException failure = failureOf(() -> abort(client(server)));

            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
        }

        assertThat(requests).hasValue(1);
    }

    /**
     * If the user replaces the event listener, the client does not see the start of a response. Then it does not count
     * the request as refused.
     */
    @Test
    void withoutTheEventsOfItsCallsNoRefusalIsSure() {
        settings.callFactory =
                client -> client.newBuilder().eventListener(EventListener.NONE).build();
        try (Http2Server server = new Http2Server(refusing(1))) {
            TransportException failure = failureOf(() -> abort(client(server)));

            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    /** The server may close a connection after a call gets it and before the call writes. */
    @Test
    void aConnectionThatIsEndedBeforeTheRequestIsWrittenCostsNothing() throws Exception {
        settings.retryPolicy = RetryPolicy.none();
        CountDownLatch goAway = new CountDownLatch(1);
        Script script = (connection, number) -> {
            start(connection);
            if (number == 1) {
                int stream = connection.readRequest();
                requests.incrementAndGet();
                connection.sendStatus(204, true, stream);
                goAway.await();
                connection.goAway(3);
                return; // closes the connection
            }
            int stream = connection.readRequest();
            requests.incrementAndGet();
            connection.sendStatus(204, true, stream);
            connection.fallSilent();
        };
        AtomicInteger passages = new AtomicInteger();
        http = http.newBuilder()
                .addNetworkInterceptor(chain -> {
                    if (passages.incrementAndGet() == 2) {
                        goAway.countDown();
                        Socket socket = chain.connection().socket();
                        Eventually.await(socket::isClosed);
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        try (Http2Server server = new Http2Server(script)) {
            PrintJobClient print = client(server);
            abort(print);

            abort(print);

            assertThat(server.connectionCount()).isEqualTo(2);
        }
        assertThat(requests).hasValue(2);
        assertThat(attempts).hasSize(3);
    }
}
