package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Many users copy the listener that logs each request, so it must be safe. */
@Timeout(30)
@Isolated("replaces System.out")
class LogSampleTest {
    private static final String ANSWER =
            "HTTP/1.1 404 Not Found\r\nrequest-id: ok\u001B[2K forged\r\nContent-Length: 0\r\n\r\n";

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aServiceMovesNoCursor() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint("http://127.0.0.1:" + server.getLocalPort())
                        .tokenProvider(TokenProvider.of("any"))
                        .listener(OptionSamples.log())
                        .build()) {
            Thread service = new Thread(() -> answer(server));
            service.start();
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));

            assertThatThrownBy(() -> print.printer("p").job("5182").get()).isInstanceOf(NotFoundException.class);
        } finally {
            System.setOut(before);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("printJob.get", "404", "requestId=ok\\u001b[2K forged")
                .doesNotContain("\u001B");
    }

    private static void answer(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getInputStream().read(new byte[8192]);
            connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            connection.getInputStream().read(); // the client closes it
        } catch (IOException e) {
            // The client closed the connection.
        }
    }
}
