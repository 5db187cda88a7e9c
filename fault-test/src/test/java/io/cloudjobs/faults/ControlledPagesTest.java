package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.ClientOptions;
import io.cloudjobs.core.PagedIterable;
import io.cloudjobs.core.ResultPage;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Registrations;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.testkit.Canary;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.RawServer;
import io.cloudjobs.testkit.RawServer.Answer;
import io.cloudjobs.testkit.RawServer.Then;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pages that are read with a cancellation or a timeout, and continued after it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ControlledPagesTest {
    /** Ten times the promised time. */
    private static final int SOON_SECONDS = 2;

    private static final Answer HANG = Answer.of("HTTP/1.1 200", Then.HANG);

    private final RawServer server = new RawServer();
    private final OkHttpClient http = new OkHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ClientSettings settings = new ClientSettings();
    private final Cancellation cancellation = Cancellation.create();

    ControlledPagesTest() throws IOException {
        settings.endpoint = server.url();
        settings.tokenProvider = () -> Canary.SECRET;
        settings.httpClient = http;
        settings.timeout = Duration.ofMinutes(2);
        settings.attemptTimeout = Duration.ofMinutes(2);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Registrations.of(cancellation)).isZero();
        ConnectionsInUse.assertNone(http);
        http.connectionPool().evictAll();
        threads.shutdownNow();
        server.close();
    }

    private PrintJobClient client() {
        return PrintClients.builder(settings).build();
    }

    private static PagedIterable<PrintJob> list(PrintJobClient print) {
        return print.printer("c05f").jobs().list();
    }

    private PagedIterable<PrintJob> list(Consumer<ClientOptions> options) {
        return list(client().withOptions(options));
    }

    /** Responds with a page of one job, which links to the next one unless it is the last. */
    private void answerPage(int number, int last) {
        String next = number == last
                ? ""
                : ",\"@odata.nextLink\":\"" + server.url() + "/print/printers/c05f/jobs?$skiptoken=" + (number + 1)
                        + "\"";
        String page = "{\"value\":[{\"id\":\"" + number + "\",\"status\":{\"state\":\"paused\"}}]" + next + "}";
        server.answer(Answer.of("HTTP/1.1 200 OK\r\nContent-Length: " + page.length() + "\r\n\r\n" + page, Then.KEEP));
    }

    private static List<String> ids(ResultPage<PrintJob> page) {
        return page.items().stream().map(PrintJob::id).toList();
    }

    @Test
    void aCancelEndsTheRequestOfAPageAndItsTokenContinuesLater() throws Exception {
        answerPage(1, 2);
        Iterator<ResultPage<PrintJob>> pages =
                list(options -> options.cancellation(cancellation)).pages().iterator();
        ResultPage<PrintJob> first = pages.next();
        server.answer(HANG);
        Future<Throwable> reading = threads.submit(() -> catchThrowable(pages::next));
        assertThat(server.requestCount(2)).isEqualTo(2);

        cancellation.cancel();

        assertThat(reading.get(SOON_SECONDS, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(CancelledCallException.class, failure -> {
                    assertThat(failure.operation()).isEqualTo("printJob.list");
                    assertThat(failure.attempts()).isEqualTo(1);
                    assertThat(failure.mayHaveReachedService()).isTrue();
                });
        assertThat(http.connectionPool().connectionCount()).isZero();
        // The iterator stays at its page, and sends nothing.
        assertThat(pages.hasNext()).isTrue();
        assertThat(catchThrowableOfType(CancelledCallException.class, pages::next)
                        .attempts())
                .isZero();
        assertThat(server.requestCount()).isEqualTo(2);
        // The page that was read is still there.
        assertThat(ids(first)).containsExactly("1");
        answerPage(2, 2);
        assertThat(list(client()).pages(first.nextPageToken()))
                .extracting(ControlledPagesTest::ids)
                .containsExactly(List.of("2"));
        assertThat(server.requestCount()).isEqualTo(3);
    }

    @Test
    void aFutureOfPagesEndsBetweenTwoPages() {
        answerPage(1, 3);
        CompletableFuture<?>[] future = {null};
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        CompletableFuture<Void> started = new CompletableFuture<>();

        future[0] = client().async(threads, print -> {
            started.join();
            Throwable failure = catchThrowable(() -> list(print).pages().forEach(page -> future[0].cancel(true)));
            return end.complete(failure);
        });
        started.complete(null);

        assertThat(end.join()).isInstanceOf(CancelledCallException.class);
        assertThat(future[0]).isCancelled();
        assertThat(server.requestCount()).isEqualTo(1);
    }

    @Test
    void aTokenIsCheckedAlthoughTheCallIsCancelled() {
        cancellation.cancel();
        PagedIterable<PrintJob> list = list(options -> options.cancellation(cancellation));

        assertThat(catchThrowable(() -> list.pages("forged"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(list.pages().iterator()::next)).isInstanceOf(CancelledCallException.class);
        assertThat(catchThrowable(list.iterator()::hasNext)).isInstanceOf(CancelledCallException.class);
        assertThat(server.connectionCount()).isZero();
    }

    @Test
    void aTimeoutEndsTheRequestOfAPageAndTheIteratorContinues() {
        answerPage(1, 2);
        String token = list(client()).pages().iterator().next().nextPageToken();
        Iterator<ResultPage<PrintJob>> rest = list(options -> options.timeout(Duration.ofSeconds(1)))
                .pages(token)
                .iterator();
        server.answer(HANG);

        TransportException failure = catchThrowableOfType(TransportException.class, rest::next);

        assertThat(failure).isExactlyInstanceOf(TransportException.class).hasMessageContaining("the timeout of PT1S");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(http.connectionPool().connectionCount()).isZero();
        answerPage(2, 2);
        assertThat(ids(rest.next())).containsExactly("2");
        assertThat(rest.hasNext()).isFalse();
        assertThat(server.requestCount()).isEqualTo(3);
    }

    /** Your work between two pages does not count. */
    @Test
    void eachPageHasTheWholeTimeout() {
        ManualTime time = new ManualTime();
        settings.time = time;
        Iterator<ResultPage<PrintJob>> pages =
                list(options -> options.timeout(Duration.ofMinutes(1))).pages().iterator();

        for (int number = 1; number <= 3; number++) {
            answerPage(number, 3);
            assertThat(ids(pages.next())).containsExactly(String.valueOf(number));
            time.advance(Duration.ofSeconds(59));
        }

        assertThat(pages.hasNext()).isFalse();
        assertThat(server.requestCount()).isEqualTo(3);
    }
}
