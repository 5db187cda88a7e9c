package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A port that accepts connections and does not speak TLS. */
@Timeout(60)
class TlsHandshakeTest {
    @Test
    void aHandshakeThatDoesNotEndIsNamed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint("https://127.0.0.1:" + silent.getLocalPort())
                        .tokenProvider(TokenProvider.of("token"))
                        .timeout(Duration.ofSeconds(1))
                        .build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> print.printer("p").get());

            assertThat(failure)
                    .hasMessageContaining(
                            "the timeout of PT1S has expired: raise timeout(...); the TLS handshake did not end: check that the"
                                    + " endpoint's port speaks TLS (nothing was processed, attempt 1)");
        }
    }

    /** The peer closes the connection, after a plain response or without one. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", ""})
    void aHandshakeWithAPlainPortIsNamed(String response) throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PrintJobClient print = PrintJobClient.builder()
                        .endpoint("https://127.0.0.1:" + plain.getLocalPort())
                        .tokenProvider(TokenProvider.of("token"))
                        .retryPolicy(RetryPolicy.none())
                        .build()) {
            Thread peer = new Thread(() -> respond(plain, response));
            peer.setDaemon(true);
            peer.start();

            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> print.printer("p").get());

            assertThat(failure)
                    .hasMessageContaining("failed: no response: ")
                    .hasMessageContaining("; the TLS handshake did not end: check that the endpoint's port speaks TLS"
                            + " (nothing was processed");
        }
    }

    /** Reads a part of the handshake, then responds and closes. */
    private static void respond(ServerSocket plain, String response) {
        try {
            while (true) {
                try (Socket socket = plain.accept()) {
                    socket.getInputStream().read(new byte[16 * 1024]);
                    socket.getOutputStream().write(response.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }
}
