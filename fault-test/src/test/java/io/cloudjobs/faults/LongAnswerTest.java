package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A response just below the limit of 32 MiB, in letters that take more memory than others. */
@Timeout(300)
class LongAnswerTest {
    @StartStop
    final MockWebServer server = new MockWebServer();

    @ParameterizedTest
    @ValueSource(strings = {"印刷作业", "\\\"error 印刷作业的状态"})
    void aPermittedTextIsRead(String text) throws Exception {
        String document =
                "{\"id\":\"" + text.repeat(250_000 * 12 / text.getBytes(StandardCharsets.UTF_8).length) + "\"}";
        String body = "{\"id\":\"5182\",\"status\":{\"state\":\"paused\"},\"documents\":["
                + String.join(",", Collections.nCopies(10, document)) + "]}";
        server.enqueue(new MockResponse.Builder().body(body).build());

        assertThat(SmallProgram.run(
                        "-Xmx192m",
                        LongAnswerReader.class,
                        List.of(server.url("/").toString())))
                .containsExactly("10 documents, text " + body.length() + " " + body.hashCode());

        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("GET /print/printers/c05f3726/jobs/5182?$expand=documents HTTP/1.1");
    }
}
