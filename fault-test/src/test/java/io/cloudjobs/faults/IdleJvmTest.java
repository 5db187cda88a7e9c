package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.JavaProgram;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Protocol;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that was not closed does not keep the JVM alive. */
@Timeout(300)
class IdleJvmTest {
    /** A program that does not close its client and its connection. */
    static final class Program {
        private Program() {}

        @SuppressWarnings("resource") // not closed on purpose
        public static void main(String[] args) {
            PrintJobClient print = PrintJobClient.builder()
                    .endpoint(args[0])
                    .tokenProvider(TokenProvider.of("t"))
                    .build();
            System.out.print(print.printer("c05f3726").job("5182").get().id());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void aJvmExitsByItselfWithAClientLeftOpen(Protocol protocol, @TempDir Path folder) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(LoopbackTls.handshake().sslSocketFactory());
            server.setProtocols(protocol == Protocol.HTTP_2 ? List.of(protocol, Protocol.HTTP_1_1) : List.of(protocol));
            server.enqueue(new MockResponse.Builder().body(Operation.GET.body).build());
            server.start();
            Path output = folder.resolve("output");

            Process program = JavaProgram.of(
                            Program.class,
                            List.of(
                                    "-Djavax.net.ssl.trustStore="
                                            + trusting(LoopbackTls.certificate(), folder.resolve("trust.p12")),
                                    "-Djavax.net.ssl.trustStorePassword=password"),
                            List.of("https://127.0.0.1:" + server.getPort()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean exited = program.waitFor(50, TimeUnit.SECONDS);
            program.destroyForcibly();

            assertThat(exited).as(Files.readString(output)).isTrue();
            assertThat(program.waitFor()).as(Files.readString(output)).isZero();
            assertThat(output).content(StandardCharsets.UTF_8).isEqualTo("5182");
            assertThat(server.takeRequest().getVersion())
                    .isEqualTo(protocol == Protocol.HTTP_2 ? "HTTP/2" : "HTTP/1.1");
        }
    }

    private static Path trusting(HeldCertificate certificate, Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", certificate.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "password".toCharArray());
        }
        return file;
    }
}
