package io.cloudjobs.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.InvalidResponseException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ManualTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any response with any status: the result is a value, or one of our exceptions with that status, safe to log. An input
 * consists of the three digits of a status and a body.
 *
 * <p>A build runs these tests with valid responses of the services, with the hostile bodies, and with earlier findings:
 * the files in {@code src/test/resources/io/cloudjobs/faults/AnswerFuzzTestInputs/<method>/}. To search for more, run
 * one method at a time:
 *
 * <pre>{@code
 * mvn test -Pfuzz -pl fault-test -am -Dtest='AnswerFuzzTest#printJobGet' -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Djazzer.max_duration=10m
 * }</pre>
 *
 * <p>The fuzzer writes its findings to the folder above. Commit them together with the fix. It keeps its coverage in
 * {@code .cifuzz-corpus/}, and the next run continues from there.
 */
class AnswerFuzzTest {
    private static final int LARGEST_SEED = 4 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintJobClient PRINT = PrintClients.builder(settings()).build();
    private static final GesJobClient GES =
            GesClients.builder(settings()).projectId("0ae1").build();

    private static int status;
    private static byte[] answer = {};

    @MethodSource("seeds")
    @FuzzTest // must be the last one
    void printJobGet(byte[] input) {
        check(input, () -> PRINT.printer("c05f3726").job("5182").get());
    }

    @MethodSource("seeds")
    @FuzzTest // must be the last one
    void printJobAbort(byte[] input) {
        check(input, () -> PRINT.printer("c05f3726").job("5182").abort("recalled by its owner"));
    }

    @MethodSource("seeds")
    @FuzzTest // must be the last one
    void jobCancel(byte[] input) {
        check(input, () -> GES.graph("movie").job("4448c9fb").cancel());
    }

    private static void check(byte[] input, Runnable operation) {
        if (input.length < 3) {
            return;
        }
        status = digit(input[0]) * 100 + digit(input[1]) * 10 + digit(input[2]);
        if (status < 100) {
            return; // no status
        }
        answer = Arrays.copyOfRange(input, 3, input.length);
        try {
            operation.run();
            assertThat(status).isBetween(200, 299);
        } catch (ApiException e) {
            FitForALog.check(e);
            assertThat(e.statusCode()).isEqualTo(status);
        } catch (InvalidResponseException e) {
            FitForALog.check(e);
            assertThat(status).isBetween(200, 299);
        }
    }

    private static int digit(byte b) {
        return Math.floorMod(b - '0', 10);
    }

    private static ClientSettings settings() {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = "https://service.example";
        settings.tokenProvider = TokenProvider.of(Canary.SECRET);
        settings.retryPolicy = RetryPolicy.none();
        settings.time = new ManualTime();
        settings.httpClient = new OkHttpClient.Builder()
                .addInterceptor(AnswerFuzzTest::answer)
                .build();
        return settings;
    }

    /** Replaces the service. */
    private static Response answer(Interceptor.Chain chain) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(ResponseBody.create(answer, null))
                .build();
    }

    static Stream<Named<byte[]>> seeds() throws IOException {
        Stream<Named<byte[]>> hostile = HostileBody.small()
                .map(body -> named(body.name(), body.bytes().get()))
                .filter(body -> body.getPayload().length <= LARGEST_SEED)
                .map(body -> seed(body.getName(), 200, body.getPayload()));
        Stream<Named<byte[]>> print = fixtures("sdk-print")
                .map(file -> seed(
                        file.getFileName().toString(), file.toString().contains("error-") ? 400 : 200, read(file)));
        Stream<Named<byte[]>> ges = fixtures("sdk-ges").map(AnswerFuzzTest::exchange);
        return Stream.of(hostile, print, ges).flatMap(seeds -> seeds);
    }

    private static Stream<Path> fixtures(String module) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", module, "src", "test", "resources", "fixtures"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    /** The response of an exchange in the GES fixtures. */
    private static Named<byte[]> exchange(Path file) {
        try {
            JsonNode response = JSON.readTree(file.toFile()).path("response");
            String body = response.has("body")
                    ? response.path("body").toString()
                    : response.path("bodyText").asText();
            return seed(file.getFileName().toString(), response.path("status").asInt(), body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Named<byte[]> seed(String name, int status, byte[] body) {
        ByteArrayOutputStream seed = new ByteArrayOutputStream();
        seed.writeBytes(String.valueOf(status).getBytes(ISO_8859_1));
        seed.writeBytes(body);
        return named(status + " " + name, seed.toByteArray());
    }
}
