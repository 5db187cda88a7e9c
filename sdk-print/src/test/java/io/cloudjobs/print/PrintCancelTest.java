package io.cloudjobs.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloudjobs.core.Cancellation;
import io.cloudjobs.core.CancelledCallException;
import io.cloudjobs.core.SdkException;
import io.cloudjobs.print.PrintSubmitException.Step;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancelled call of several requests sends none of the others, and says what has happened so far. */
@Timeout(60)
class PrintCancelTest {
    private static final String CREATE = "POST /v1.0/print/shares/s/jobs";
    private static final String SESSION =
            CREATE + "/1825/documents/ca96c367-c3ad-478a-bbce-fbd1cd856e73/createUploadSession";
    private static final String JOB = "/v1.0/print/printers/p/jobs/5182";

    @StartStop
    final MockWebServer api = new MockWebServer();

    @StartStop
    final MockWebServer transfers = new MockWebServer();

    private final Cancellation cancellation = Cancellation.create();

    /** The end of the path whose request is cancelled, when its response is lost. */
    private String cancelledAt = "none";

    private final OkHttpClient http = new OkHttpClient.Builder()
            .addInterceptor(chain -> {
                try {
                    return chain.proceed(chain.request());
                } finally {
                    if (chain.request().url().encodedPath().endsWith(cancelledAt)) {
                        cancellation.cancel();
                    }
                }
            })
            .build();
    private final GraphServer graph = new GraphServer(api, http);

    private PrintJobClient print() {
        return graph.client().withOptions(options -> options.cancellation(cancellation));
    }

    private PrinterJobResource job() {
        return print().printer("p").job("5182");
    }

    private CancelledCallException cancelled(Runnable call) {
        return catchThrowableOfType(CancelledCallException.class, call::run);
    }

    @AfterEach
    void noConnectionIsInUse() {
        graph.assertNoConnectionIsInUse();
    }

    @Test
    void aListGivesTheRestOfItsPageAndReadsNoOther() throws Exception {
        graph.answer(
                200,
                "{\"value\":[{\"id\":\"1\",\"status\":{\"state\":\"paused\"}},{\"id\":\"2\",\"status\":{\"state\":\"paused\"}}],"
                        + "\"@odata.nextLink\":\"" + api.url("/v1.0/next") + "\"}");
        List<String> ids = new ArrayList<>();

        CancelledCallException failure = cancelled(() -> {
            for (PrintJob job : print().printer("p").jobs().list()) {
                ids.add(job.id());
                cancellation.cancel();
            }
        });

        assertThat(ids).containsExactly("1", "2");
        assertThat(failure.operation()).isEqualTo("printJob.list");
        assertThat(failure.attempts()).isZero();
        assertThat(graph.requests()).hasSize(1);
    }

    @Test
    void anAbortWhoseResponseIsLostIsNotConfirmed() throws Exception {
        graph.loseAnswer();
        cancelledAt = "/abort";

        CancelledCallException failure = cancelled(() -> job().abortAndConfirm("recalled"));

        assertThat(failure.operation()).isEqualTo("printJob.abort");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/abort");
    }

    @Test
    void aCancelledCancelDoesNotWaitForTheEndOfTheJob() throws Exception {
        graph.loseAnswer();
        cancelledAt = "/cancel";

        CancelledCallException failure = cancelled(() -> job().cancelAndAwait());

        assertThat(failure.operation()).isEqualTo("printJob.cancel");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/cancel");
        assertThat(graph.time.sleeps()).isEmpty();
    }

    @Test
    void aRedirectionSaysThatTheServiceMayHaveActed() throws Exception {
        graph.loseAnswer();
        cancelledAt = "/redirect";

        CancelledCallException failure = cancelled(() -> job().redirectAndConfirm("q"));

        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly("POST " + JOB + "/redirect");
    }

    @Test
    void aDoneOperationWhoseResultWasNotReadSaysSo() throws Exception {
        graph.answer(204, "").loseAnswer();
        cancelledAt = "/5182";

        CancelledCallException failure =
                cancelled(() -> print().share("s").job("5182").start());

        assertThat(failure).hasMessageContaining("the service completed the operation");
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(graph.requests()).hasSize(2);
    }

    private PrintSubmitException submitFailure(byte[] bytes, Runnable onProgress) {
        PrintJobClient print = print();
        return catchThrowableOfType(
                PrintSubmitException.class,
                () -> print.share("s")
                        .jobs()
                        .submit(
                                PrintJobConfiguration.builder().build(),
                                DocumentContent.of("TestFile.pdf", "application/pdf", bytes),
                                options -> options.onProgress(sent -> onProgress.run())));
    }

    @Test
    void aSubmitThatIsCancelledDuringTheCreationDoesNotKnowItsJob() throws Exception {
        graph.loseAnswer();
        cancelledAt = "/jobs";

        PrintSubmitException failure = submitFailure(Bytes.of(10), () -> {});

        assertThat(failure.getCause()).isExactlyInstanceOf(CancelledCallException.class);
        assertThat(failure.step()).isEqualTo(Step.CREATE);
        assertThat(failure.jobId()).isNull();
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(graph.requests()).containsExactly(CREATE);
    }

    @Test
    void aSubmitThatIsCancelledDuringTheUploadNamesItsJobAndDoesNotCancelIt() throws Exception {
        int size = 2 * PrintDocumentUpload.PART;
        UploadHost host = new UploadHost(transfers, size);
        graph.answer(201, Fixture.text("printjob-create.json")).session(host.url());

        PrintSubmitException failure = submitFailure(Bytes.of(size), cancellation::cancel);

        assertThat(failure.getCause()).isInstanceOfSatisfying(CancelledCallException.class, cause -> {
            assertThat(cause.operation()).isEqualTo("printDocument.upload");
            assertThat(cause.mayHaveReachedService()).isTrue();
        });
        assertThat(failure.step()).isEqualTo(Step.UPLOAD);
        assertThat(failure.jobId()).isEqualTo("1825");
        assertThat(failure.isCanceled()).isFalse();
        assertThat(failure.mayHaveStarted()).isFalse();
        assertThat(failure).hasMessageContaining("job 1825 was not started and could not be cancelled: ");
        assertThat(graph.requests()).containsExactly(CREATE, SESSION);
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void aSubmitThatIsCancelledDuringTheStartSaysThatTheJobMayPrint() throws Exception {
        UploadHost host = new UploadHost(transfers, 10);
        graph.answer(201, Fixture.text("printjob-create.json")).session(host.url());
        graph.loseAnswer();
        cancelledAt = "/start";

        PrintSubmitException failure = submitFailure(Bytes.of(10), () -> {});

        assertThat(failure.step()).isEqualTo(Step.START);
        assertThat(failure.jobId()).isEqualTo("1825");
        assertThat(failure.mayHaveStarted()).isTrue();
        assertThat(failure.isCanceled()).isFalse();
        assertThat(graph.requests()).containsExactly(CREATE, SESSION, CREATE + "/1825/start");
    }

    @Test
    void anUploadSaysHowFarItCame() {
        int size = 3 * PrintDocumentUpload.PART;
        UploadHost host = new UploadHost(transfers, size);
        graph.session(host.url());
        DocumentContent content = DocumentContent.of("a.pdf", "application/pdf", Bytes.of(size));

        SdkException failure = cancelled(() -> job().document("d")
                .upload(
                        content,
                        options -> options.onProgress(sent -> {
                            if (sent == 2 * PrintDocumentUpload.PART) {
                                cancellation.cancel();
                            }
                        })));

        assertThat(failure)
                .hasMessage("printDocument.upload of /print/printers/p/jobs/5182/documents/d failed: the upload was"
                        + " stopped: printDocument.upload of /print/printers/p/jobs/5182/documents/d failed: the call"
                        + " was cancelled (nothing was processed, attempt 0)");
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.mayHaveReachedService()).isTrue();
        assertThat(host.requests()).hasSize(2);
    }
}
