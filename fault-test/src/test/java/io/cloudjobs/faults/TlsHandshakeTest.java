package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.PrintJobClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
                            "the timeout of PT1S is over: raise timeout(...); the TLS handshake did not end: check that the"
                                    + " endpoint's port speaks TLS (nothing was processed, attempt 1)");
        }
    }
}
