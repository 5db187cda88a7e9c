package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.emulator.EmulatedService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The options, the messages and the start text. */
class EmulatorProgramTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final EmulatorProgram program = new EmulatorProgram(
            new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--prot 1            | '--prot'",
                "--port              | Missing required parameter for option '--port'",
                "--port x            | 'x' is not an int",
                "--port -1           | --port must be between 0 and 65535, but is -1",
                "--port 65536        | --port must be between 0 and 65535, but is 65536",
                "--port 65531        | --port must be between 0 and 65530, but is 65531",
                "--ges-port 70000    | the port of GES must be between 0 and 65535, but is 70000",
                "--ges-port 7801     | port 7801 is used twice",
                "--iam-port 7800     | port 7800 is used twice",
                "--host a/b          | 'a/b' is neither a host name nor an address",
                "--host a:80         | 'a:80' is neither a host name nor an address",
                "--host $(id)        | '$(id)' is neither a host name nor an address",
                "--bind [x] | this machine does not know the address '[x]'",
                "--allow-origin *    | origin must be a scheme, a host and a port in lower case",
                "--allow-origin http://a/b | origin must be a scheme, a host and a port in lower case",
                "--port 0 --port 0   | should be specified only once",
                "serve               | Unmatched argument at index 0: 'serve'",
                "@/etc/passwd        | Unmatched argument at index 0: '@/etc/passwd'",
                "--seed=             | the path is blank",
                "--state=            | the path is blank",
                "--port 0 --seed /no/seed | cannot load the seed /no/seed: /no/seed does not exist",
                "--port 0 --seed /    | cannot load the seed /: it is a directory",
                "--port 0 --state /dev/null   | cannot use the state directory /dev/null: /dev/null is not a directory",
                "--port 0 --state /dev/null/x | cannot use the state directory /dev/null/x: /dev/null",
                "--port 0 --kafka localhost | the brokers must be addresses such as localhost:9092",
            })
    void aWrongOptionIsOneLineAndCodeTwo(String arguments, String message) {
        assertThat(program.start(arguments.strip().split(" "))).isNull();

        assertThat(program.status()).isEqualTo(2);
        assertThat(text(err))
                .startsWith("cloudjobs-emulator: ")
                .contains(message)
                .doesNotContain("Exception")
                .hasLineCount(1);
        assertThat(text(out)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--a\nINFO all is well", "--host\rx", "\u001b[2J", "--port=1\n2"})
    void aHostileArgumentStaysOnItsLine(String argument) {
        assertThat(program.start(argument)).isNull();

        assertThat(text(err).stripTrailing()).matches("\\P{Cntrl}+");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(program.start("--help")).isNull();

        assertThat(program.status()).isZero();
        assertThat(text(err)).isEmpty();
        assertThat(new CommandLine(new ProgramOptions()).getCommandSpec().options())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(text(out)).contains(option.longestName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bind=127.0.0.1", "--bind=127.0.0.2", "--bind=0.0.0.0", "--host=emulator", "--tls"})
    void theHealthOfARunningEmulatorIsAsked(String option) {
        try (RunningEmulator running = program.start("--port=0", option)) {
            err.reset(); // the warning
            String port = "" + URI.create(running.page()).getPort();
            assertThat(program.start("--health", "--port", port, option)).isNull();
            assertThat(program.status()).isZero();
            assertThat(text(err)).isEmpty();
            String other = "" + URI.create(running.emulator().ges().endpoint()).getPort();
            assertThat(program.start("--health", "--port", other, option)).isNull();
            assertThat(program.status()).isEqualTo(1);
        }
    }

    @Test
    void withoutAnEmulatorTheHealthIsBad() {
        int port = freePort(AddressConverter.LOOPBACK);
        assertThat(program.start("--health", "--port", "" + port)).isNull();
        assertThat(program.status()).isEqualTo(1);
        assertThat(text(err)).endsWith("no emulator responds on port " + port + System.lineSeparator());
    }

    @Test
    void thePortsFollowThePortOfThePage() {
        assertThat(options().ports())
                .isEqualTo(Map.of(
                        EmulatedService.PRINT, 7801,
                        EmulatedService.DOCUMENTS, 7802,
                        EmulatedService.ENTRA, 7803,
                        EmulatedService.GES, 7804,
                        EmulatedService.IAM, 7805));
        assertThat(options("--port", "9000", "--ges-port", "80", "--iam-port", "0")
                        .ports())
                .isEqualTo(Map.of(
                        EmulatedService.PRINT, 9001,
                        EmulatedService.DOCUMENTS, 9002,
                        EmulatedService.ENTRA, 9003,
                        EmulatedService.GES, 80,
                        EmulatedService.IAM, 0));
        assertThat(options("--port", "0").ports())
                .hasSize(5)
                .allSatisfy((service, port) -> assertThat(port).isZero());
    }

    @ParameterizedTest
    @CsvSource({
        "emulator, emulator",
        "print.test.internal, print.test.internal",
        "10.0.0.7, 10.0.0.7",
        "::1, [::1]",
        "[fe80::1], [fe80::1]",
        "my_host, my_host"
    })
    void theHostIsANameOrAnAddress(String argument, String host) {
        assertThat(options("--host", argument).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.2, 127.0.0.2",
        "0.0.0.0, 127.0.0.1",
        "::1, [0:0:0:0:0:0:0:1]",
        "::, 127.0.0.1"
    })
    void theHostIsTheBoundAddress(String bind, String host) {
        assertThat(options("--bind", bind).host()).isEqualTo(host);
        assertThat(options("--bind", bind, "--host", "emulator").host()).isEqualTo("emulator");
    }

    @Test
    void theOptionsReachTheServices() throws Exception {
        try (RunningEmulator running =
                program.start("--port=0", "--permissive", "--allow-origin=http://localhost:3000", "--bind=127.0.0.2")) {
            var emulator = running.emulator();
            assertThat(emulator.isPermissive()).isTrue();
            assertThat(emulator.print().endpoint()).startsWith("http://127.0.0.2:");
            for (String url : List.of(
                    running.page() + "/_cloudjobs/health", emulator.print().endpoint() + "/print/printers")) {
                var own = HttpRequest.newBuilder(URI.create(url)).header("Origin", "http://localhost:3000");
                assertThat(HttpClient.newHttpClient()
                                .send(own.build(), HttpResponse.BodyHandlers.discarding())
                                .headers()
                                .firstValue("Access-Control-Allow-Origin"))
                        .as(url)
                        .contains("http://localhost:3000");
            }
        }
        try (RunningEmulator running = program.start("--port=0")) {
            assertThat(running.emulator().isPermissive()).isFalse();
        }
    }

    @Test
    void theDocsShowTheStartText() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "emulator-program.md"));
        int start = page.indexOf("```text\n", page.indexOf("## The start text")) + "```text\n".length();
        String shown = page.substring(start, page.indexOf("```", start));

        try (RunningEmulator running = program.start("--port=0")) {
            String text = StartText.of(running)
                    .replace(ProgramVersion.text(), "(built from source)") // a jar has a manifest
                    .replace(running.page(), "http://127.0.0.1:7800");
            for (EmulatedService service : EmulatedService.values()) {
                text = text.replace(
                        running.emulator().origin(service), "http://127.0.0.1:" + (7801 + service.ordinal()));
            }
            assertThat(text.replace(System.lineSeparator(), "\n")).startsWith(shown);
        }
    }

    @Test
    void theSeedTheStateAndKafkaReachTheServices(@TempDir Path folder) throws Exception {
        Path seed = Files.writeString(folder.resolve("seed.yaml"), "ges: {graphs: [{name: from the seed}]}");
        String state = folder.resolve("state").toString();
        try (RunningEmulator running =
                program.start("--port=0", "--seed=" + seed, "--state=" + state, "--kafka=127.0.0.1:1")) {
            assertThat(running.emulator().state()).contains("from the seed").doesNotContain("demo-lobby");
            assertThat(StartText.of(running)).contains("/graphs/from%20the%20seed/jobs/status");
            assertThat(Path.of(state, "state.json")).content().contains("from the seed");
            running.emulator().print().holdJob();
        }
        try (RunningEmulator running = program.start("--port=0", "--seed=/no/seed", "--state=" + state)) {
            assertThat(running.emulator().state()).contains("from the seed", "\"held\"");
        }
        try (RunningEmulator running = program.start("--port=0", "--empty")) {
            assertThat(running.emulator().state()).doesNotContain("demo-lobby", "movies");
        }
        assertThat(text(err)).isEmpty();
    }

    /** Otherwise, the next start would find a state, and ignore the corrected seed. */
    @Test
    void aFailedStartLeavesNoState(@TempDir Path folder) throws Exception {
        Path seed = Files.writeString(folder.resolve("seed.yaml"), "ges: {grafs: []}");
        String[] arguments = {"--port=0", "--seed=" + seed, "--state=" + folder.resolve("state")};
        assertThat(program.start(arguments)).isNull();
        assertThat(folder.resolve("state/state.json")).doesNotExist();

        Files.writeString(seed, "ges: {graphs: [{name: corrected}]}");
        try (RunningEmulator running = program.start(arguments)) {
            assertThat(running.emulator().state()).contains("corrected");
        }
    }

    @Test
    void thePortsAreFreeAfterTheEnd() throws Exception {
        RunningEmulator first = program.start("--port", "0");
        int page = URI.create(first.page()).getPort();
        assertThat(status(first.page() + "/_cloudjobs/health")).isEqualTo(200);
        first.close();
        first.close();

        try (RunningEmulator second = program.start(
                "--port",
                "" + page,
                "--print-port=0",
                "--documents-port=0",
                "--entra-port=0",
                "--ges-port=0",
                "--iam-port=0")) {
            assertThat(second).isNotNull();
            assertThat(status(second.page() + "/_cloudjobs/health")).isEqualTo(200);
        }
        assertThat(text(err)).isEmpty();
    }

    /** The services have started when the page finds its port used. No other test opens ports of this address. */
    @Test
    void afterAFailureNothingListens() throws Exception {
        int number = (int) ProcessHandle.current().pid();
        String address = "127.77." + (number >> 8 & 0xFF) + "." + (number & 0xFF);
        try (RunningEmulator first = program.start("--port", "0", "--bind", address)) {
            String print = "" + freePort(InetAddress.getByName(address));
            String page = "" + URI.create(first.page()).getPort();
            List<String> others = List.of("--documents-port=0", "--entra-port=0", "--ges-port=0", "--iam-port=0");
            var arguments = new ArrayList<>(List.of("--port", page, "--print-port", print, "--bind", address));
            arguments.addAll(others);

            assertThat(program.start(arguments.toArray(String[]::new))).isNull();

            assertThat(program.status()).isEqualTo(2);
            assertThat(text(err)).contains(page).contains("--port").hasLineCount(1);
            arguments.set(1, "0");
            RunningEmulator next = program.start(arguments.toArray(String[]::new));
            assertThat(next).isNotNull();
            next.close();
        }
    }

    @Test
    void anotherAddressThanLoopbackWarns() {
        try (RunningEmulator running = program.start("--port", "0", "--bind", "0.0.0.0")) {
            assertThat(running).isNotNull();
            assertThat(text(err))
                    .isEqualTo("cloudjobs-emulator: WARNING: it listens on 0.0.0.0. Other machines can read and change"
                            + " all data. Use this only in a network that you trust." + System.lineSeparator());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void loopbackDoesNotWarn(String address) throws Exception {
        InetAddress.getByName(address);
        try (RunningEmulator running = program.start("--port", "0", "--bind", address)) {
            if (running != null) { // a machine without IPv6
                assertThat(text(err)).isEmpty();
            }
        }
    }

    @Test
    void theStartTextHasNothingToEscape() {
        try (RunningEmulator running = program.start("--port", "0")) {
            String text = StartText.of(running);
            assertThat(text).endsWith(StartText.READY + System.lineSeparator());
            assertThat(text.lines().filter(line -> line.startsWith("  ") && !line.contains("curl")))
                    .hasSizeGreaterThan(15)
                    .allMatch(line -> line.matches("  [A-Za-z ]+  +[A-Za-z0-9/._:@-]+"));
        }
    }

    private static ProgramOptions options(String... arguments) {
        var options = new ProgramOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }

    private static int status(String url) throws Exception {
        return ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();
    }

    private static int freePort(InetAddress address) {
        try (var socket = new ServerSocket(0, 1, address)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
