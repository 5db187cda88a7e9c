package io.cloudjobs.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.OperationStart;
import io.cloudjobs.core.ResultPage;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Registrations;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.Emulators;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintSubmitException;
import io.cloudjobs.print.auth.EntraTokens;
import io.cloudjobs.testkit.ConnectionsInUse;
import io.cloudjobs.testkit.ManualTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls that are cancelled by a listener, at each event that it can hear: a login, a submit, pages, a retry, an upload, a
 * lost response. Each started operation and attempt ends once, and no request follows.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelledEventsTest {
    private static final DocumentContent CONTENT =
            DocumentContent.of("a.txt", "text/plain", "text".getBytes(StandardCharsets.UTF_8));

    private final OkHttpClient http = new OkHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
        http.connectionPool().evictAll();
    }

    /** The ways to make the calls and to cancel them. */
    enum Way {
        VIEW {
            @Override
            Throwable run(PrintJobClient print, Consumer<PrintJobClient> calls, Heard heard, ExecutorService threads) {
                Cancellation cancellation = Cancellation.create();
                heard.cancel = cancellation::cancel;
                Throwable failure = catchThrowable(
                        () -> calls.accept(print.withOptions(options -> options.cancellation(cancellation))));
                assertThat(Registrations.of(cancellation)).isZero();
                return failure;
            }
        },
        FUTURE {
            @Override
            Throwable run(PrintJobClient print, Consumer<PrintJobClient> calls, Heard heard, ExecutorService threads) {
                CompletableFuture<Throwable> end = new CompletableFuture<>();
                CompletableFuture<CompletableFuture<?>> self = new CompletableFuture<>();
                heard.cancel = () -> self.join().cancel(true);
                self.complete(print.async(threads, client -> end.complete(catchThrowable(() -> calls.accept(client)))));
                Throwable failure = end.join();
                assertThat(self.join().isCancelled()).isEqualTo(heard.isCancelled);
                return failure;
            }
        },
        /** The inner call has the cancellations of both futures. */
        FUTURE_OF_A_FUTURE_WITH_ITS_RESPONSES {
            @Override
            Throwable run(PrintJobClient print, Consumer<PrintJobClient> calls, Heard heard, ExecutorService threads) {
                return FUTURE.run(
                        print,
                        client -> {
                            CompletableFuture<Throwable> end = new CompletableFuture<>();
                            var unused = client.async(
                                    threads,
                                    inner -> end.complete(catchThrowable(() -> inner.withResponse(observed -> {
                                        calls.accept(observed);
                                        return "done";
                                    }))));
                            Throwable failure = end.join();
                            if (failure != null) {
                                throw TokenProviderTest.<RuntimeException>sneak(failure);
                            }
                        },
                        heard,
                        threads);
            }
        };

        /** Returns the failure of the calls; null if they have succeeded. */
        abstract Throwable run(
                PrintJobClient print, Consumer<PrintJobClient> calls, Heard heard, ExecutorService threads);
    }

    /** Cancels the calls at one event, and checks the order of all. */
    static final class Heard implements CallListener {
        final List<String> mistakes = new ArrayList<>();
        private final int cancelledAt;
        Runnable cancel = () -> {};
        boolean isCancelled;
        int events;
        int open;

        Heard(int cancelledAt) {
            this.cancelledAt = cancelledAt;
        }

        synchronized void event(boolean isExpected, Object event) {
            if (!isExpected) {
                mistakes.add(event.toString());
            }
            if (++events == cancelledAt) {
                isCancelled = true;
                cancel.run();
            }
        }

        @Override
        public CallListener operationStarted(OperationStart start) {
            open++;
            event(true, start);
            return new CallListener() {
                private boolean isAttempt;
                private boolean hasEnded;
                private int attempts;

                @Override
                public void attemptStarted(AttemptStart event) {
                    boolean isExpected = !isAttempt && !hasEnded && !isCancelled;
                    isAttempt = true;
                    event(isExpected, event);
                }

                @Override
                public void attemptEnded(AttemptEvent event) {
                    boolean isExpected = isAttempt && !hasEnded;
                    isAttempt = false;
                    attempts++;
                    event(isExpected, event);
                }

                @Override
                public void operationEnded(OperationEvent event) {
                    boolean isExpected = !isAttempt && !hasEnded && attempts == event.attempts();
                    hasEnded = true;
                    open--;
                    event(isExpected, event);
                }
            };
        }
    }

    private static void calls(CloudJobsEmulator emulator, PrintJobClient print) {
        emulator.print().failNext(1, Fault.unavailable());
        print.printer(emulator.print().printerId()).get();
        emulator.print().failNextTransfer(1, Fault.lostResponse());
        PrintJob job = print.share(emulator.print().shareId()).jobs().submit(CONTENT);
        for (ResultPage<PrintJob> page :
                print.printer(emulator.print().printerId()).jobs().list().pages()) {
            assertThat(page.items()).isNotEmpty();
        }
        emulator.print().failNext(3, Fault.lostResponse());
        print.printer(emulator.print().printerId()).job(job.id()).cancelAndAwait();
    }

    /** Returns whether the calls have ended before the event. */
    private boolean isOverBefore(int cancelledAt, Way way) {
        Heard heard = new Heard(cancelledAt);
        ManualTime time = new ManualTime();
        try (CloudJobsEmulator emulator = Emulators.start(time)) {
            emulator.permissive(true);
            ClientSettings login = settings(emulator.entra().endpoint(), time, heard);
            TokenProvider tokens = EntraTokens.clientCredentials(login)
                    .tenantId(emulator.entra().tenantId())
                    .clientId(emulator.entra().clientId())
                    .clientSecret(emulator.entra().clientSecret())
                    .build();
            ClientSettings settings = settings(emulator.print().endpoint(), time, heard);
            settings.tokenProvider = tokens;
            emulator.print().pageSize(1);
            emulator.print().submitJob("user@contoso.com");
            int[] requestsAtCancel = {-1};
            PrintJobClient print = PrintClients.builder(settings).build();

            Throwable failure = way.run(
                    print,
                    client -> {
                        Runnable cancel = heard.cancel;
                        heard.cancel = () -> {
                            requestsAtCancel[0] = requests(emulator);
                            cancel.run();
                        };
                        calls(emulator, client);
                    },
                    heard,
                    threads);

            assertThat(heard.mistakes).as("cancelled at event %s", cancelledAt).isEmpty();
            assertThat(heard.open).isZero();
            if (!heard.isCancelled) {
                assertThat(failure).isNull();
                return true;
            }
            if (failure != null) {
                Throwable end = failure instanceof PrintSubmitException ? failure.getCause() : failure;
                assertThat(end).as("cancelled at event %s", cancelledAt).isInstanceOf(CancelledCallException.class);
            } else {
                assertThat(heard.events).isLessThanOrEqualTo(cancelledAt + 1); // the last attempt had its result
            }
            assertThat(requests(emulator)).isEqualTo(requestsAtCancel[0]);
            ConnectionsInUse.assertNone(http);
            return false;
        }
    }

    private static int requests(CloudJobsEmulator emulator) {
        return emulator.print().requests()
                + emulator.print().transferRequests()
                + emulator.entra().requests();
    }

    private ClientSettings settings(String endpoint, ManualTime time, Heard heard) {
        ClientSettings settings = new ClientSettings();
        settings.endpoint = endpoint;
        settings.httpClient = http;
        settings.time = time;
        settings.listener(heard);
        return settings;
    }

    @ParameterizedTest
    @EnumSource
    void eachOperationAndAttemptEndsOnceAndNothingFollows(Way way) {
        int event = 1;
        while (!isOverBefore(event, way)) {
            event++;
        }
        assertThat(event).isGreaterThan(30);
    }
}
