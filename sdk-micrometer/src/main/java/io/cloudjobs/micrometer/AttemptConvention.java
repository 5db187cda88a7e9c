package io.cloudjobs.micrometer;

import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.AttemptEvent;
import io.cloudjobs.core.AttemptStart;
import io.cloudjobs.core.SdkException;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The names of the observation of an attempt: OpenTelemetry's semantic conventions for HTTP clients. */
final class AttemptConvention implements ObservationConvention<AttemptContext> {
    static final AttemptConvention INSTANCE = new AttemptConvention();

    private AttemptConvention() {}

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof AttemptContext;
    }

    @Override
    public String getName() {
        return "cloudjobs.attempt";
    }

    @Override
    public String getContextualName(AttemptContext context) {
        return context.operation().method() + " " + context.operation().pathTemplate();
    }

    /** Returns the tags of metrics. Each must always have a value, because Prometheus needs the same tags for all. */
    @Override
    public KeyValues getLowCardinalityKeyValues(AttemptContext context) {
        Integer status = status(context);
        return KeyValues.of(
                OperationConvention.OPERATION,
                context.operation().operation(),
                "http.request.method",
                context.operation().method(),
                "url.template",
                context.operation().pathTemplate(),
                "http.response.status_code",
                status == null ? KeyValue.NONE_VALUE : status.toString());
    }

    private static @Nullable Integer status(AttemptContext context) {
        AttemptEvent end = context.getResponse();
        return end == null ? null : end.statusCode();
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(AttemptContext context) {
        KeyValues values = KeyValues.empty();
        AttemptStart start = context.getCarrier();
        if (start != null) {
            HttpUrl url = HttpUrl.get(start.url());
            values = values.and(
                    KeyValue.of("url.full", withoutQuery(start.url())),
                    KeyValue.of("server.address", url.host()),
                    KeyValue.of("server.port", String.valueOf(url.port())));
            if (start.attempt() > 1) {
                values = values.and("http.request.resend_count", String.valueOf(start.attempt() - 1));
            }
        }
        AttemptEvent end = context.getResponse();
        if (end != null && end.requestId() != null) {
            values = values.and("cloudjobs.request.id", end.requestId());
        }
        return end == null || end.failure() == null ? values : values.and(errorType(end.failure()));
    }

    /** A query may have names of users or jobs. */
    private static String withoutQuery(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    static KeyValue errorType(SdkException failure) {
        String type = failure instanceof ApiException refusal
                ? String.valueOf(refusal.error().status())
                : failure.getClass().getName();
        return KeyValue.of("error.type", type);
    }
}
