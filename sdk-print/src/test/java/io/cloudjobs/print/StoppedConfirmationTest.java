package io.cloudjobs.print;

import static io.cloudjobs.print.UploadHost.lost;
import static io.cloudjobs.print.UploadHost.refused;
import static io.cloudjobs.print.UploadHost.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.CallListener;
import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.ConflictException;
import io.cloudjobs.core.InterruptedCallException;
import io.cloudjobs.core.OperationEvent;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.print.PrintSubmitException.Step;
import java.time.Duration;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A call that is stopped while it reads the outcome of a lost request says that it was stopped, and that the service may
 * have acted.
 */
@Timeout(60)
class StoppedConfirmationTest {
    private static final String SHARE_JOBS = "POST /v1.0/print/shares/s/jobs";
    private static final String SESSION =
            SHARE_JOBS + "/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73/createUploadSession";
    private static final String PRINTERS = "/v1.0/print/printers/";
    private static final String JOB = PRINTERS + "p/jobs/5182";

    /** The ways to stop a call. */
    enum Stop {
        CANCEL(CancelledCallException.class),
        INTERRUPT(InterruptedCallException.class);

        final Class<? extends SdkException> type;

        Stop(Class<? extends SdkException> type) {
            this.type = type;
        }
    }

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private final Cancellation cancellation = Cancellation.create();
    private Stop stop = Stop.CANCEL;

    /** The request before which the call is stopped, a method and the end of a path. */
    private String stoppedAt = "none";

    private final OkHttpClient http = new OkHttpClient.Builder()
            .addInterceptor(chain -> {
                String line =
                        chain.request().method() + " " + chain.request().url().encodedPath();
                if (line.startsWith(stoppedAt.substring(0, 4)) && line.endsWith(stoppedAt.substring(4))) {
                    if (stop == Stop.CANCEL) {
                        cancellation.cancel();
                    } else {
                        Thread.currentThread().interrupt();
                    }
                }
                return chain.proceed(chain.request());
            })
            .build();
    private final GraphServer graph = new GraphServer(api, http);
    private PrintJobClient print;

    private void stoppedAt(Stop stop, String request) {
        this.stop = stop;
        this.stoppedAt = request;
        this.print = graph.client().withOptions(options -> options.cancellation(cancellation));
    }

    private SdkException stopped(Runnable call) {
        SdkException failure = catchThrowableOfType(stop.type, call::run);
        assertThat(Thread.interrupted()).isEqualTo(stop == Stop.INTERRUPT);
        return failure;
    }

    private PrinterJobResource job() {
        return print.printer("p").job("5182");
    }

    @AfterEach
    void noConnectionIsInUse() {
        assertThat(Thread.interrupted()).isFalse();
        graph.assertNoConnectionIsInUse();
    }

    @ParameterizedTest
    @EnumSource
    void anAbort(Stop how) throws Exception {
        graph.loseAnswer();
        stoppedAt(how, "GET /5182");

        SdkException failure = stopped(() -> job().abortAndConfirm("recalled"));

        assertThat(failure)
                .hasMessageStartingWith("printJob.abort of /print/printers/p/jobs/5182 failed: ")
                .hasMessageContaining("the outcome was not read")
                .hasMessageEndingWith(
                        how == Stop.CANCEL
                                ? "the call was cancelled (nothing was processed, attempt 1)"
                                : "the thread was interrupted")
                .hasCauseExactlyInstanceOf(how.type);
        assertThat(failure.operation()).isEqualTo("printJob.abort");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.getSuppressed()).singleElement().isExactlyInstanceOf(TransportException.class);
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/abort");
    }

    @ParameterizedTest
    @EnumSource
    void aRedirection(Stop how) throws Exception {
        graph.loseAnswer();
        stoppedAt(how, "GET /5182");

        SdkException failure = stopped(() -> job().redirectAndConfirm("q"));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/redirect");
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectionThatHasFoundItsJobNamesIt(Stop how) throws Exception {
        graph.loseAnswer()
                .answer(
                        200,
                        "{\"id\":\"5182\",\"status\":{\"state\":\"aborted\"},\"redirectedTo\":\""
                                + api.url("/v1.0/print") + "/printers/q/jobs/7\"}");
        stoppedAt(how, "GET /7");

        SdkException failure = stopped(() -> job().redirectAndConfirm("q"));

        assertThat(failure).hasMessageContaining("the job was redirected to q/7, but the new job could not be read");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/redirect", "GET " + JOB);
    }

    /** The wait may last minutes. */
    @ParameterizedTest
    @EnumSource
    void aCancelAndItsWait(Stop how) throws Exception {
        graph.loseAnswer().loseAnswer().loseAnswer().loseAnswer();
        stoppedAt(how, "GET /5182");
        print = print.withOptions(options -> options.retryPolicy(RetryPolicy.none()));

        SdkException failure = stopped(() -> job().cancelAndAwait());

        assertThat(failure.operation()).isEqualTo("printJob.cancel");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/cancel");
    }

    @ParameterizedTest
    @EnumSource
    void aStartOfASubmit(Stop how) throws Exception {
        UploadHost host = new UploadHost(transfers, 10);
        graph.answer(201, Fixture.text("printjob-create.json")).session(host.url());
        graph.loseAnswer();
        stoppedAt(how, "GET /1825");

        PrintSubmitException failure = catchThrowableOfType(
                PrintSubmitException.class,
                () -> print.share("s").jobs().submit(DocumentContent.of("a.pdf", "application/pdf", Bytes.of(10))));

        assertThat(Thread.interrupted()).isEqualTo(how == Stop.INTERRUPT);
        assertThat(failure.getCause()).isExactlyInstanceOf(how.type);
        assertThat(failure.step()).isEqualTo(Step.START);
        assertThat(failure.mayHaveStarted()).isTrue();
        assertThat(graph.requests()).containsExactly(SHARE_JOBS, SESSION, SHARE_JOBS + "/1825/start");
    }

    @ParameterizedTest
    @EnumSource
    void anUploadThatAsksForItsMissingParts(Stop how) {
        int size = 2 * PrintDocumentUpload.PART;
        UploadHost host = new UploadHost(transfers, size).next(right(), refused(429));
        graph.session(host.url());
        stoppedAt(how, "GET /5400be13");
        print = print.withOptions(options -> options.retryPolicy(RetryPolicy.none()));

        SdkException failure = stopped(() -> upload(size));

        assertThat(failure.operation()).isEqualTo("printDocument.upload");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.attempts()).isEqualTo(3);
        assertThat(host.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void anUploadThatLooksForItsDocument(Stop how) throws Exception {
        UploadHost host = new UploadHost(transfers, 10).next(lost());
        graph.session(host.url());
        stoppedAt(how, "GET /5182");
        print = print.withOptions(options -> options.retryPolicy(RetryPolicy.none()));

        SdkException failure = stopped(() -> upload(10));

        assertThat(failure.operation()).isEqualTo("printDocument.upload");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(host.requests()).containsExactly("PUT 0-9/10", "GET");
        assertThat(graph.requests()).hasSize(1);
    }

    private void upload(int size) {
        job().document("d").upload(DocumentContent.of("a.pdf", "application/pdf", Bytes.of(size)));
    }

    /** The list is read twice: before the creation and after it. */
    @Test
    void aSubscription() throws Exception {
        stoppedAt(Stop.CANCEL, "none");
        NewPrintSubscription wanted = NewPrintSubscription.forTasks("d")
                .notificationUrl("https://hooks.example/a")
                .clientState("secret")
                .lifetime(Duration.ofHours(60))
                .build();
        graph.answer(200, "{\"value\":[]}").loseAnswer();
        print = print.withOptions(options -> options.listener(new CallListener() {
            @Override
            public void operationEnded(OperationEvent event) {
                if (event.failure() != null) {
                    cancellation.cancel();
                }
            }
        }));

        SdkException failure = stopped(() -> print.subscriptions().ensure(wanted));

        assertThat(failure.operation()).isEqualTo("subscription.create");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("GET /v1.0/subscriptions", "POST /v1.0/subscriptions");
    }

    /** A refusal is an outcome, and no doubt is left. */
    @Test
    void aRefusalIsThrownAlthoughTheCallIsCancelled() throws Exception {
        graph.answer(409, "{}");
        stoppedAt(Stop.CANCEL, "GET /5182");

        SdkException failure = catchThrowableOfType(ConflictException.class, () -> job().cancelAndAwait());

        assertThat(failure.mayHaveReachedService()).isFalse();
        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(CancelledCallException.class);
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/cancel");
    }
}
