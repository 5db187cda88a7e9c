package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TokenProvider;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.core.internal.time.Time;
import io.cloudjobs.print.PrintSubmitException.Step;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import io.cloudjobs.testkit.SimulatedTime;
import io.cloudjobs.testkit.WaitingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A paced client: how many jobs the service sees, and what happens to the submits that wait. */
@Timeout(120)
class PrintPacingTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final DocumentContent CONTENT = DocumentContent.of("a.pdf", "application/pdf", Bytes.of(10));
    private static final PrintPacing ONE_JOB = PrintPacing.published().withJobsPerPrinter(1);
    private static final PrintPacing ONE_AT_ONCE = PrintPacing.published().withSubmitsPerUser(1);

    @StartStop
    final MockWebServer server = new MockWebServer();

    private final CountDownLatch uploading = new CountDownLatch(1);
    private final List<OperationEvent> waits = new CopyOnWriteArrayList<>();
    private PrinterSite site;

    private PrintJobClient client(Time time, PrintPacing pacing) {
        site = new PrinterSite(server, time);
        ClientSettings settings = new ClientSettings();
        settings.time = time;
        return PrintJobClient.builder(settings)
                .endpoint(server.url("/").toString())
                .tokenProvider(TokenProvider.of("token"))
                .retryPolicy(RetryPolicy.none())
                .listener(new CallListener() {
                    @Override
                    public void operationEnded(OperationEvent event) {
                        if (event.operation().equals("printJob.pace")) {
                            waits.add(event);
                        }
                    }
                })
                .pacing(pacing)
                .build();
    }

    private static PrintJob create(PrintJobClient print, String share) {
        return print.share(share).jobs().create();
    }

    private static PrintJob submit(PrintJobClient print, int copies, Consumer<UploadOptions> options) {
        return print.share("s")
                .jobs()
                .submit(PrintJobConfiguration.builder().copies(copies).build(), CONTENT, options);
    }

    private static PrintJob submit(PrintJobClient print, int copies) {
        return submit(print, copies, options -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, 200, 4, 50",
        "2, 50, 100, 2, 25",
        "3, 33, 66, 1, 16",
        "4, 25, 50, 1, 12",
        "60, 1, 3, 1, 1",
        "2147483647, 1, 1, 1, 1"
    })
    void machinesShareTheNumbers(int machines, int ofPrinter, int ofUser, int atOnce, int atOnceOfAll) {
        assertThat(PrintPacing.published().dividedBy(machines))
                .hasToString("PrintPacing[jobsPerPrinter=" + ofPrinter + ", jobsPerUser=" + ofUser + ", submitsPerUser="
                        + atOnce + ", submitsPerPrinter=" + atOnceOfAll + "]");
    }

    @Test
    void aNumberIsAtLeastOne() {
        PrintPacing pacing = PrintPacing.published();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pacing.dividedBy(0))
                .withMessage("machines must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pacing.withJobsPerPrinter(0))
                .withMessage("jobsPerPrinter must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pacing.withJobsPerUser(-1))
                .withMessage("jobsPerUser must be at least 1, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pacing.withSubmitsPerUser(0))
                .withMessage("submitsPerUser must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pacing.withSubmitsPerPrinter(Integer.MIN_VALUE))
                .withMessage("submitsPerPrinter must be at least 1, but is -2147483648");
        assertThatNullPointerException()
                .isThrownBy(() -> PrintJobClient.builder().pacing(null))
                .withMessage("pacing");
        assertThat(pacing.withJobsPerPrinter(1)
                        .withJobsPerUser(2)
                        .withSubmitsPerUser(3)
                        .withSubmitsPerPrinter(5))
                .hasToString("PrintPacing[jobsPerPrinter=1, jobsPerUser=2, submitsPerUser=3, submitsPerPrinter=5]");
    }

    @Test
    void aJobMoreWaitsUntilTheFirstOneIsTenMinutesOld() {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, PrintPacing.published().withJobsPerPrinter(10))) {
            site.before = request -> time.advance(Duration.ofSeconds(1));
            PrintJobClient patient = print.withOptions(options -> options.timeout(Duration.ofMinutes(11)));
            for (int i = 0; i < 10; i++) {
                create(i % 2 == 0 ? print : patient, "s");
            }
            assertThat(time.sleeps()).isEmpty();
            assertThat(waits).isEmpty();

            create(patient, "s");

            // The first job was created after 1 of 10 seconds.
            assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(591));
            assertThat(site.mostIn(WINDOW, "shares/s")).isEqualTo(10);
            assertThat(waits).singleElement().satisfies(wait -> {
                assertThat(wait.method()).isEqualTo("POST");
                assertThat(wait.pathTemplate()).isEqualTo("/print/shares/{shareId}/jobs");
                assertThat(wait.attempts()).isZero();
                assertThat(wait.duration()).isEqualTo(Duration.ofSeconds(591));
                assertThat(wait.failure()).isNull();
            });
        }
    }

    @Test
    void theUserHasALaneAcrossPrintersAndShares() {
        ManualTime time = new ManualTime();
        PrintPacing pacing = PrintPacing.published().withJobsPerPrinter(2).withJobsPerUser(3);
        try (PrintJobClient print = client(time, pacing)) {
            PrintJobClient patient = print.withOptions(options -> options.timeout(Duration.ofHours(1)));
            create(patient, "s");
            time.advance(Duration.ofMinutes(1));
            create(patient, "t");
            patient.printer("p").jobs().create();
            assertThat(time.sleeps()).isEmpty();

            create(patient, "u");
            create(patient, "u");
            create(patient, "s");

            assertThat(time.sleeps()).containsExactly(Duration.ofMinutes(9), Duration.ofMinutes(1));
        }
    }

    @Test
    void aWaitThatExceedsTheTimeoutFailsImmediately() {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, ONE_JOB)) {
            submit(print, 1);
            int before = site.requests();

            Throwable ofCreate = catchThrowable(() -> create(print, "s"));
            PrintSubmitException ofSubmit = catchThrowableOfType(
                    PrintSubmitException.class,
                    () -> submit(
                            print,
                            1,
                            options -> options.timeout(Duration.ofMinutes(10).minusNanos(1))));

            String problem =
                    "failed: the pacing (jobsPerPrinter 1) requires a wait of PT10M," + " longer than the rest of ";
            assertThat(ofCreate)
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessage("printJob.create of /print/shares/s " + problem + "the client's timeout of PT1M: raise"
                            + " the client's timeout(...), or call again later");
            assertThat(((SdkException) ofCreate).mayHaveReachedService()).isFalse();
            assertThat(ofSubmit.step()).isEqualTo(Step.CREATE);
            assertThat(ofSubmit.jobId()).isNull();
            assertThat(ofSubmit.attempts()).isZero();
            assertThat(ofSubmit.mayHaveReachedService()).isFalse();
            assertThat(ofSubmit.getCause())
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessage("printJob.submit of /print/shares/s " + problem + "the timeout of PT9M59.999999999S:"
                            + " raise the timeout(...), or call again later");
            assertThat(site.requests()).isEqualTo(before);
            assertThat(time.sleeps()).isEmpty();
            assertThat(waits)
                    .extracting(OperationEvent::failure)
                    .containsExactly((SdkException) ofCreate, (SdkException) ofSubmit.getCause());

            submit(print, 1, options -> options.timeout(Duration.ofMinutes(11)));
            assertThat(time.sleeps()).containsExactly(WINDOW);
        }
    }

    static Stream<PrintPacing> oneAtOnce() {
        return Stream.of(ONE_AT_ONCE, PrintPacing.published().withSubmitsPerPrinter(1));
    }

    @ParameterizedTest
    @MethodSource("oneAtOnce")
    void aSubmitThatIsInProgressForTooLongFailsTheNextAtItsTimeout(PrintPacing pacing) {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, pacing)) {
            AtomicReference<Throwable> second = new AtomicReference<>();

            submit(
                    print,
                    1,
                    options -> options.timeout(Duration.ofHours(2))
                            .onProgress(bytes -> second.set(catchThrowable(
                                    () -> submit(print, 2, inner -> inner.timeout(Duration.ofMinutes(25)))))));

            assertThat(second.get().getCause())
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessage(
                            "printJob.submit of /print/shares/s failed: the timeout of PT25M expired during the wait"
                                    + " for the submits in progress to this printer, at most 1 at once: raise the"
                                    + " timeout(...), or call again later");
            assertThat(time.sleeps()).containsExactly(WINDOW, WINDOW, Duration.ofMinutes(5));
            assertThat(site.created).hasSize(1);
            submit(print, 3);
            assertThat(time.sleeps()).hasSize(3);
        }
    }

    @Test
    void viewsAndResourcesShareThePacing() {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, ONE_JOB)) {
            try (PrintJobClient view = print.withOptions(options -> options.timeout(Duration.ofMinutes(11)))) {
                PrinterShareResource share = view.share("s");
                create(print, "s");
                share.jobs().create();
                print.withOptions(options -> options.timeout(Duration.ofMinutes(12)))
                        .share("s")
                        .jobs()
                        .create();
            }
            assertThat(time.sleeps()).containsExactly(WINDOW, WINDOW);
            create(print, "another share");
            print.printer("p").jobs().create();
            assertThat(time.sleeps()).hasSize(2);
        }
    }

    @Test
    void nothingWaitsWithoutPacing() {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, ONE_JOB)) {
            try (PrintJobClient other = PrintJobClient.builder()
                    .endpoint(server.url("/").toString())
                    .tokenProvider(TokenProvider.of("token"))
                    .build()) {
                for (int i = 0; i < 5; i++) {
                    create(other, "s");
                }
            }
            assertThat(time.sleeps()).isEmpty();
            create(print, "s");
        }
    }

    /** A failure of the first submit, and whether the service may count its job. */
    static Stream<Arguments> failures() {
        RuntimeException ours = new IllegalStateException("from the callback");
        return Stream.of(
                argumentSet("404", answers("/jobs", 404), 0, null),
                argumentSet("400", answers("/jobs", 400), 0, null),
                argumentSet("429", answers("/jobs", 429), 0, null),
                argumentSet("no success", answers("/jobs", 204), 1, null),
                argumentSet("500", answers("/jobs", 500), 1, null),
                argumentSet("lost response", lost("/jobs"), 1, null),
                argumentSet("no session", answers("/createUploadSession", 403), 1, null),
                argumentSet("no start", answers("/start", 409), 1, null),
                argumentSet("callback", answers("/none", 404), 1, ours),
                argumentSet("callback with an Error", answers("/none", 404), 1, new AssertionError()),
                argumentSet("no memory", answers("/none", 404), 1, new OutOfMemoryError("test")));
    }

    private record Fault(String path, int status, boolean isLost) {
        MockResponse at(String target) {
            if (!target.endsWith(path)) {
                return null;
            }
            return isLost
                    ? new MockResponse.Builder()
                            .onResponseStart(new SocketEffect.CloseSocket())
                            .build()
                    : PrinterSite.response(status, "");
        }
    }

    private static Fault answers(String path, int status) {
        return new Fault(path, status, false);
    }

    private static Fault lost(String path) {
        return new Fault(path, 0, true);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void noTurnIsLostAfterAFailure(Fault fault, int counted, Throwable ofCallback) {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, ONE_JOB.withSubmitsPerUser(1))) {
            site.fault = request -> fault.at(request.getTarget());
            Throwable failure = catchThrowable(() -> submit(
                    print,
                    1,
                    options -> options.onProgress(bytes -> {
                        if (ofCallback instanceof Error error) {
                            throw error;
                        } else if (ofCallback instanceof RuntimeException exception) {
                            throw exception;
                        }
                    })));
            assertThat(failure).isNotNull();
            site.fault = request -> null;

            submit(print, 2);

            assertThat(time.sleeps()).isEqualTo(counted == 0 ? List.of() : List.of(WINDOW));
        }
    }

    @Test
    void anExceptionBeforeTheRequestUsesNoTurn() {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, ONE_JOB)) {
            for (int i = 0; i < 3; i++) {
                assertThatNullPointerException()
                        .isThrownBy(() -> print.share("s").jobs().create(null));
                assertThatNullPointerException()
                        .isThrownBy(() -> print.share("s").jobs().submit(null, CONTENT));
                assertThatNullPointerException()
                        .isThrownBy(() -> print.share("s").jobs().submit((DocumentContent) null));
            }
            assertThat(site.requests()).isZero();
            create(print, "s");
            assertThat(time.sleeps()).isEmpty();
        }
    }

    /** Starts threads that wait one after the other for the turn of the first one, whose upload does not end yet. */
    private List<Thread> line(PrintJobClient print, WaitingTime time, int threads, List<Throwable> failures)
            throws InterruptedException {
        List<Thread> line = new ArrayList<>();
        for (int i = 1; i <= threads; i++) {
            line.add(submitting(print, i, failures));
            if (i == 1) {
                uploading.await();
            } else {
                time.awaitWaits(1);
            }
        }
        return line;
    }

    private static Thread submitting(PrintJobClient print, int copies, List<Throwable> failures) {
        Thread thread = new Thread(() -> {
            try {
                submit(print, copies);
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void submitsRunInTheOrderOfTheirCalls() throws Exception {
        WaitingTime time = new WaitingTime();
        try (PrintJobClient print = client(time, ONE_AT_ONCE)) {
            CountDownLatch end = holdUploads();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            List<Thread> line = line(print, time, 6, failures);

            end.countDown();

            for (Thread thread : line) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(site.created).extracting(PrinterSite.Created::copies).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(site.mostAtOnce).containsEntry("shares/s", 1);
            assertThat(waits).hasSize(5);
        }
    }

    private CountDownLatch holdUploads() {
        CountDownLatch end = new CountDownLatch(1);
        site.before = request -> {
            if (request.getTarget().startsWith("/upload")) {
                uploading.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        return end;
    }

    @Test
    void aCancelEndsTheWaitOfOneSubmit() throws Exception {
        WaitingTime time = new WaitingTime();
        try (PrintJobClient print = client(time, ONE_AT_ONCE)) {
            CountDownLatch end = holdUploads();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            List<Thread> line = line(print, time, 2, failures);
            Cancellation cancellation = Cancellation.create();
            Thread cancelled =
                    submitting(print.withOptions(options -> options.cancellation(cancellation)), 3, failures);
            time.awaitWaits(1);
            line.add(submitting(print, 4, failures));
            time.awaitWaits(1);

            cancellation.cancel();
            cancelled.join();
            end.countDown();

            for (Thread thread : line) {
                thread.join();
            }
            assertThat(failures).singleElement().isInstanceOfSatisfying(PrintSubmitException.class, failure -> {
                assertThat(failure.step()).isEqualTo(Step.CREATE);
                assertThat(failure.mayHaveReachedService()).isFalse();
                assertThat(failure.getCause())
                        .isInstanceOf(CancelledCallException.class)
                        .hasMessage(
                                "printJob.submit of /print/shares/s failed: the call was cancelled during the wait");
            });
            assertThat(site.created).extracting(PrinterSite.Created::copies).containsExactly(1, 2, 4);
        }
    }

    @Test
    void anInterruptEndsTheWaitOfOneSubmit() throws Exception {
        WaitingTime time = new WaitingTime();
        try (PrintJobClient print = client(time, ONE_AT_ONCE)) {
            CountDownLatch end = holdUploads();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            List<Thread> line = line(print, time, 4, failures);

            line.get(2).interrupt();
            line.get(2).join();
            end.countDown();

            for (Thread thread : line) {
                thread.join();
            }
            assertThat(failures).singleElement().isInstanceOfSatisfying(PrintSubmitException.class, failure -> {
                assertThat(failure.step()).isEqualTo(Step.CREATE);
                assertThat(failure.mayHaveReachedService()).isFalse();
                assertThat(failure.getCause())
                        .isInstanceOf(InterruptedCallException.class)
                        .hasMessage("printJob.submit of /print/shares/s failed: the thread was interrupted");
            });
            assertThat(site.created).extracting(PrinterSite.Created::copies).containsExactly(1, 2, 4);
        }
    }

    @Test
    void theFlagOfAnInterruptedThreadIsSet() {
        ManualTime time = new ManualTime();
        try (PrintJobClient print =
                client(time, ONE_JOB).withOptions(options -> options.timeout(WINDOW.plusHours(1)))) {
            create(print, "s");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> create(print, "s")).isInstanceOf(InterruptedCallException.class);
            assertThat(Thread.interrupted()).isTrue();
            create(print, "s");
            assertThat(time.sleeps()).containsExactly(WINDOW);
        }
    }

    @Test
    void closingTheClientEndsTheWaits() throws Exception {
        WaitingTime time = new WaitingTime();
        PrintJobClient print = client(time, ONE_AT_ONCE);
        CountDownLatch end = holdUploads();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> line = line(print, time, 4, failures);
        print.withOptions(options -> {}).close();
        assertThat(failures).isEmpty();

        print.close();

        for (Thread thread : line) {
            thread.join();
        }
        end.countDown();
        assertThat(failures).hasSize(4);
        assertThat(failures.stream().map(Throwable::getCause))
                .filteredOn(cause -> cause.getMessage()
                        .equals("printJob.submit of /print/shares/s failed: the client was closed during the call"))
                .hasSize(3);
        assertThat(site.created).hasSize(1);
        assertThatThrownBy(() -> create(print, "s"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
    }

    /** No submit is in progress, so only the close can end the wait. */
    @Test
    void closingTheClientEndsTheWaitForOlderJobs() throws Exception {
        WaitingTime time = new WaitingTime();
        PrintJobClient print = client(time, ONE_JOB);
        PrintJobClient patient = print.withOptions(options -> options.timeout(WINDOW.plusHours(1)));
        create(patient, "s");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread waits = new Thread(() -> failure.set(catchThrowable(() -> create(patient, "s"))));
        waits.start();
        time.awaitWaits(1);

        print.close();

        waits.join();
        assertThat(failure.get())
                .isExactlyInstanceOf(TransportException.class)
                .hasMessage("printJob.create of /print/shares/s failed: the client was closed during the call");
        assertThatThrownBy(() -> create(patient, "s"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
        assertThat(site.created).hasSize(1);
    }

    /** The client is closed while the call looks at the clock for this time. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aClientThatIsClosedBeforeAWaitDoesNotWait(int look) {
        ManualTime time = new ManualTime();
        AtomicInteger looks = new AtomicInteger();
        AtomicReference<PrintJobClient> closing = new AtomicReference<>();
        PrintJobClient print = client(
                new ForwardingTime(time) {
                    @Override
                    public long nanos() {
                        if (closing.get() != null && looks.incrementAndGet() == look) {
                            closing.get().close();
                        }
                        return super.nanos();
                    }
                },
                ONE_JOB);
        PrintJobClient patient = print.withOptions(options -> options.timeout(WINDOW.plusHours(1)));
        create(patient, "s");
        closing.set(print);

        assertThatThrownBy(() -> create(patient, "s")).hasMessageContaining("the client ");

        assertThat(looks.get()).isGreaterThanOrEqualTo(look);
        assertThat(time.sleeps()).isEmpty();
        assertThat(site.created).hasSize(1);
    }

    @Test
    void aCreationHasTheRestOfTheTimeout() {
        ManualTime time = new ManualTime();
        try (PrintJobClient print = client(time, ONE_JOB).withOptions(options -> options.timeout(WINDOW))) {
            create(print, "s");
            int before = site.requests();

            assertThatThrownBy(() -> create(print, "s")).isInstanceOf(TransportException.class);

            assertThat(time.sleeps()).containsExactly(WINDOW);
            assertThat(site.requests()).isEqualTo(before);
            create(print, "s");
        }
    }

    @Test
    void aListenerThatThrowsLosesNoTurn() {
        ManualTime time = new ManualTime();
        AtomicInteger calls = new AtomicInteger();
        try (PrintJobClient print = client(time, ONE_JOB)
                .withOptions(options -> options.timeout(WINDOW.plusHours(1)).listener(new CallListener() {
                    @Override
                    public void operationEnded(OperationEvent event) {
                        if (event.operation().equals("printJob.pace") && calls.incrementAndGet() == 1) {
                            throw new StackOverflowError("from the listener");
                        }
                    }
                }))) {
            create(print, "s");
            assertThatThrownBy(() -> create(print, "s")).isInstanceOf(StackOverflowError.class);
            create(print, "s");
            assertThat(time.sleeps()).containsExactly(WINDOW);
            assertThat(site.created).hasSize(2);
        }
    }

    /** Many threads, some of whose submits fail in all ways. */
    @Test
    void theServiceNeverSeesMoreThanTheNumbers() throws Exception {
        SimulatedTime time = new SimulatedTime();
        PrintPacing pacing = PrintPacing.published().withJobsPerPrinter(8).withJobsPerUser(14);
        try (PrintJobClient print = client(time, pacing)) {
            AtomicInteger number = new AtomicInteger();
            site.before = request -> time.advance(Duration.ofMillis(100));
            site.fault = request -> {
                String target = request.getTarget();
                if (!target.endsWith("/jobs") && !target.endsWith("Session") && !target.startsWith("/upload")) {
                    return null; // the start or the cancel, after which the service counts the submit no longer
                }
                return switch (number.incrementAndGet() % 23) {
                    case 5 -> PrinterSite.response(404, "");
                    case 11 -> PrinterSite.response(503, "");
                    case 17 ->
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build();
                    default -> null;
                };
            };
            List<Throwable> unexpected = new CopyOnWriteArrayList<>();
            AtomicInteger ended = new AtomicInteger();
            List<Runnable> work = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int thread = i;
                work.add(() -> {
                    for (int j = 0; j < 4; j++) {
                        try {
                            submitTo(print, "s" + (thread + j) % 3, thread * 4 + j);
                        } catch (PrintSubmitException | AssertionError e) {
                            // as planned
                        } catch (Throwable e) {
                            unexpected.add(e);
                        }
                        ended.incrementAndGet();
                    }
                });
            }

            time.run(work);

            assertThat(unexpected).isEmpty();
            assertThat(ended).hasValue(64);
            assertThat(site.created).hasSizeGreaterThan(40);
            assertThat(site.mostIn(WINDOW, "")).isBetween(5, 14);
            for (String share : new String[] {"s0", "s1", "s2"}) {
                assertThat(site.mostIn(WINDOW, "shares/" + share)).isBetween(1, 8);
                assertThat(site.mostAtOnce.get("shares/" + share)).isBetween(1, 4);
            }

            // All turns are free again.
            site.fault = request -> null;
            time.advance(WINDOW);
            int before = waits.size();
            for (int i = 0; i < 8; i++) {
                submitTo(print, "s0", 1);
            }
            assertThat(waits).hasSize(before);
        }
    }

    private static void submitTo(PrintJobClient print, String share, int number) {
        print.share(share)
                .jobs()
                .submit(
                        PrintJobConfiguration.builder().copies(1).build(),
                        CONTENT,
                        options -> options.timeout(Duration.ofDays(3)).onProgress(bytes -> {
                            if (number % 19 == 7) {
                                throw new AssertionError("from the callback");
                            }
                        }));
    }
}
