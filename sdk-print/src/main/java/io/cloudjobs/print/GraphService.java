package io.cloudjobs.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.Service;
import java.util.List;
import java.util.UUID;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Microsoft Graph, as far as it differs from other services. */
final class GraphService implements Service {
    @Override
    public String product() {
        return "sdk-print";
    }

    @Override
    public void describe(Request.Builder request) {
        // Members that an enumeration got later arrive by name, and not as "unknownFutureValue".
        request.header("Prefer", "include-unknown-enum-members");
        request.header("client-request-id", UUID.randomUUID().toString());
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
        return GraphErrorReader.read(answer);
    }
}
