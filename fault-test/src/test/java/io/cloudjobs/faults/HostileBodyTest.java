package io.cloudjobs.faults;

import static io.cloudjobs.faults.HostileBody.SUCCESS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hostile body, as a response and as an error: the only outcomes are our exceptions, with the right status,
 * quickly, and with a message that is safe to log.
 */
@Order(1) // long, so it starts first
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileBodyTest {
    static Stream<HostileBody> bodies() {
        return HostileBody.all();
    }

    static Stream<HostileBody> jobs() {
        return HostileBody.all().filter(body -> body.get().equals(SUCCESS));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anAnswerIsAValueOrOneOfOurExceptions(HostileBody body) throws IOException {
        assertThat(outcomes(200, body.bytes().get()))
                .as(body.name())
                .containsExactly(body.get(), body.abort(), body.cancel());
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anErrorKeepsItsStatus(HostileBody body) throws IOException {
        byte[] bytes = body.bytes().get();
        for (int status : new int[] {400, 429, 503}) {
            String expected = (status == 429 ? "RateLimitException " : "ApiException ") + status;

            assertThat(outcomes(status, bytes))
                    .as(body.name())
                    .containsExactly(
                            withCode(expected, body.graphCode()),
                            withCode(expected, body.graphCode()),
                            withCode(expected, body.gesCode()));
        }
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void whatIsKeptOfAnAnswerCanBeReadAgain(HostileBody body) throws IOException {
        Answer answer = new Answer(true, response(200, body.bytes().get()), Then.KEEP);
        try (RawFaultServer server = new RawFaultServer(operation -> answer, "http")) {
            server.fails(Operation.GET);
            FaultCase fault = new FaultCase(server);

            PrintJob job = PrintClients.builder(fault.settings)
                    .build()
                    .printer("c05f3726")
                    .job("5182")
                    .get();

            assertThat(job.id()).isEqualTo("5182");
            assertThat(PrintJob.fromJson(job.json())).isEqualTo(job);
            fault.close();
        }
    }

    /** The outcome of each operation. */
    private static List<String> outcomes(int status, byte[] body) throws IOException {
        Answer answer = new Answer(true, response(status, body), Then.KEEP);
        try (RawFaultServer server = new RawFaultServer(operation -> answer, "http")) {
            FaultCase fault = new FaultCase(server);
            fault.settings.retryPolicy = RetryPolicy.none();
            fault.settings.attemptTimeout = Duration.ofSeconds(30);
            List<String> outcomes = Arrays.stream(Operation.values())
                    .map(operation -> {
                        server.fails(operation);
                        return outcome(fault.failureOf(operation));
                    })
                    .toList();
            assertThat(server.requestCount()).isEqualTo(outcomes.size());
            fault.assertNothingInUse();
            fault.close();
            return outcomes;
        }
    }

    private static String outcome(@Nullable SdkException failure) {
        if (failure == null) {
            return SUCCESS;
        }
        FitForALog.check(failure);
        String name = failure.getClass().getSimpleName();
        if (!(failure instanceof ApiException refusal)) {
            return name;
        }
        String outcome = name + " " + refusal.statusCode();
        return refusal.statusCode() == 200
                ? outcome
                : withCode(outcome, refusal.error().code());
    }

    private static String withCode(String outcome, @Nullable String code) {
        return code == null ? outcome : outcome + ", " + code;
    }

    private static byte[] response(int status, byte[] body) {
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        String head = "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length + "\r\n\r\n";
        response.writeBytes(head.getBytes(ISO_8859_1));
        response.writeBytes(body);
        return response.toByteArray();
    }
}
