package io.cloudjobs.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.graph.core.requests.BaseGraphRequestAdapter;
import com.microsoft.graph.core.requests.GraphClientFactory;
import com.microsoft.graph.models.PrintJob;
import com.microsoft.graph.models.PrintJobProcessingState;
import com.microsoft.graph.print.printers.item.jobs.item.PrintJobItemRequestBuilder;
import com.microsoft.graph.print.printers.item.jobs.item.abort.AbortPostRequestBody;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.kiota.authentication.AnonymousAuthenticationProvider;
import com.microsoft.kiota.http.middleware.options.RetryHandlerOption;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrinterJobResource;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The differences in {@code docs/from-microsoft-graph.md}. */
@Timeout(120)
class GuideFactsTest {
    private static final RetryHandlerOption NO_RETRIES = new RetryHandlerOption(null, 0, 0);

    @StartStop
    final MockWebServer server = new MockWebServer();

    private PrintJobItemRequestBuilder their;
    private PrinterJobResource our;

    @BeforeEach
    void makeClients() {
        String endpoint = server.url("/v1.0").toString();
        OkHttpClient http = GraphClientFactory.create().build();
        their = new GraphServiceClient(
                        new BaseGraphRequestAdapter(new AnonymousAuthenticationProvider(), endpoint, http))
                .print()
                .printers()
                .byPrinterId("p")
                .jobs()
                .byPrintJobId("j");
        our = PrintJobClient.builder()
                .endpoint(endpoint)
                .tokenProvider(TokenProvider.of("token"))
                .build()
                .printer("p")
                .job("j");
    }

    private void answer(int status, String type, String body) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(status)
                        .addHeader("Content-Type", type)
                        .addHeader("Retry-After", "0")
                        .body(body)
                        .build();
            }
        });
    }

    /** Their default is 3 retries, and OkHttp doubles each request. */
    @Test
    void anAbortIsSentEightTimesByTheirClientAndOnceByOurs() {
        answer(503, "application/json", "{\"error\":{\"code\":\"serviceNotAvailable\",\"message\":\"busy\"}}");

        assertThat(catchThrowable(() -> their.abort().post(new AbortPostRequestBody())))
                .isNotNull();
        assertThat(server.getRequestCount()).isEqualTo(8);
        ApiException failure = catchThrowableOfType(ApiException.class, () -> our.abort());

        assertThat(server.getRequestCount()).isEqualTo(9);
        assertThat(failure.mayHaveReachedService()).isTrue();
    }

    @Test
    void anUnknownStateIsNullInTheirModelAndKeptInOurs() {
        answer(200, "application/json", "{\"id\":\"j\",\"status\":{\"state\":\"frozen\"}}");

        PrintJob theirs = their.get();

        assertThat(theirs.getStatus().getState()).isNull();
        assertThat(our.get().status().state().value()).isEqualTo("frozen");
        assertThat(PrintJobProcessingState.forValue("frozen")).isNull();
    }

    @Test
    void anEmptyResultIsAJobWithoutMembersInTheirClientAndAnErrorInOurs() {
        answer(200, "application/json", "{}");

        assertThat(their.get().getId()).isNull();
        assertThat(catchThrowable(() -> our.get())).isInstanceOf(InvalidResponseException.class);
    }

    @Test
    void aPageOfAProxyHasNoStatusInTheirException() {
        answer(502, "text/html", "<html>Bad Gateway</html>");

        Throwable theirs = catchThrowable(() -> their.get(config -> config.options.add(NO_RETRIES)));

        assertThat(theirs).isExactlyInstanceOf(RuntimeException.class);
        assertThat(catchThrowableOfType(ApiException.class, () -> our.get()).statusCode())
                .isEqualTo(502);
    }

    @Test
    void theirTimeoutIsOneOfOkHttp() {
        OkHttpClient http = GraphClientFactory.create().build();

        assertThat(http.callTimeoutMillis()).isEqualTo(100_000);
        assertThat(http.readTimeoutMillis()).isEqualTo(100_000);
        assertThat(http.connectTimeoutMillis()).isEqualTo(100_000);
    }

    @Test
    void theirClientCannotBeClosed() {
        assertThat(AutoCloseable.class.isAssignableFrom(GraphServiceClient.class))
                .isFalse();
        assertThat(AutoCloseable.class.isAssignableFrom(PrintJobClient.class)).isTrue();
    }
}
