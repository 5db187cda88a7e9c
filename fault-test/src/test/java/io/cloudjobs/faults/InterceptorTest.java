package io.cloudjobs.faults;

import static io.cloudjobs.testkit.RawServer.Then.FIN;
import static io.cloudjobs.testkit.RawServer.Then.HANG;
import static io.cloudjobs.testkit.RawServer.Then.KEEP;
import static io.cloudjobs.testkit.RawServer.Then.RST;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.faults.Interference.Place;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.testkit.RawServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import okhttp3.Response;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the interceptors of a user do with an abort: it reaches the service once, and nobody says that it did not. */
@Timeout(180)
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
                        .filter(place -> place == Place.APPLICATION || !interference.sendsAgain)
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
        String url;
        try (RawFaultServer server = new RawFaultServer(op -> null, "http")) {
            url = server.url();
        }
        FaultCase call = with(new Nobody(url), interference, place);

        SdkException failure = call.failureOf(InterceptorTest::abort);

        assertThat(failure).isInstanceOf(TransportException.class);
        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure.attempts()).isEqualTo(3);
        call.close();
    }

    static Stream<Arguments> places() {
        return interferences()
                .filter(arguments -> arguments.get()[2] == Fault.SILENCE)
                .map(arguments -> Arguments.of(arguments.get()[0], arguments.get()[1]));
    }

    private record Nobody(String url) implements FaultServer {
        @Override
        public int requestCount() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /** A refused token was not used for anything, so an interceptor may try another one; the same for too many requests. */
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
