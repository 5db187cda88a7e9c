package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.CallResult;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(60)
@Isolated("replaces System.err")
class CallSamplesTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("request-id", "r-1")
                .body(body)
                .build());
    }

    @Test
    void theSamplesSeeAndTell() throws Exception {
        answer("{\"id\":\"5182\",\"status\":{\"state\":\"paused\"}}");
        answer("");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (PrintJobClient print = CallSamples.debugged(TokenProvider.of("a-secret-token"))
                .endpoint(server.url("/").toString())
                .build()) {
            CallResult<PrintJob> result = CallSamples.see(print, "p", "5182");
            CallSamples.tell(print, "p", "5182");

            assertThat(result.requestId()).isEqualTo("r-1");
        } finally {
            System.setErr(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("--> printJob.get, attempt 1: GET " + server.url("/print/printers/p/jobs/5182"))
                .contains("<-- printJob.get, attempt 1: {\"id\":\"5182\",\"status\":{\"state\":\"paused\"}}")
                .doesNotContain("a-secret-token", "4711");
        assertThat(server.takeRequest().getHeaders().get("X-Ticket")).isNull();
        assertThat(server.takeRequest().getHeaders().get("X-Ticket")).isEqualTo("4711");
    }
}
