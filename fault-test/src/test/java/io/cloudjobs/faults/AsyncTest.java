package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.ges.GesClients;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An asynchronous call ends its future. A future that ends in another way cancels its call. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Ten times the promised time. */
    private static final int SOON_SECONDS = 2;

    private static final Answer JOB = Answer.of(Operation.GET.answer(), Then.KEEP);
    private static final Answer HANG = Answer.of("HTTP/1.1 200", Then.HANG);
    private static final Function<PrintJobClient, PrintJob> GET =
            client -> client.printer("c05f").job("5182").get();

    private final RawServer server = new RawServer();
    private final OkHttpClient http = new OkHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final BlockingQueue<OperationEvent> ended = new LinkedBlockingQueue<>();
    private final ClientSettings settings = new ClientSettings();
    private final PrintJobClient print;

    AsyncTest() throws IOException {
        settings.endpoint = server.url();
        settings.tokenProvider = () -> Canary.SECRET;
        settings.timeout = LONG;
        settings.attemptTimeout = LONG;
        settings.httpClient = http;
        settings.listener(new CallListener() {
            @Override
            public void operationEnded(OperationEvent event) {
                ended.add(event);
            }
        });
        print = PrintClients.builder(settings).build();
    }

    @BeforeAll
    static void begin() {
        WarmUp.run();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        ConnectionsInUse.assertNone(http);
        http.connectionPool().evictAll();
        server.close();
    }

    private SdkException failureOfTheCall() throws InterruptedException {
        OperationEvent event = ended.poll(SOON_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("the call has ended").isNotNull();
        return event.failure();
    }

    @Test
    void aCallEndsItsFuture() {
        server.answer(JOB);

        assertThat(print.async(threads, GET).thenApply(PrintJob::id).join()).isEqualTo("5182");
        assertThat(print.async(Runnable::run, GET)).isCompleted();
        assertThat(print.async(threads, client -> null).join()).isNull();

        assertThat(server.requestCount()).isEqualTo(2);
    }

    @Test
    void itIsTheSameForGraphs() {
        server.answer(Answer.of(Operation.CANCEL.answer(), Then.KEEP));
        GesJobClient ges = GesClients.builder(settings).projectId("0ae1").build();

        CompletableFuture<String> future = ges.async(threads, client -> {
            client.graph("movie").job("4448c9fb").cancel();
            return "accepted";
        });

        assertThat(future.join()).isEqualTo("accepted");
        assertThat(server.requestCount()).isEqualTo(1);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before Java 21")
    void itRunsOnVirtualThreads() throws Exception {
        server.answer(HANG);
        ExecutorService virtual = virtualThreads();
        CompletableFuture<PrintJob> future = print.async(virtual, GET);
        assertThat(server.requestCount(1)).isEqualTo(1);

        future.cancel(true);

        assertThat(failureOfTheCall()).isExactlyInstanceOf(CancelledCallException.class);
        virtual.shutdown();
        assertThat(virtual.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Calls {@code Executors.newVirtualThreadPerTaskExecutor}, which Java 17 does not have. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ways to end a future from outside. */
    enum End {
        CANCEL {
            @Override
            void end(CompletableFuture<?> future) {
                assertThat(future.cancel(false)).isTrue();
                assertThatThrownBy(future::join).isExactlyInstanceOf(CancellationException.class);
            }
        },
        CANCEL_WITH_INTERRUPT {
            @Override
            void end(CompletableFuture<?> future) {
                assertThat(future.cancel(true)).isTrue();
            }
        },
        FAIL {
            @Override
            void end(CompletableFuture<?> future) {
                assertThat(future.completeExceptionally(new IllegalStateException("enough")))
                        .isTrue();
            }
        },
        COMPLETE {
            @Override
            void end(CompletableFuture<?> future) {
                assertThat(future.complete(null)).isTrue();
            }
        },
        TIMEOUT {
            @Override
            void end(CompletableFuture<?> future) {
                assertThatThrownBy(
                                () -> future.orTimeout(1, TimeUnit.MILLISECONDS).join())
                        .hasCauseExactlyInstanceOf(TimeoutException.class);
            }
        };

        abstract void end(CompletableFuture<?> future);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfTheFutureEndsTheCall(End end) throws Exception {
        server.answer(HANG);
        CompletableFuture<PrintJob> future = print.async(threads, GET);
        assertThat(server.requestCount(1)).isEqualTo(1);

        end.end(future);

        SdkException failure = failureOfTheCall();
        assertThat(failure).isExactlyInstanceOf(CancelledCallException.class);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(server.requestCount()).isEqualTo(1);
        assertThat(http.connectionPool().connectionCount()).isZero();
        // The thread is free, and the client goes on.
        server.answer(JOB);
        assertThat(print.async(threads, GET).join().id()).isEqualTo("5182");
    }

    @Test
    void aWaitForAJobEndsWithItsFuture() throws Exception {
        server.answer(JOB);
        CompletableFuture<PrintJob> future = print.async(
                threads, client -> client.printer("c05f").job("5182").await());
        assertThat(ended.poll(40, TimeUnit.SECONDS)).isNotNull(); // the first read

        future.cancel(true);

        threads.shutdown();
        assertThat(threads.awaitTermination(SOON_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(server.requestCount()).isEqualTo(1);
    }

    @Test
    void aFutureThatEndsBeforeTheExecutorRunsSendsNothing() {
        List<Runnable> queue = new ArrayList<>();
        CompletableFuture<PrintJob> future = print.async(queue::add, client -> {
            throw new AssertionError("it was cancelled");
        });
        assertThat(future).isNotDone();

        future.cancel(true);
        queue.forEach(Runnable::run);

        assertThat(future).isCancelled();
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void anExecutorThatRejectsSaysSoToTheCaller() {
        Executor rejecting = task -> {
            throw new RejectedExecutionException("full");
        };

        assertThatThrownBy(() -> print.async(rejecting, GET))
                .isExactlyInstanceOf(RejectedExecutionException.class)
                .hasMessage("full");

        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void anyThrowableOfTheCallEndsTheFuture() {
        for (Throwable thrown : List.of(new IllegalStateException("mine"), new AssertionError("mine"))) {
            CompletableFuture<String> future = print.async(threads, client -> {
                throw TokenProviderTest.<RuntimeException>sneak(thrown);
            });

            assertThatThrownBy(future::join)
                    .isExactlyInstanceOf(CompletionException.class)
                    .cause()
                    .isSameAs(thrown);
        }
    }

    @Test
    void theExceptionOfACallIsTheCauseAsItIs() {
        server.answer(Answer.of("HTTP/1.1 403 X\r\nContent-Length: 0\r\n\r\n", Then.KEEP));

        assertThatThrownBy(() -> print.async(threads, GET).get())
                .cause()
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("HTTP 403");
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> print.async(null, GET))
                .withMessage("executor");
        assertThatNullPointerException()
                .isThrownBy(() -> print.async(threads, null))
                .withMessage("call");
    }

    @Test
    void aCancellationOfTheViewEndsTheFutureWithTheOutcome() throws Exception {
        server.answer(HANG);
        Cancellation cancellation = Cancellation.create();
        CompletableFuture<PrintJob> future =
                print.withOptions(options -> options.cancellation(cancellation)).async(threads, GET);
        assertThat(server.requestCount(1)).isEqualTo(1);

        cancellation.cancel();

        assertThatThrownBy(() -> future.get(SOON_SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        CancelledCallException.class,
                        failure -> assertThat(failure.mayHaveReachedService()).isTrue());
    }

    @Test
    void theCloseOfTheClientEndsTheFuture() {
        server.answer(HANG);
        CompletableFuture<PrintJob> future = print.async(threads, GET);
        assertThat(server.requestCount(1)).isEqualTo(1);

        print.close();

        assertThatThrownBy(() -> future.get(SOON_SECONDS, TimeUnit.SECONDS))
                .cause()
                .isExactlyInstanceOf(TransportException.class)
                .hasMessageContaining("the client was closed during the call");
    }

    /** A list reads its pages when it is iterated, perhaps after the end of the future. */
    @Test
    void aResultMayUseTheClientLater() {
        String jobs = "{\"value\":[{\"id\":\"1\",\"status\":{\"state\":\"paused\"}}]}";
        server.answer(Answer.of("HTTP/1.1 200 OK\r\nContent-Length: " + jobs.length() + "\r\n\r\n" + jobs, Then.KEEP));
        PagedIterable<PrintJob> list = print.async(
                        threads, client -> client.printer("c05f").jobs().list())
                .join();

        assertThat(list).extracting(PrintJob::id).containsExactly("1");
    }
}
