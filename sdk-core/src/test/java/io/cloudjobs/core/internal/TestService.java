package io.cloudjobs.core.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The simplest possible service. */
final class TestService implements ProtectedService {
    @Override
    public String product() {
        return "sdk-test";
    }

    @Override
    public void describe(Request.Builder request) {
        request.header("Described", "yes");
    }

    @Override
    public void authorize(Request.Builder request, String token) {
        request.header("Authorization", "Bearer " + token);
    }

    @Override
    public List<String> requestIdHeaders() {
        return List.of("request-id");
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        JsonNode error = answer.path("error");
        return error.isObject()
                ? new ServiceError(
                        error.path("code").asText(null), error.path("message").asText(null), null)
                : null;
    }
}
