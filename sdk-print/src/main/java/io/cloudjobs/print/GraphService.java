package io.cloudjobs.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.internal.ProtectedService;
import java.util.List;
import java.util.UUID;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The conventions of Microsoft Graph, such as its headers and errors. */
final class GraphService implements ProtectedService {
    private static final String BEARER = "Bearer ";
    private static final List<String> REQUEST_ID_HEADERS = List.of("request-id");

    /**
     * The header of the last token. It is built once per token, because a token has about 2,000 characters and is valid
     * for an hour.
     */
    private volatile String authorization = "";

    @Override
    public String product() {
        return "sdk-print";
    }

    @Override
    public void describe(Request.Builder request) {
        // The service then sends new enumeration members by name, not as "unknownFutureValue".
        request.header("Prefer", "include-unknown-enum-members");
        request.header("client-request-id", UUID.randomUUID().toString());
    }

    @Override
    public void authorize(Request.Builder request, String token) {
        String header = authorization;
        if (header.length() != BEARER.length() + token.length() || !header.endsWith(token)) {
            header = BEARER + token;
            authorization = header;
        }
        request.header("Authorization", header);
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
