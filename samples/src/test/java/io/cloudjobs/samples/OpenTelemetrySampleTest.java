package io.cloudjobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudjobs.core.RetryPolicy;
import io.cloudjobs.emulator.EmulatorExtension;
import io.cloudjobs.emulator.Fault;
import io.cloudjobs.emulator.HeldJob;
import io.cloudjobs.print.PrintJobClient;
import io.cloudjobs.print.PrintJobExpand;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.instrumentation.okhttp.v3_0.OkHttpTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A span for each request, from OpenTelemetry's instrumentation of OkHttp. */
class OpenTelemetrySampleTest {
    /** The URLs of uploads and downloads have a secret in their query, which must not be in traces. */
    static final class WithoutQuery implements AttributesExtractor<Interceptor.Chain, Response> {
        private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

        @Override
        public void onStart(AttributesBuilder attributes, Context parent, Interceptor.Chain chain) {
            attributes.put(
                    URL, chain.request().url().newBuilder().query(null).build().toString());
        }

        @Override
        public void onEnd(
                AttributesBuilder attributes,
                Context context,
                Interceptor.Chain chain,
                Response answer,
                Throwable error) {}
    }

    static Function<OkHttpClient, Call.Factory> traced(OpenTelemetry openTelemetry) {
        OkHttpTelemetry telemetry = OkHttpTelemetry.builder(openTelemetry)
                .addAttributesExtractor(new WithoutQuery())
                .build();
        return telemetry::createCallFactory;
    }

    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    @RegisterExtension
    final EmulatorExtension emulator = new EmulatorExtension();

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk openTelemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private final HeldJob held = emulator.print().holdJob();
    private final List<String> traceparents = Collections.synchronizedList(new ArrayList<>());
    private final OkHttpClient http = new OkHttpClient.Builder()
            .addNetworkInterceptor(chain -> {
                traceparents.add(String.valueOf(chain.request().header("traceparent")));
                return chain.proceed(chain.request());
            })
            .build();
    private final PrintJobClient print = PrintJobClient.builder()
            .endpoint(emulator.print().endpoint())
            .tokenProvider(() -> emulator.print().token())
            .retryPolicy(RetryPolicy.standard().withBaseDelay(Duration.ofMillis(1)))
            .httpClient(http)
            .callFactory(traced(openTelemetry))
            .build();

    @AfterEach
    void close() {
        print.close();
        openTelemetry.close();
    }

    @Test
    void eachAttemptIsASpanBelowTheOneOfTheCaller() {
        emulator.print().failNext(1, Fault.unavailable());
        Tracer tracer = openTelemetry.getTracer("badge-release");

        Span release = tracer.spanBuilder("release").startSpan();
        Runnable work = Context.current().with(release).wrap(() -> {
            print.printer(held.printerId()).job(held.jobId()).get();
        });
        work.run();
        release.end();

        List<SpanData> attempts = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .toList();
        assertThat(attempts)
                .extracting(span -> span.getAttributes().get(STATUS))
                .containsExactly(503L, 200L);
        assertThat(attempts).allSatisfy(span -> {
            assertThat(span.getName()).isEqualTo("GET");
            assertThat(span.getTraceId()).isEqualTo(release.getSpanContext().getTraceId());
            assertThat(span.getParentSpanId())
                    .isEqualTo(release.getSpanContext().getSpanId());
            assertThat(span.getAttributes().toString())
                    .doesNotContain(emulator.print().token());
        });
        assertThat(traceparents).hasSize(2);
        for (int i = 0; i < 2; i++) {
            SpanData attempt = attempts.get(i);
            assertThat(traceparents.get(i)).startsWith("00-" + attempt.getTraceId() + "-" + attempt.getSpanId() + "-");
        }
    }

    @Test
    void theSecretOfADownloadIsInNoSpan(@TempDir Path folder) {
        String documentId = print.printer(held.printerId())
                .job(held.jobId())
                .get(PrintJobExpand.DOCUMENTS)
                .documents()
                .get(0)
                .id();

        print.printer(held.printerId()).job(held.jobId()).document(documentId).download(folder.resolve("document.pdf"));

        assertThat(spans.getFinishedSpanItems())
                .hasSize(3)
                .allSatisfy(span -> assertThat(span.getAttributes().get(URL))
                        .startsWith("http://127.0.0.1:")
                        .doesNotContain("?"));
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("tempauthtoken");
    }
}
