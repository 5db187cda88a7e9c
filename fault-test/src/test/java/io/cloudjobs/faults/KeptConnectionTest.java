package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.Eventually;
import io.cloudjobs.testkit.LoopbackTls;
import io.cloudjobs.testkit.ManualTime;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTP/1.1 with a connection reused from an earlier call. In the meantime the server has closed it, as servers may at
 * any time, or has sent unrequested bytes on it. A non-idempotent request must not be the one to detect that.
 */
@Timeout(120)
class KeptConnectionTest {
    private static final String ABORTED = "HTTP/1.1 204 No Content\r\n\r\n";

    /** The action of the server on the idle connection. */
    enum Idle {
        /** Closes the connection, over TLS with close_notify. */
        CLOSE {
            @Override
            void happensTo(Socket connection) throws IOException {
                connection.close();
            }
        },
        HALF_CLOSE {
            @Override
            void happensTo(Socket connection) throws IOException {
                connection.shutdownOutput();
            }
        },
        RESET {
            @Override
            void happensTo(Socket connection) throws IOException {
                connection.setSoLinger(true, 0);
                connection.close();
            }
        },
        SPEAK {
            @Override
            void happensTo(Socket connection) throws IOException {
                write(connection, "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            }
        };

        abstract void happensTo(Socket connection) throws IOException;
    }

    /** A server that reads requests and sends the prepared response to each. */
    private static final class Server implements AutoCloseable {
        private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

        final Queue<String> requests = new ConcurrentLinkedQueue<>();
        final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final List<Socket> connections = new ArrayList<>();
        private final ServerSocket socket;
        private final boolean isTls;

        Server(boolean isTls) {
            this.isTls = isTls;
            try {
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            daemon(this::accept);
        }

        String url() {
            return (isTls ? "https" : "http") + "://127.0.0.1:" + socket.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket accepted = socket.accept();
                    accepted.setTcpNoDelay(true); // unrequested bytes must not wait
                    daemon(() -> serve(accepted));
                }
            } catch (IOException e) {
                // The test is over.
            }
        }

        private void serve(Socket accepted) {
            try {
                Socket connection = isTls ? LoopbackTls.accept(accepted, "http/1.1") : accepted;
                synchronized (connections) {
                    connections.add(connection);
                }
                InputStream in = new BufferedInputStream(connection.getInputStream());
                while (true) {
                    String request = read(in);
                    requests.add(request);
                    write(connection, answers.take());
                }
            } catch (IOException | InterruptedException e) {
                // The client has closed the connection, or the test is over.
            }
        }

        private static String read(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("no more requests");
                }
                head.append((char) c);
            }
            Matcher length = LENGTH.matcher(head);
            in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return head.substring(0, head.indexOf(" HTTP/")).replaceFirst("/.*/jobs/", "");
        }

        Socket connection(int number) {
            synchronized (connections) {
                return connections.get(number - 1);
            }
        }

        int connectionCount() {
            synchronized (connections) {
                return connections.size();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            synchronized (connections) {
                for (Socket connection : connections) {
                    connection.close();
                }
            }
        }
    }

    private final Queue<AttemptEvent> attempts = new ConcurrentLinkedQueue<>();
    private final ClientSettings settings = new ClientSettings();
    private OkHttpClient http = LoopbackTls.trusting(
            new OkHttpClient.Builder().protocols(List.of(Protocol.HTTP_1_1)).build());

    private PrintJobClient client(Server server) {
        settings.endpoint = server.url();
        settings.tokenProvider = TokenProvider.of("token-of-the-test");
        settings.time = new ManualTime();
        settings.random = () -> -1L;
        settings.httpClient = http;
        settings.listeners = List.of(new CallListener() {
            @Override
            public void attemptEnded(AttemptEvent event) {
                attempts.add(event);
            }
        });
        return PrintClients.builder(settings).build();
    }

    @AfterEach
    void noConnectionIsInUse() {
        ConnectionsInUse.assertNone(http);
        http.connectionPool().evictAll();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "reused connection");
        thread.setDaemon(true);
        thread.start();
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private static String job(String id) {
        String body = "{\"id\":\"" + id + "\",\"status\":{\"state\":\"paused\"}}";
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String get(PrintJobClient print, String job) {
        return print.printer("p").job(job).get().id();
    }

    private static void abort(PrintJobClient print, String job) {
        print.printer("p").job(job).abort("recalled");
    }

    static Stream<Arguments> idle() {
        return Stream.of(false, true).flatMap(isTls -> Stream.of(Idle.values()).map(idle -> Arguments.of(isTls, idle)));
    }

    @ParameterizedTest(name = "TLS {0}: {1}")
    @MethodSource("idle")
    void anAbortTakesAnotherConnection(boolean isTls, Idle idle) throws Exception {
        try (Server server = new Server(isTls)) {
            PrintJobClient print = client(server);
            server.answers.add(job("1"));
            get(print, "1");
            attempts.clear();

            for (int i = 1; i <= 3; i++) {
                idle.happensTo(server.connection(i));
                IdleFaultServer.pause();
                server.answers.add(ABORTED);

                abort(print, "a" + i);
            }

            assertThat(attempts)
                    .hasSize(3)
                    .allSatisfy(attempt -> assertThat(attempt.attempt()).isEqualTo(1));
            assertThat(server.requests).containsExactly("GET 1", "POST a1/abort", "POST a2/abort", "POST a3/abort");
            assertThat(server.connectionCount()).isEqualTo(4);
        }
    }

    /**
     * After the first closed connection the client knows that the server closes them, and checks further connections
     * before a read too.
     */
    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void aReadDoesNotTryOneEndedConnectionAfterTheOther(boolean isTls) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Server server = new Server(isTls)) {
            PrintJobClient print = client(server);
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(threads.submit(() -> get(print, "1")));
            }
            Eventually.await(() -> server.requests.size() == 8);
            for (int i = 0; i < 8; i++) {
                server.answers.add(job("1"));
            }
            for (Future<String> call : calls) {
                call.get();
            }
            for (int i = 1; i <= 8; i++) {
                server.connection(i).close();
            }
            IdleFaultServer.pause();
            server.requests.clear();
            server.answers.add(job("2"));

            assertThat(get(print, "2")).isEqualTo("2");

            assertThat(server.requests).containsExactly("GET 2");
        } finally {
            threads.shutdownNow();
        }
    }

    /** The connection was unusable, so our client uses another one. But the interceptor continued on its own. */
    @Test
    void whatAnInterceptorSentElsewhereInsteadIsNotSentAgain() throws Exception {
        OkHttpClient other = new OkHttpClient();
        try (Server server = new Server(false);
                Server elsewhere = new Server(false)) {
            http = http.newBuilder()
                    .addInterceptor(chain -> {
                        try {
                            return chain.proceed(chain.request());
                        } catch (IOException e) {
                            HttpUrl url = HttpUrl.get(elsewhere.url());
                            HttpUrl target = chain.request()
                                    .url()
                                    .newBuilder()
                                    .port(url.port())
                                    .build();
                            return other.newCall(chain.request()
                                            .newBuilder()
                                            .url(target)
                                            .build())
                                    .execute();
                        }
                    })
                    .build();
            PrintJobClient print = client(server);
            server.answers.add(ABORTED);
            abort(print, "1");
            server.connection(1).close();
            IdleFaultServer.pause();
            elsewhere.answers.add(""); // then closes the connection
            server.answers.add(ABORTED);
            Future<SdkException> call = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SdkException.class, () -> abort(print, "2")));
            Eventually.await(() -> elsewhere.requests.size() == 1);
            elsewhere.connection(1).close();

            assertThat(call.get().mayHaveReachedService()).isTrue();
            assertThat(elsewhere.requests).hasSize(1);
            assertThat(server.requests).hasSize(1);
        }
    }

    /**
     * The client detects unread bytes immediately after any idle time, also before a read, which would take them for
     * its response.
     */
    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void anAnswerThatCameWhileNobodyAskedIsGivenToNobody(boolean isTls) throws Exception {
        try (Server server = new Server(isTls)) {
            PrintJobClient print = client(server);
            server.answers.add(job("1"));
            get(print, "1");
            write(server.connection(1), job("9999"));
            IdleFaultServer.pause(); // until it has arrived

            server.answers.add(job("2"));
            assertThat(get(print, "2")).isEqualTo("2");

            assertThat(server.requests).containsExactly("GET 1", "GET 2");
            assertThat(server.connectionCount()).isEqualTo(2);
        }
    }

    /** The unrequested response arrived with the previous response, so it waits in a buffer that cannot be checked. */
    @ParameterizedTest(name = "TLS {0}")
    @ValueSource(booleans = {false, true})
    void asAnAnswerThatCameTooEarlyIsGivenToNobody(boolean isTls) throws Exception {
        try (Server server = new Server(isTls)) {
            PrintJobClient print = client(server);
            server.answers.add(job("1") + job("9999"));
            get(print, "1");
            attempts.clear();

            server.answers.add(job("2"));
            server.answers.add(job("2"));
            assertThat(get(print, "2")).isEqualTo("2");

            assertThat(attempts).hasSize(2);
            assertThat(attempts.peek().failure())
                    .hasMessageContaining("the response arrived before the request was sent");
        }
    }

    @Test
    void anAbortIsNotTakenForDoneBecauseOfIt() throws Exception {
        try (Server server = new Server(false)) {
            PrintJobClient print = client(server);
            server.answers.add(job("1") + ABORTED);
            get(print, "1");

            server.answers.add("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n");
            SdkException failure = catchThrowableOfType(TransportException.class, () -> abort(print, "2"));

            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(failure.attempts()).isEqualTo(1);
        }
    }

    /** The close crosses the request in transit, so the outcome is unknown. */
    @Test
    void aRequestThatTheServerHasReadIsUnclearAsEver() throws Exception {
        try (Server server = new Server(false)) {
            PrintJobClient print = client(server);
            server.answers.add(job("1"));
            get(print, "1");
            IdleFaultServer.pause();
            daemon(() -> {
                Eventually.await(() -> server.requests.size() == 2);
                try {
                    server.connection(1).close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            SdkException failure = catchThrowableOfType(TransportException.class, () -> abort(print, "2"));

            assertThat(failure.mayHaveReachedService()).isTrue();
            assertThat(server.requests).containsExactly("GET 1", "POST 2/abort");
        }
    }
}
