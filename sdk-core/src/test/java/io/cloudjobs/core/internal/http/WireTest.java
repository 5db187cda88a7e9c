package io.cloudjobs.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fate of an HTTP/2 connection that other calls use too. */
@Timeout(120)
class WireTest {
    private static final Duration NO_TIME = Duration.ofNanos(1);

    private ServerSocket server;
    private Socket client;
    private WireSocket socket;

    @BeforeEach
    void connect() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        client = new Socket(server.getInetAddress(), server.getLocalPort());
        socket = new WireSocket(client, closed -> {});
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private static Wire wire(Socket socket) {
        return new Wire(new Http2(socket));
    }

    /** The check is late because the thread had no processor time, and other calls may work on that connection. */
    @Test
    void aThreadThatIsLateAndNotStuckCostsNobodyTheConnection() {
        wire(socket).free();

        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void aThreadThatIsStuckInAWriteIsFreed() throws Exception {
        CompletableFuture<Void> write = CompletableFuture.runAsync(() -> {
            try {
                socket.getOutputStream().write(new byte[50_000_000]);
            } catch (IOException e) {
                // It is closed.
            }
        });
        Eventually.await(socket::isStuck);

        wire(socket).free();

        write.get();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void withoutAnAnswerItIsRetiredAndNotClosed() {
        wire(socket).doubt(NO_TIME);

        assertThat(socket.isClosed()).isTrue();
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void anAnswerIsASignOfLife() {
        Wire wire = wire(socket);
        wire.hasAnswered();

        wire.doubt(Duration.ofMinutes(1));

        assertThat(socket.isClosed()).isFalse();
    }

    /** As with a SOCKS proxy: less can be observed, but responses can. */
    @Test
    void aSocketOfOthersIsClosedOnlyWithoutAnAnswer() {
        Http2 connection = new Http2(client);
        new Wire(connection).hasAnswered();
        new Wire(connection).doubt(Duration.ofMinutes(1));
        assertThat(client.isClosed()).isFalse();

        new Wire(connection).doubt(NO_TIME);

        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void theLossOfAConnectionThatWasAliveIsPaidOnce() {
        wire(socket).hasAnswered();

        assertThat(wire(socket).isLossPaid()).isFalse();
        assertThat(wire(socket).isLossPaid()).isTrue();
        assertThat(wire(socket).isLossPaid()).isTrue();
        wire(socket).hasAnswered();
        assertThat(wire(socket).isLossPaid()).isFalse();
    }

    /** In that case the service is down, and each retry adds to its load. */
    @Test
    void theLossOfAConnectionThatNeverAnsweredIsPaidByEachCall() {
        assertThat(wire(socket).isLossPaid()).isFalse();
        assertThat(wire(socket).isLossPaid()).isFalse();
    }

    /** For example a TLS socket to a proxy: its close waits for the thread that writes. */
    @Test
    void theCloseOfASocketOfTheUsersHoldsUpNobody() throws Exception {
        CountDownLatch writes = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);
        WireSocket slow = new WireSocket(
                new Socket() {
                    @Override
                    public void close() {
                        try {
                            writes.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        isClosed.countDown();
                    }
                },
                closed -> {});

        slow.close();

        assertThat(slow.isClosed()).isTrue();
        assertThat(isClosed.getCount()).isEqualTo(1);
        writes.countDown();
        isClosed.await();
    }

    /** A read without a timeout would not return. */
    @Test
    void aSocketOfTheUsersIsNotReadToSeeWhetherItHasEnded() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        WireSocket blocking = new WireSocket(
                new Socket() {
                    @Override
                    public InputStream getInputStream() {
                        return new InputStream() {
                            @Override
                            public int read() throws IOException {
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    throw new IOException(e);
                                }
                                return -1;
                            }
                        };
                    }
                },
                closed -> {});

        assertThat(blocking.hasEnded()).isFalse();
    }

    /** That thread serves all timeouts of the program. */
    @Test
    void anAlarmThatFailsLeavesTheOthersAlone() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        new Alarm(() -> {
                    throw new StackOverflowError("of a socket of the user's");
                })
                .set(Duration.ofMillis(1));
        new Alarm(second::countDown).set(Duration.ofMillis(20));

        second.await();
    }
}
