package io.cloudjobs.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The observations of the socket below a connection, with and without TLS above it. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT) // most of them wait for a timeout
class WireSocketTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    WireSocketTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        threads.shutdownNow();
        server.close();
    }

    /** The two ends of a connection. */
    private record Connection(WireSocketFactory factory, WireSocket wire, Socket client, Socket server) {}

    private Connection connect(boolean isTls, Duration writeLimit) throws Exception {
        WireSocketFactory factory = new WireSocketFactory(SocketFactory.getDefault(), writeLimit);
        WireSocket wire = (WireSocket) factory.createSocket();
        wire.setSendBufferSize(8 * 1024);
        wire.connect(server.getLocalSocketAddress());
        Socket accepted = server.accept();
        accepted.setTcpNoDelay(true);
        if (!isTls) {
            return new Connection(factory, wire, wire, accepted);
        }
        Future<SSLSocket> serverSide = threads.submit(() -> LoopbackTls.accept(accepted, "http/1.1"));
        SSLSocket client = (SSLSocket)
                LoopbackTls.handshake().sslSocketFactory().createSocket(wire, "localhost", server.getLocalPort(), true);
        client.startHandshake();
        return new Connection(factory, wire, client, serverSide.get());
    }

    /** Sends a byte in each direction, so that no bytes of a handshake remain unread. */
    private static void exchange(Connection connection) throws IOException {
        connection.client().getOutputStream().write(1);
        assertThat(connection.server().getInputStream().read()).isEqualTo(1);
        connection.server().getOutputStream().write(2);
        assertThat(connection.client().getInputStream().read()).isEqualTo(2);
    }

    /** Starts to write more than all buffers hold, and waits until the write is stuck. */
    private Future<Throwable> stuckWrite(Connection connection) {
        Future<Throwable> write = threads.submit(
                () -> catchThrowable(() -> connection.client().getOutputStream().write(new byte[50_000_000])));
        Eventually.await(connection.wire()::isStuck);
        assertThat(connection.wire().isStuck()).isTrue();
        return write;
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void itIsFoundBelowItsConnection(boolean isTls) throws Exception {
        Connection connection = connect(isTls, LONG);

        assertThat(WireSocket.below(connection.client())).isSameAs(connection.wire());
        assertThat(WireSocket.below(new Socket())).isNull();
        assertThat(connection.client().getLocalPort())
                .isEqualTo(connection.server().getPort());
    }

    /** Otherwise new methods of a JDK would go to a socket that is not connected. */
    @Test
    void everythingIsForwarded() {
        Stream<Method> methods = Arrays.stream(Socket.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Socket.class)
                .filter(method -> !Modifier.isStatic(method.getModifiers()));

        assertThat(methods)
                .isNotEmpty()
                .allSatisfy(method -> assertThat(ForwardingSocket.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .getDeclaringClass())
                        .as("%s", method)
                        .isEqualTo(ForwardingSocket.class));
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void anIdleConnectionHasNothingUnreadAndHasNotEnded(boolean isTls) throws Exception {
        Connection connection = connect(isTls, LONG);
        exchange(connection);

        assertThat(connection.wire().hasUnreadBytes()).isFalse();
        assertThat(connection.wire().hasEnded()).isFalse();
        assertThat(connection.wire().getSoTimeout()).isZero();
        exchange(connection); // the checks have consumed no bytes
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void aConnectionThatThePeerClosedHasEnded(boolean isTls) throws Exception {
        Connection connection = connect(isTls, LONG);
        exchange(connection);

        connection.server().close();

        Eventually.await(connection.wire()::hasEnded);
        assertThat(connection.wire().hasEnded()).isTrue();
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void whatCameAndWasNotReadIsSeenBelowTls(boolean isTls) throws Exception {
        Connection connection = connect(isTls, LONG);
        exchange(connection);
        long received = connection.wire().received();

        connection.server().getOutputStream().write(3);

        Eventually.await(connection.wire()::hasUnreadBytes);
        assertThat(connection.wire().hasUnreadBytes()).isTrue();
        assertThat(connection.wire().received()).isEqualTo(received);
        connection.client().getInputStream().read();
        assertThat(connection.wire().received()).isGreaterThan(received);
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void aThreadThatIsStuckInAWriteIsFreedByTheClose(boolean isTls) throws Exception {
        Connection connection = connect(isTls, LONG);
        Future<Throwable> write = stuckWrite(connection);

        connection.wire().close();

        assertThat(write.get(60, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(connection.wire().isStuck()).isFalse();
    }

    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void aWriteThatTakesTooLongEndsTheConnection(boolean isTls) throws Exception {
        Connection connection = connect(isTls, Duration.ofSeconds(1));

        assertThat(stuckWrite(connection).get(60, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(connection.wire().isClosed()).isTrue();
    }

    /** The close of the TLS socket itself would wait for the thread that writes. */
    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void theFactoryClosesAllWhateverThreadIsStuckInOne(boolean isTls) throws Exception {
        Connection connection = connect(isTls, LONG);
        exchange(connection);
        Future<Throwable> write = stuckWrite(connection);

        connection.factory().closeAll();

        assertThat(write.get(60, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        CompletableFuture<Void> close = CompletableFuture.runAsync(() -> catchThrowable(connection.client()::close));
        close.get(60, TimeUnit.SECONDS);
    }

    /**
     * OkHttp closes connections that look closed, and the close of TLS waits for the thread that writes, or is stuck
     * itself.
     */
    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void aRetiredSocketInWhichAThreadGetsStuckIsClosed(boolean isTls) throws Exception {
        Connection connection = connect(isTls, LONG);
        exchange(connection);
        connection.wire().retire();

        Future<Throwable> write = threads.submit(
                () -> catchThrowable(() -> connection.client().getOutputStream().write(new byte[50_000_000])));

        assertThat(write.get(60, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    @Test
    void aRetiredSocketLooksClosedAndGoesOn() throws Exception {
        Connection connection = connect(false, LONG);

        connection.wire().retire();

        assertThat(connection.wire().isClosed()).isTrue();
        exchange(connection);
    }
}
