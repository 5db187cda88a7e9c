package io.cloudjobs.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

import io.cloudjobs.core.ConflictException;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.core.TransportException;
import io.cloudjobs.core.internal.ClientSettings;
import io.cloudjobs.emulator.CloudJobsEmulator;
import io.cloudjobs.emulator.EmulatedRequest;
import io.cloudjobs.emulator.EmulatedService;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.ges.GesJobClient;
import io.cloudjobs.ges.auth.IamTokenProvider;
import io.cloudjobs.print.DocumentContent;
import io.cloudjobs.print.PrintClients;
import io.cloudjobs.print.PrintJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobConfiguration;
import io.cloudjobs.print.PrintJobExpand;
import io.cloudjobs.print.PrintPacing;
import io.cloudjobs.print.auth.ClientCredentialsTokenProvider;
import io.cloudjobs.testkit.ForwardingTime;
import io.cloudjobs.testkit.ManualTime;
import io.micrometer.core.instrument.Meter;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The spans and the metrics of calls against the emulator, made by Micrometer's own bridge to OpenTelemetry. */
@Timeout(60)
@Tag("tracing")
class CloudJobsObservationsTest {
    private static final String JOB = "GET /print/printers/{printerId}/jobs/{jobId}";
    private static final DocumentContent CONTENT =
            DocumentContent.of("badge.pdf", "application/pdf", "%PDF-1.7 hello".getBytes(StandardCharsets.US_ASCII));

    private final Tracing tracing = new Tracing();
    private final CloudJobsObservations listener = CloudJobsObservations.of(tracing.observations, tracing.meters);
    private CloudJobsEmulator emulator;
    private HeldJob held;
    private PrintJobClient print;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start();
        held = emulator.print().holdJob();
        emulator.clearRequestLog();
        print = builder().build();
    }

    @AfterEach
    void stop() {
        print.close();
        emulator.close();
        tracing.close();
    }

    private PrintJobClient.Builder builder() {
        return PrintJobClient.builder()
                .endpoint(emulator.print().endpoint())
                .tokenProvider(() -> emulator.print().token())
                .retryPolicy(RetryPolicy.standard().withBaseDelay(Duration.ofMillis(1)))
                .listener(listener);
    }

    private PrintJob get() {
        return print.printer(held.printerId()).job(held.jobId()).get();
    }

    private String url() {
        return emulator.print().endpoint() + "/print/printers/" + held.printerId() + "/jobs/" + held.jobId();
    }

    @Test
    void anOperationIsAChildOfTheApplicationAndHasAChildForEachAttempt() {
        emulator.print().failNext(1, Fault.unavailable());

        tracing.inApplication(this::get);

        assertThat(tracing.tree()).isEqualTo("""
                        badge.release
                          printJob.get
                            GET /print/printers/{printerId}/jobs/{jobId}
                            GET /print/printers/{printerId}/jobs/{jobId}
                        """);
        SpanData operation = tracing.span("printJob.get");
        assertThat(operation.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(operation.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        assertThat(Tracing.attributes(operation))
                .containsExactly(
                        entry("cloudjobs.operation.attempts", "2"), entry("cloudjobs.operation.name", "printJob.get"));
        assertThat(operation.getEvents()).extracting(event -> event.getName()).containsExactly("retry");

        List<SpanData> attempts = tracing.children(operation);
        assertThat(attempts).allSatisfy(attempt -> assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT));
        String port = emulator.origin(EmulatedService.PRINT).replaceAll(".*:", "");
        Map<String, String> first = Tracing.attributes(attempts.get(0));
        assertThat(first).containsKey("cloudjobs.request.id");
        first.remove("cloudjobs.request.id");
        assertThat(first)
                .containsExactly(
                        entry("cloudjobs.operation.name", "printJob.get"),
                        entry("error.type", "503"),
                        entry("http.request.method", "GET"),
                        entry("http.response.status_code", "503"),
                        entry("server.address", "127.0.0.1"),
                        entry("server.port", port),
                        entry("url.full", url()),
                        entry("url.template", "/print/printers/{printerId}/jobs/{jobId}"));
        assertThat(attempts.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(Tracing.attributes(attempts.get(1)))
                .containsEntry("http.response.status_code", "200")
                .containsEntry("http.request.resend_count", "1")
                .doesNotContainKey("error.type");
        assertThat(attempts.get(1).getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
    }

    @Test
    void eachRequestCarriesTheContextOfItsAttempt() {
        emulator.print().failNext(1, Fault.unavailable());

        tracing.inApplication(this::get);

        List<SpanData> attempts = tracing.children(tracing.span("printJob.get"));
        assertThat(attempts).hasSize(2);
        assertThat(emulator.requestLog())
                .extracting(CloudJobsObservationsTest::traceparent)
                .containsExactlyElementsOf(attempts.stream()
                        .map(attempt -> "00-" + attempt.getTraceId() + "-" + attempt.getSpanId())
                        .toList());
    }

    private static String traceparent(EmulatedRequest request) {
        return request.requestHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("traceparent"))
                .flatMap(header -> header.getValue().stream())
                .map(value -> value.substring(0, value.lastIndexOf('-'))) // without the flags
                .findFirst()
                .orElse("none");
    }

    @Test
    void failuresAreErrorsOfTheAttemptAndOfTheOperation() {
        assertThat(catchThrowable(
                        () -> print.printer(held.printerId()).job("none").get()))
                .isInstanceOf(NotFoundException.class);
        emulator.print().failNext(1, Fault.lostResponse());
        assertThat(catchThrowable(
                        () -> print.printer(held.printerId()).job(held.jobId()).abort("recalled")))
                .isInstanceOf(TransportException.class);

        SpanData get = tracing.span("printJob.get");
        assertThat(get.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(Tracing.attributes(get)).containsEntry("error.type", "404");
        SpanData abort = tracing.span("printJob.abort");
        assertThat(Tracing.attributes(abort)).containsEntry("error.type", TransportException.class.getName());
        assertThat(tracing.children(abort)).singleElement().satisfies(attempt -> {
            assertThat(attempt.getName()).isEqualTo("POST /print/printers/{printerId}/jobs/{jobId}/abort");
            assertThat(Tracing.attributes(attempt))
                    .containsEntry("error.type", TransportException.class.getName())
                    .containsEntry("http.response.status_code", "none");
        });
        assertThat(tracing.meters
                        .get("cloudjobs.operation")
                        .tag("error", "NotFoundException")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aLoginIsAnOperationBelowTheCallThatNeedsTheToken() {
        var tokens = ClientCredentialsTokenProvider.builder()
                .endpoint(emulator.entra().endpoint())
                .tenantId(emulator.entra().tenantId())
                .clientId(emulator.entra().clientId())
                .clientSecret(emulator.entra().clientSecret())
                .listener(listener)
                .build();
        try (PrintJobClient other = builder().tokenProvider(tokens).build()) {
            other.printer(held.printerId()).job(held.jobId()).get();
        }

        assertThat(tracing.tree()).isEqualTo("""
                        printJob.get
                          entra.token
                            POST /{tenantId}/oauth2/v2.0/token
                          GET /print/printers/{printerId}/jobs/{jobId}
                        """);
        assertThat(traceparent(emulator.requestLog().get(0)))
                .contains(tracing.span("printJob.get").getTraceId());
    }

    @Test
    void aLoginAtIamIsAnOperationToo() {
        IamTokenProvider tokens = IamTokenProvider.builder()
                .endpoint(emulator.iam().endpoint())
                .domainName(emulator.iam().domainName())
                .userName(emulator.iam().userName())
                .password(emulator.iam().password())
                .projectId(emulator.ges().projectId())
                .listener(listener)
                .build();
        try (GesJobClient ges = GesJobClient.builder()
                .endpoint(emulator.ges().endpoint())
                .projectId(emulator.ges().projectId())
                .tokenProvider(tokens)
                .listener(listener)
                .build()) {
            catchThrowable(() -> ges.graph("movie").job("none").get());
        }

        assertThat(tracing.children(tracing.span("job.get")))
                .extracting(SpanData::getName)
                .containsExactly("iam.token", "GET /ges/v1.0/{projectId}/graphs/{graphName}/jobs/{jobId}/status");
    }

    @Test
    void theCallsOfACompositeCallAreSiblings() {
        PrintJobClient user =
                builder().tokenProvider(() -> emulator.print().userToken()).build();
        tracing.inApplication(() -> {
            PrintJob job = user.share(emulator.print().shareId())
                    .jobs()
                    .submit(PrintJobConfiguration.builder().build(), CONTENT);
            print.printer(held.printerId()).jobs().list().forEach(one -> {});
            return print.printer(held.printerId()).job(job.id()).get();
        });
        user.close();

        SpanData application = tracing.span("badge.release");
        assertThat(tracing.children(application))
                .extracting(SpanData::getName)
                .contains("printJob.create", "printJob.start", "printJob.list", "printJob.get")
                .allSatisfy(name -> assertThat(name).matches("[a-zA-Z]+\\.[a-zA-Z]+"));
        assertThat(tracing.spans())
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(application.getTraceId()));
    }

    /** The wait is observed while it lasts, not afterwards. */
    @Test
    void theWaitOfAPacedClientIsAnOperation() {
        List<String> current = new ArrayList<>();
        ClientSettings settings = new ClientSettings();
        settings.time = new ForwardingTime(new ManualTime()) {
            @Override
            public void sleep(Duration duration, CountDownLatch ended) throws InterruptedException {
                current.add(tracing.observations
                        .getCurrentObservation()
                        .getContextView()
                        .getContextualName());
                super.sleep(duration, ended);
            }
        };
        try (PrintJobClient paced = PrintClients.builder(settings)
                .endpoint(emulator.print().endpoint())
                .tokenProvider(() -> emulator.print().userToken())
                .timeout(Duration.ofHours(1))
                .pacing(PrintPacing.published().dividedBy(Integer.MAX_VALUE))
                .listener(listener)
                .build()) {
            for (int i = 0; i < 2; i++) {
                paced.share(emulator.print().shareId()).jobs().create();
            }
        }

        assertThat(current).containsOnly("printJob.pace").isNotEmpty();
        assertThat(tracing.spans())
                .extracting(SpanData::getName)
                .containsExactly(
                        "POST /print/shares/{shareId}/jobs",
                        "printJob.create",
                        "printJob.pace",
                        "POST /print/shares/{shareId}/jobs",
                        "printJob.create");
    }

    @Test
    void noSecretIsInASpanAndNoIdInATag(@TempDir Path folder) {
        Set<String> keys = ConcurrentHashMap.newKeySet();
        OkHttpClient http = new OkHttpClient.Builder()
                .addNetworkInterceptor(chain -> {
                    String key = chain.request().url().queryParameter("tempauthtoken");
                    if (key != null) {
                        keys.add(key);
                    }
                    return chain.proceed(chain.request());
                })
                .build();
        var tokens = ClientCredentialsTokenProvider.builder()
                .endpoint(emulator.entra().endpoint())
                .tenantId(emulator.entra().tenantId())
                .clientId(emulator.entra().clientId())
                .clientSecret(emulator.entra().clientSecret())
                .listener(listener)
                .build();
        String documentId;
        try (PrintJobClient user = builder()
                        .httpClient(http)
                        .tokenProvider(() -> emulator.print().userToken())
                        .build();
                PrintJobClient other =
                        builder().httpClient(http).tokenProvider(tokens).build()) {
            user.share(emulator.print().shareId())
                    .jobs()
                    .submit(PrintJobConfiguration.builder().build(), CONTENT);
            documentId = other.printer(held.printerId())
                    .job(held.jobId())
                    .get(PrintJobExpand.DOCUMENTS)
                    .documents()
                    .get(0)
                    .id();
            other.printer(held.printerId())
                    .job(held.jobId())
                    .document(documentId)
                    .download(folder.resolve("document.pdf"));
            emulator.print().failNextTransfer(20, Fault.status(403));
            assertThat(catchThrowable(() -> other.printer(held.printerId())
                            .job(held.jobId())
                            .document(documentId)
                            .download(folder.resolve("again.pdf"))))
                    .isNotNull();
            other.printer(held.printerId()).job(held.jobId()).abort("recalled");
            assertThat(catchThrowable(() ->
                            other.printer(held.printerId()).job(held.jobId()).abort("recalled")))
                    .isInstanceOf(ConflictException.class);
        }

        String all = tracing.spans().toString();
        assertThat(keys).hasSizeGreaterThan(2);
        assertThat(all)
                .contains(held.printerId(), "REDACTED")
                .doesNotContain(keys)
                .doesNotContain(
                        emulator.entra().clientSecret(),
                        emulator.print().userToken(),
                        emulator.print().token());
        assertThat(tracing.spans())
                .allSatisfy(span -> assertThat(Tracing.attributes(span).getOrDefault("url.full", ""))
                        .doesNotContain("?"));
        for (Meter meter : tracing.meters.getMeters()) {
            for (var tag : meter.getId().getTags()) {
                assertThat(tag.getValue())
                        .isNotEqualTo(held.jobId())
                        .doesNotContainPattern("/[0-9]")
                        .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-")
                        .doesNotContain(emulator.entra().tenantId());
            }
        }
    }

    @Test
    void retriesAndAttemptsAreCounted() {
        emulator.print().failNext(2, Fault.throttled(Duration.ZERO));
        get();
        get();

        for (String active : List.of("cloudjobs.operation.active", "cloudjobs.attempt.active")) {
            assertThat(tracing.meters.get(active).longTaskTimers())
                    .allSatisfy(timer -> assertThat(timer.activeTasks()).isZero());
        }
        assertThat(tracing.meters
                        .get("cloudjobs.operation.retry")
                        .tag("cloudjobs.operation.name", "printJob.get")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(tracing.meters
                        .get("cloudjobs.attempt")
                        .tag("http.response.status_code", "429")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(tracing.meters
                        .get("cloudjobs.operation")
                        .tag("error", "none")
                        .timer()
                        .count())
                .isEqualTo(2);
    }
}
