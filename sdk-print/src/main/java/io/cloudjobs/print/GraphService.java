package io.cloudjobs.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.ProtectedService;
import java.util.List;
import java.util.UUID;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** Microsoft Graph, as far as it differs from other services. */
final class GraphService implements ProtectedService {
    /**
     * A token and its header, which is made once: a token has some 2,000 characters, and is good for an hour. No record, whose
     * {@code toString} would show it.
     */
    private static final class Bearer {
        final String token;
        final String header;

        Bearer(String token, String header) {
            this.token = token;
            this.header = header;
        }
    }

    private static final List<String> REQUEST_ID_HEADERS = List.of("request-id");

    private volatile Bearer bearer = new Bearer("", "");

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
        Bearer known = bearer;
        if (!known.token.equals(token)) {
            known = new Bearer(token, "Bearer " + token);
            bearer = known;
        }
        request.header("Authorization", known.header);
    }

    @Override
    public List<String> requestIdHeaders() {
        return REQUEST_ID_HEADERS;
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return GraphErrorReader.read(answer);
    }
}
