package io.cloudjobs.print;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.NotFoundException;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.TokenService;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The hosts of document uploads and downloads. Their links contain a key. They refuse an additional token with 401. */
final class TransferService implements TokenService {
    @Override
    public String product() {
        return "sdk-print";
    }

    @Override
    public void describe(Request.Builder request) {
        // The links need no header.
    }

    @Override
    public List<String> requestIdHeaders() {
        return List.of("request-id", "X-MSEdge-Ref");
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return GraphErrorReader.read(answer);
    }

    /** Treats 410 like 404, because the response for an expired link may be either. */
    @Override
    public ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return error.status() == 410
                ? new NotFoundException(request.operation(), request.resource(), attempts, mayHaveReachedService, error)
                : TokenService.super.exception(request, attempts, mayHaveReachedService, error);
    }
}
