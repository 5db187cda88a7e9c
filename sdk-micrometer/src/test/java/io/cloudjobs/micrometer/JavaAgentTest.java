package io.cloudjobs.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedRequest;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobExpand;
import io.cloudjobs.testkit.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program with OpenTelemetry's Java agent and without this module: a span for each request, without a line of code. */
@Tag("tracing")
@Timeout(300)
class JavaAgentTest {
    /** As in docs/observability.md: the defaults, and the key of Universal Print. */
    private static final String SECRETS =
            "-Dotel.instrumentation.sanitization.url.experimental.sensitive-query-parameters="
                    + "AWSAccessKeyId,Signature,X-Amz-Signature,X-Amz-Credential,X-Amz-Security-Token,sig,X-Goog-Signature"
                    + ",tempauthtoken";

    /** A span in the form of the agent's exporter "console": trace id, span id, kind, attributes. */
    private static final Pattern SPAN =
            Pattern.compile(" : ([0-9a-f]{32}) ([0-9a-f]{16}) CLIENT .*AttributesMap\\{data=\\{(.*)}, capacity");

    private final CloudJobsEmulator emulator = CloudJobsEmulator.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void eachRequestIsASpanWithoutTheKeyOfItsLink() throws Exception {
        assertThat(Path.of("../docs/observability.md")).content().contains(SECRETS);
        HeldJob held = emulator.print().holdJob();
        emulator.clearRequestLog();
        emulator.print().failNext(1, Fault.unavailable());

        Path output = folder.resolve("output.txt");
        Process process = JavaProgram.of(
                        Program.class,
                        List.of(
                                "-javaagent:" + agent(),
                                "-Dotel.traces.exporter=console",
                                "-Dotel.metrics.exporter=none",
                                "-Dotel.logs.exporter=none",
                                SECRETS),
                        List.of(
                                emulator.print().endpoint(),
                                emulator.print().token(),
                                emulator.print().userToken(),
                                held.printerId(),
                                held.jobId(),
                                emulator.print().shareId(),
                                folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        String text = Files.readString(output);
        assertThat(code).as(text).isZero();

        List<MatchResult> spans = SPAN.matcher(text).results().toList();
        List<EmulatedRequest> requests = emulator.requestLog();
        assertThat(requests)
                .extracting(EmulatedRequest::status)
                .startsWith(503, 200)
                .hasSizeGreaterThan(7);
        assertThat(requests)
                .extracting(JavaAgentTest::traceparent)
                .containsExactlyElementsOf(spans.stream()
                        .map(span -> "00-" + span.group(1) + "-" + span.group(2))
                        .toList());
        assertThat(spans.get(0).group(3)).contains("http.response.status_code=503");
        assertThat(spans.get(1).group(3)).contains("http.response.status_code=200");
        assertThat(spans.stream().filter(span -> span.group(3).contains("?tempauthtoken=REDACTED,")))
                .as("the upload and the download")
                .hasSize(2);
        assertThat(text)
                .doesNotContainPattern("tempauthtoken=(?!REDACTED)")
                .doesNotContain(emulator.print().token(), emulator.print().userToken());
    }

    private static String agent() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.contains("opentelemetry-javaagent-"))
                .findFirst()
                .orElseThrow();
    }

    private static String traceparent(EmulatedRequest request) {
        return request.requestHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("traceparent"))
                .flatMap(header -> header.getValue().stream())
                .map(value -> value.substring(0, value.lastIndexOf('-'))) // without the flags
                .findFirst()
                .orElse("none");
    }

    /** Reads a job with one retry, submits a document, and downloads one. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) throws IOException {
            try (PrintJobClient print = client(args[0], args[1]);
                    PrintJobClient user = client(args[0], args[2])) {
                var job = print.printer(args[3]).job(args[4]);
                String documentId =
                        job.get(PrintJobExpand.DOCUMENTS).documents().get(0).id();
                user.share(args[5])
                        .jobs()
                        .submit(
                                PrintJobConfiguration.builder().build(),
                                DocumentContent.of(
                                        "a.pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)));
                job.document(documentId).download(Path.of(args[6], "b.pdf"));
            }
        }

        private static PrintJobClient client(String endpoint, String token) {
            return PrintJobClient.builder()
                    .endpoint(endpoint)
                    .tokenProvider(() -> token)
                    .retryPolicy(RetryPolicy.standard().withBaseDelay(Duration.ofMillis(1)))
                    .build();
        }
    }
}
