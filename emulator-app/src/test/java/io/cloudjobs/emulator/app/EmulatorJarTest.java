package io.cloudjobs.emulator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudjobs.testkit.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executable jar, started as users start it. */
class EmulatorJarTest {
    @ParameterizedTest
    @ValueSource(strings = {"--limits", "--tls"})
    void theCommandsOfTheStartTextWork(String option) throws Exception {
        assumeTrue(isOnThePath("bash"), "skipped: no bash on this machine");
        assumeTrue(isOnThePath("curl"), "skipped: no curl on this machine");
        Path certificate = null;
        try (var emulator = EmulatorProcess.start("--port", "0", "--host", "localhost", option)) {
            assertThat(emulator.err()).isEmpty();
            List<String> commands = emulator.commands();
            assertThat(commands).hasSize(5);
            assertThat(bash(commands.get(0))).contains("\"status\":\"UP\"");
            assertThat(bash(commands.get(1))).contains("\"access_token\":\"");
            assertThat(bash(commands.get(2)))
                    .contains("\"id\":\"" + emulator.value("Universal Print", "printer id") + "\"");
            assertThat(bash(commands.get(3))).startsWith("HTTP/1.1 201 ").containsIgnoringCase("\nX-Subject-Token: ");
            assertThat(bash(commands.get(4))).contains("\"jobCount\":");

            if (option.equals("--tls")) {
                certificate = Path.of(emulator.value("Certificate", "file"));
                assertThat(certificate).exists();
                assertThat(emulator.value("Universal Print", "endpoint")).startsWith("https://localhost:");
            }
            emulator.terminate();
            assertThat(emulator.exitCode()).isEqualTo(143);
            assertThat(emulator.err()).isEmpty();
        }
        if (certificate != null) {
            assertThat(certificate).doesNotExist();
        }
    }

    /** 143 and 130 are the codes of a process that ended by the signal. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM 143", "INT 130"})
    void aSignalEndsItAndTheNextStartHasTheSamePorts(String signal) throws Exception {
        assumeTrue(isOnThePath("bash"), "skipped: no bash on this machine");
        assumeTrue(
                !signal.startsWith("INT") || !ignoresInterrupts(), "skipped: this process was told to ignore SIGINT");
        List<String> options = new ArrayList<>();
        try (var emulator = EmulatorProcess.start("--port", "0")) {
            options.addAll(List.of("--port", port(emulator.value(headline(emulator), "page"))));
            options.addAll(List.of("--print-port", port(emulator.value("Universal Print", "endpoint"))));
            options.addAll(List.of("--documents-port", "0"));
            options.addAll(List.of("--entra-port", port(emulator.value("Microsoft Entra ID", "authority"))));
            options.addAll(List.of("--ges-port", port(emulator.value("Graph Engine Service", "endpoint"))));
            options.addAll(List.of("--iam-port", port(emulator.value("Huawei Cloud IAM", "endpoint"))));
            // Connections that stay open, one of them with half a request.
            try (var idle = new Socket("127.0.0.1", Integer.parseInt(options.get(3)));
                    var half = new Socket("127.0.0.1", Integer.parseInt(options.get(1)))) {
                assertThat(idle.isConnected()).isTrue();
                half.getOutputStream().write("GET /_cloudjobs/health HT".getBytes(StandardCharsets.US_ASCII));
                bash("kill -" + signal.substring(0, signal.indexOf(' ')) + " " + emulator.pid());
                assertThat(emulator.exitCode()).isEqualTo(Integer.parseInt(signal.substring(signal.indexOf(' ') + 1)));
            }
            assertThat(emulator.err()).isEmpty();
        }
        try (var next = EmulatorProcess.start(options.toArray(String[]::new))) {
            assertThat(next.err()).isEmpty();
            assertThat(port(next.value("Universal Print", "endpoint"))).isEqualTo(options.get(3));
            assertThat(next.out()).endsWith(StartText.READY + System.lineSeparator());
        }
    }

    /** A shell ignores SIGINT for what it runs in the background. Processes inherit that. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn:0");
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1L << 1) != 0;
    }

    /** "mvn -Pemulator" sets the property. Otherwise the program would go on without Maven, on the same ports. */
    @Test
    void itEndsWithTheProcessThatStartedIt() throws Exception {
        assumeTrue(isOnThePath("bash"), "skipped: no bash on this machine");
        Path out = Files.createTempFile("emulator-", ".out");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process shell = new ProcessBuilder(
                        "bash",
                        "-c",
                        "\"$0\" -D" + EmulatorProgram.END_WITH_PARENT + "=true -jar \"$1\" --port 0; true",
                        java,
                        EmulatorProcess.JAR.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        Eventually.await(() -> read(out).contains(StartText.READY) || !shell.isAlive());
        ProcessHandle emulator = shell.children().findFirst().orElseThrow();

        shell.destroyForcibly();

        Eventually.await(() -> !emulator.isAlive());
        Files.delete(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aUsedPortIsOneLineAndCodeTwo() throws Exception {
        try (var used = new ServerSocket(0, 1, AddressConverter.LOOPBACK);
                var emulator = EmulatorProcess.run("--port", "0", "--ges-port", "" + used.getLocalPort())) {
            assertThat(emulator.exitCode()).isEqualTo(2);
            assertThat(emulator.err())
                    .startsWith("cloudjobs-emulator: ")
                    .contains(":" + used.getLocalPort() + " ")
                    .hasLineCount(1);
            assertThat(emulator.out()).isEmpty();
        }
    }

    /** The program sets the limit, and a limit on the command line wins. */
    @Test
    void aRequestThatDoesNotEndIsClosed() throws Exception {
        try (var emulator = EmulatorProcess.start(List.of("-Dsun.net.httpserver.maxReqTime=1"), "--port", "0");
                var half = new Socket(
                        "127.0.0.1", Integer.parseInt(port(emulator.value("Graph Engine Service", "endpoint"))))) {
            half.setSoTimeout(60_000);
            half.getOutputStream().write("GET / HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
            assertThat(half.getInputStream().read()).isEqualTo(-1);
            emulator.terminate();
            assertThat(emulator.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void theVersionIsTheOneOfTheJar() throws Exception {
        try (var jar = new JarFile(EmulatorProcess.JAR.toFile());
                var emulator = EmulatorProcess.run("--version")) {
            String version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
            assertThat(emulator.exitCode()).isZero();
            assertThat(emulator.out()).isEqualTo("cloudjobs-emulator " + version + System.lineSeparator());
        }
    }

    @Test
    void theJarHasEveryLicenseAndNoTestTool() throws IOException {
        try (var jar = new JarFile(EmulatorProcess.JAR.toFile())) {
            Manifest manifest = jar.getManifest();
            assertThat(manifest.getMainAttributes().getValue("Main-Class")).isEqualTo(EmulatorProgram.class.getName());
            List<String> names = jar.stream().map(entry -> entry.getName()).toList();
            assertThat(names).doesNotHaveDuplicates();
            assertThat(names).noneMatch(name -> name.endsWith("module-info.class"));
            assertThat(names).noneMatch(name -> name.endsWith(".SF") || name.endsWith(".RSA"));
            assertThat(names)
                    .noneMatch(name -> Stream.of("org/junit", "org/assertj", "mockwebserver3", "org/openqa")
                            .anyMatch(name::startsWith));
            assertThat(names).contains("META-INF/LICENSE", "META-INF/NOTICE", "META-INF/FastDoubleParser-LICENSE");
            assertThat(names).noneMatch(name -> name.startsWith("common/message/"));
            String license = new String(
                    jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(license).containsOnlyOnce("TERMS AND CONDITIONS FOR USE");
        }
    }

    private static String headline(EmulatorProcess emulator) {
        return emulator.out().lines().findFirst().orElseThrow();
    }

    private static String port(String url) {
        return "" + URI.create(url).getPort();
    }

    private static String bash(String command) throws Exception {
        Path out = Files.createTempFile("bash-", ".out");
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(out);
        Files.delete(out);
        assertThat(process.exitValue()).as("%s: %s", command, text).isZero();
        return text;
    }

    private static boolean isOnThePath(String program) {
        for (var folders = new StringTokenizer(System.getenv("PATH"), File.pathSeparator); folders.hasMoreTokens(); ) {
            if (Files.isExecutable(Path.of(folders.nextToken(), program))) {
                return true;
            }
        }
        return false;
    }
}
