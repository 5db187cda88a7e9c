package io.cloudjobs.ges.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Service.ServiceError;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the error envelopes of GES, of its gateway and of IAM. */
public final class GesErrorReader {
    /** The response headers that may have the request id, in order of preference. */
    public static final List<String> REQUEST_ID_HEADERS = List.of("X-Request-Id", "TraceID", "X-IAM-Trace-Id");

    private GesErrorReader() {}

    /**
     * Returns the error of a response, or null if the call succeeded. In a 2xx, only top-level members are an error of
     * the call, because a graph summary has nested errors of its parts. An empty error code means success.
     */
    public static @Nullable ServiceError read(int status, JsonNode answer) {
        boolean isRefusal = status >= 300;
        List<ServiceError> found = (isRefusal ? Stream.concat(named(answer), unnamed(answer)) : named(answer))
                .filter(Objects::nonNull)
                .toList();
        ServiceError withCode =
                found.stream().filter(error -> error.code() != null).findFirst().orElse(null);
        boolean isFailure = isRefusal
                || "failed".equals(text(answer, "result"))
                || !answer.path("errors").isEmpty();
        if (withCode != null || !isFailure) {
            return withCode;
        }
        return found.isEmpty() ? new ServiceError(null, null, text(answer, "request_id")) : found.get(0);
    }

    /** Envelopes whose member names mean an error. */
    private static Stream<@Nullable ServiceError> named(JsonNode answer) {
        return Stream.of(
                error(answer, "errorCode", "errorMessage"),
                error(answer, "errCode", "externalMessage"),
                error(answer, "error_code", "error_msg"),
                error(answer.path("error"), "code", "message"),
                error(answer.path("errors").path(0), "code", "message"));
    }

    /** Envelopes that are an error only for an error status: a code without an envelope, or an envelope in any member. */
    private static Stream<@Nullable ServiceError> unnamed(JsonNode answer) {
        return Stream.concat(Stream.of(answer), answer.valueStream())
                .flatMap(object ->
                        Stream.of(error(object, "error_code", "error_msg"), error(object, "code", "message")));
    }

    private static @Nullable ServiceError error(JsonNode object, String code, String message) {
        ServiceError error = new ServiceError(text(object, code), text(object, message), text(object, "request_id"));
        return error.code() == null && error.message() == null ? null : error;
    }

    /** Returns a string or a number, trimmed, or null if it is blank. */
    private static @Nullable String text(JsonNode object, String member) {
        JsonNode value = object.path(member);
        String text = value.isValueNode() && !value.isNull() ? value.asText().trim() : "";
        return text.isEmpty() ? null : text;
    }
}
