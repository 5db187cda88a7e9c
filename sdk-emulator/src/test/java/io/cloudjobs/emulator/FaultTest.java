package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.documented;
import static io.cloudjobs.emulator.Reply.json;
import static io.cloudjobs.emulator.Reply.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private CloudJobsEmulator emulator;
    private PrintEmulator print;
    private GesEmulator ges;
    private HeldJob held;
    private String graphJob;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        print = emulator.print();
        ges = emulator.ges();
        held = print.holdJob();
        graphJob = ges.submitJob("movie", GesJobKind.ALGORITHM);
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private String jobPath() {
        return "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
    }

    private String jobState() {
        return Reply.toPrint(print, "GET", jobPath(), "")
                .json()
                .at("/status/state")
                .textValue();
    }

    private Reply abort() {
        return Reply.toPrint(print, "POST", jobPath() + "/abort", "{\"reason\":\"r\"}");
    }

    private Reply cancel() {
        return Reply.toGes(ges, "DELETE", "/graphs/movie/jobs/" + graphJob);
    }

    @Test
    void theNextRequestsFailAndChangeNothingThenTheServiceIsBack() {
        print.failNext(2, Fault.throttled(Duration.ofSeconds(3)));
        print.failNext(1, Fault.unavailable());

        assertThat(abort().status()).isEqualTo(429);
        assertThat(abort().status()).isEqualTo(429);
        assertThat(abort().status()).isEqualTo(503);
        assertThat(abort().status()).isEqualTo(204);
        assertThat(print.requests()).isEqualTo(4);
        assertThat(ges.requests()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PT10S,10", "PT0S,0", "PT2.128S,2.128", "PT0.5S,0.5", "PT1H,3600"})
    void retryAfterIsInSeconds(Duration wait, String header) {
        print.failNext(1, Fault.throttled(wait));
        print.failNext(1, Fault.unavailable(wait));

        assertThat(abort().header("Retry-After")).isEqualTo(header);
        assertThat(abort().header("Retry-After")).isEqualTo(header);
    }

    @Test
    void printThrottlesInTheDocumentedEnvelope() {
        print.failNext(1, Fault.throttled(Duration.ofSeconds(10)));

        var response = (ObjectNode) abort().json();

        ((ObjectNode) response.at("/error/innerError")).remove("client-request-id");
        assertThat(shape(response)).isEqualTo(shape(json(documented("print/error-429-throttled"))));
        assertThat(response.at("/error/code").textValue()).isEqualTo("TooManyRequests");
    }

    @Test
    void printIsUnavailableInItsEnvelope() {
        print.failNext(1, Fault.unavailable());

        Reply reply = abort();

        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("serviceNotAvailable");
        assertThat(reply.response().headers().map()).doesNotContainKey("retry-after");
    }

    @Test
    void gesThrottlesAsTheGatewayDoes() {
        ges.failNext(1, Fault.throttled(Duration.ofSeconds(10)));

        Reply reply = cancel();

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isEqualTo("10");
        assertThat(reply.json().get("error_code").textValue()).isEqualTo("APIGW.0308");
        assertThat(reply.json().get("request_id").textValue()).isEqualTo(reply.header("TraceID"));
        assertThat(ges.status("movie", graphJob)).isEqualTo("pending");
    }

    @Test
    void gesIsUnavailableWithoutABody() {
        ges.failNext(1, Fault.unavailable(Duration.ofSeconds(1)));

        Reply reply = cancel();

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).isEmpty();
        assertThat(reply.header("Content-Length")).isEqualTo("0");
        assertThat(cancel().status()).isEqualTo(200);
    }

    @Test
    void aFaultComesBeforeTheToken() {
        print.failNext(1, Fault.unavailable());
        print.rotateToken();

        assertThat(abort().status()).isEqualTo(503);
    }

    /** The body is larger than the part that the server drains by itself. */
    @ParameterizedTest
    @ValueSource(ints = {0, 10, 300_000})
    void aClosedConnectionEndsAfterTheWholeRequestWithoutAResponse(int length) throws Exception {
        print.failNext(1, Fault.closedConnection());

        try (var connection = new RawConnection(print.endpoint())) {
            connection.send("POST /v1.0" + jobPath() + "/abort HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + print.token() + "\r\nContent-Length: " + length + "\r\n\r\n" + " ".repeat(length));
            assertThat(connection.read()).isEqualTo(-1);
        }
        assertThat(print.requests()).isEqualTo(1);
        assertThat(jobState()).isEqualTo("paused");
    }

    @Test
    void aConnectionThatIsKeptCanBeClosedToo() throws Exception {
        try (var connection = new RawConnection(ges.endpoint())) {
            String request = "DELETE /ges/v1.0/" + ges.projectId() + "/graphs/movie/jobs/" + graphJob
                    + " HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: " + ges.token() + "\r\n\r\n";
            connection.send(request);
            assertThat(connection.readUntil("\r\n0\r\n\r\n")).startsWith("HTTP/1.1 200 OK\r\n");

            ges.failNext(1, Fault.closedConnection());
            connection.send(request);
            assertThat(connection.read()).isEqualTo(-1);
        }
        assertThat(ges.requests()).isEqualTo(2);
    }

    @Test
    void aResponseIsLostAfterTheRequestWasProcessed() {
        print.failNext(1, Fault.lostResponse());
        ges.failNext(1, Fault.lostResponse());

        assertThatThrownBy(this::abort).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(this::cancel).isInstanceOf(UncheckedIOException.class);

        assertThat(abort().status()).isEqualTo(409);
        assertThat(jobState()).isEqualTo("aborted");
        assertThat(ges.status("movie", graphJob)).isEqualTo("cancelled");
        assertThat(cancel().status()).isEqualTo(400);
        assertThat(print.requests()).isEqualTo(3);
        assertThat(ges.requests()).isEqualTo(2);
    }

    @Test
    void aLostResponseCanBeARefusal() {
        print.failNext(1, Fault.lostResponse());
        print.failNext(1, Fault.unavailable());
        String token = print.token();
        print.rotateToken();

        assertThatThrownBy(() -> Reply.to(
                        "POST", print.endpoint() + jobPath() + "/abort", "", "Authorization", "Bearer " + token))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(abort().status()).isEqualTo(503);
        assertThat(jobState()).isEqualTo("paused");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> print.failNext(0, Fault.unavailable())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.throttled(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
