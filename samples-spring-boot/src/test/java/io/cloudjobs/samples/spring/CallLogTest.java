package io.cloudjobs.samples.spring;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Many users copy this log, so it must be safe. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(30)
@Isolated("reads what all classes print")
class CallLogTest {
    private static final String ANSWER =
            "HTTP/1.1 404 Not Found\r\nrequest-id: ok\u001B[2K forged\r\nContent-Length: 0\r\n\r\n";

    @Test
    void aServiceMovesNoCursor(CapturedOutput output) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint("http://127.0.0.1:" + server.getLocalPort())
                        .tokenProvider(TokenProvider.of("any"))
                        .listener(new CallLog())
                        .build()) {
            Thread service = new Thread(() -> answer(server));
            service.start();

            assertThrows(
                    NotFoundException.class,
                    () -> print.printer("p").job("5182").get());
        }

        assertTrue(output.getAll().contains("requestId=ok\\u001b[2K forged"));
        assertFalse(output.getAll().contains("\u001B[2K"));
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
