package io.cloudjobs.faults;

import static io.cloudjobs.testkit.RawServer.Then.FIN;
import static io.cloudjobs.testkit.RawServer.Then.HANG;
import static io.cloudjobs.testkit.RawServer.Then.KEEP;
import static io.cloudjobs.testkit.RawServer.Then.RST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.RateLimitException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.UnauthorizedException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.faults.Interference.Place;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.testkit.RawServer.Answer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For any interceptor of the user, an abort reaches the service once, and no exception claims that it did not. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT) // most of them wait for the timeout of an attempt
class InterceptorTest {
    enum Fault {
        FIN_AFTER_THE_REQUEST(Answer.of("", FIN)),
        RST_AFTER_THE_REQUEST(Answer.of("", RST)),
        SILENCE(Answer.of("", HANG)),
        UNAVAILABLE(Answer.of("HTTP/1.1 503 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", KEEP)),
        REQUEST_TIMEOUT(Answer.of("HTTP/1.1 408 X\r\nContent-Length: 0\r\n\r\n", KEEP)),
        BAD_GATEWAY(Answer.of("HTTP/1.1 502 X\r\nContent-Length: 0\r\n\r\n", KEEP));

        final Answer answer;

        Fault(Answer answer) {
            this.answer = answer;
        }
    }

    static Stream<Arguments> interferences() {
        return Stream.of(Interference.values())
                .flatMap(interference -> Stream.of(Place.values())
                        .filter(place -> place == Place.APPLICATION || !interference.isForApplications)
                        .flatMap(place ->
                                Stream.of(Fault.values()).map(fault -> Arguments.of(interference, place, fault))));
    }

    private static void abort(ClientSettings settings) {
        PrintClients.builder(settings).build().printer("p").job("5182").abort();
    }

    private static FaultCase with(FaultServer server, Interference interference, Place place) {
        FaultCase fault = new FaultCase(server);
        fault.settings.attemptTimeout = Duration.ofSeconds(2);
        fault.settings.httpClient = interference.in(fault.settings.httpClient, place);
        return fault;
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("interferences")
    void anAbortArrivesOnceAndIsUnclear(Interference interference, Place place, Fault fault) throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> fault.answer, "http")) {
            server.fails(Operation.ABORT);
            FaultCase call = with(server, interference, place);

            SdkException failure = call.failureOf(InterceptorTest::abort);

            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(server.requestCount()).isEqualTo(1);
            call.assertNothingInUse();
            call.close();
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("places")
    void whereNobodyListensNothingWasSent(Interference interference, Place place) throws IOException {
        FaultCase call = with(new Nobody(), interference, place);

        SdkException failure = call.failureOf(InterceptorTest::abort);

        boolean isHidden = interference == Interference.HIDES_FAILURE;
        assertThat(failure).isInstanceOf(isHidden ? RateLimitException.class : TransportException.class);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure.attempts()).isEqualTo(3);
        call.close();
    }

    static Stream<Arguments> places() {
        return interferences()
                .filter(arguments -> arguments.get()[2] == Fault.SILENCE)
                .map(arguments -> Arguments.of(arguments.get()[0], arguments.get()[1]));
    }

    /**
     * Uses a fixed port: a closed server still responds on its port until its thread notices, and no process uses this
     * one.
     */
    private static final class Nobody implements FaultServer {
        @Override
        public String url() {
            return "http://127.0.0.1:1";
        }

        @Override
        public int requestCount() {
            return 0;
        }

        @Override
        public void close() {}
    }

    static Stream<Arguments> madeUpAnswers() {
        return Stream.of(204, 403, 404, 500, 503)
                .flatMap(sent -> Stream.of(400, 401, 403, 404, 409, 429, 503)
                        .filter(told -> !told.equals(sent))
                        .map(told -> Arguments.of(sent, told)));
    }

    /** The response on the wire decides: it shows whether the service acted. */
    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource("madeUpAnswers")
    void anotherAnswerInPlaceOfTheServicesIsNotBelieved(int sent, int told) throws IOException {
        String head = "HTTP/1.1 " + sent + " X\r\n" + (sent == 204 ? "\r\n" : "Content-Length: 0\r\n\r\n");
        try (RawFaultServer server = new RawFaultServer(op -> Answer.of(head, KEEP), "http")) {
            server.fails(Operation.ABORT);
            FaultCase call = intercepted(
                    server,
                    chain -> chain.proceed(chain.request())
                            .newBuilder()
                            .code(told)
                            .build());

            SdkException failure = call.failureOf(InterceptorTest::abort);

            boolean mayHaveActed = sent < 300 || sent >= 500 || told >= 500;
            assertThat(failure.mayHaveReachedService()).isEqualTo(mayHaveActed);
            assertThat(server.requestCount()).isEqualTo(told == 429 && !mayHaveActed ? 3 : 1);
            call.close();
        }
    }

    /**
     * A rejection that may not come from the service is not retried, so the message does not advise a longer timeout.
     */
    @Test
    void aWaitInAnotherAnswerIsNoReasonToCallAgain() throws IOException {
        try (RawFaultServer server = new RawFaultServer(op -> Answer.of("HTTP/1.1 204 X\r\n\r\n", KEEP), "http")) {
            server.fails(Operation.ABORT);
            FaultCase call = intercepted(
                    server,
                    chain -> chain.proceed(chain.request())
                            .newBuilder()
                            .code(429)
                            .header("Retry-After", "3600")
                            .build());

            SdkException failure = call.failureOf(InterceptorTest::abort);

            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(failure).hasMessageContaining("HTTP 429").hasMessageNotContaining("call again");
            assertThat(server.requestCount()).isEqualTo(1);
            call.close();
        }
    }

    /** Like a time limiter: it gives up, and its abandoned thread still has the request. */
    @Test
    void aRequestThatWasLeftBehindIsNotSentLater() throws Exception {
        CountDownLatch isGivenUp = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Response>> left = new ArrayList<>();
        try (RawFaultServer server = new RawFaultServer(op -> Answer.of("", FIN), "http")) {
            server.fails(Operation.ABORT);
            FaultCase call = intercepted(server, chain -> {
                left.add(threads.submit(() -> {
                    isGivenUp.await();
                    return chain.proceed(chain.request());
                }));
                throw new InterruptedIOException("time limit exceeded");
            });

            SdkException failure = call.failureOf(InterceptorTest::abort);
            isGivenUp.countDown();

            assertThat(failure.mayHaveReachedService()).isFalse();
            assertThat(left)
                    .hasSize(3)
                    .allSatisfy(request -> assertThatThrownBy(request::get).isInstanceOf(ExecutionException.class));
            assertThat(server.requestCount()).isZero();
            call.close();
        } finally {
            threads.shutdownNow();
        }
    }

    /** The other client then sends our body, and the body reports that it was read. */
    @Test
    void anInterceptorThatTriesAnotherClientAfterAFailedConnectionHasSentIt() throws IOException {
        OkHttpClient other = new OkHttpClient();
        try (RawFaultServer server = new RawFaultServer(op -> Answer.of("", FIN), "http")) {
            server.fails(Operation.ABORT);
            FaultCase call = intercepted(new Nobody(), chain -> {
                try {
                    return chain.proceed(chain.request());
                } catch (IOException e) {
                    HttpUrl url = HttpUrl.get(server.url());
                    HttpUrl elsewhere =
                            chain.request().url().newBuilder().port(url.port()).build();
                    return other.newCall(
                                    chain.request().newBuilder().url(elsewhere).build())
                            .execute();
                }
            });

            SdkException failure = call.failureOf(InterceptorTest::abort);

            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(server.requestCount()).isEqualTo(1);
            call.close();
        }
    }

    /** A response says something about its own request only, not about the previous one. */
    @Test
    void aRefusalDoesNotTakeBackAnEarlierRequest() throws IOException {
        AtomicReference<Answer> answer = new AtomicReference<>(Answer.of("", FIN));
        try (RawFaultServer server = new RawFaultServer(op -> answer.get(), "http")) {
            server.fails(Operation.GET);
            FaultCase call = intercepted(server, chain -> {
                try {
                    return chain.proceed(chain.request());
                } catch (IOException e) {
                    answer.set(Answer.of("HTTP/1.1 401 X\r\nContent-Length: 0\r\n\r\n", KEEP));
                    server.fails(Operation.GET);
                    return chain.proceed(chain.request());
                }
            });

            SdkException failure = call.failureOf(Operation.GET);

            assertThat(failure).isInstanceOf(UnauthorizedException.class);
            assertThat(failure.mayHaveReachedService()).isTrue();
            call.close();
        }
    }

    private static FaultCase intercepted(FaultServer server, Interceptor interceptor) {
        FaultCase call = new FaultCase(server);
        call.settings.httpClient = call.settings
                .httpClient
                .newBuilder()
                .addInterceptor(interceptor)
                .build();
        return call;
    }

    /**
     * A rejected token had no effect, so an interceptor may try another one. The same holds after too many requests.
     */
    @ParameterizedTest
    @ValueSource(ints = {401, 429})
    void anInterceptorMaySendAgainWhatWasNotProcessed(int status) throws IOException {
        try (RawFaultServer server = new RawFaultServer(
                op -> Answer.of("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n", KEEP), "http")) {
            server.fails(Operation.ABORT);
            FaultCase call = new FaultCase(server);
            call.settings.httpClient = call.settings
                    .httpClient
                    .newBuilder()
                    .addInterceptor(chain -> {
                        Response first = chain.proceed(chain.request());
                        if (first.code() != status) {
                            return first;
                        }
                        first.close();
                        server.works(Operation.ABORT);
                        return chain.proceed(chain.request());
                    })
                    .build();

            assertThat(call.outcome(Operation.ABORT, server)).isEqualTo("2 of 1: success");
            call.close();
        }
    }
}
