package io.cloudjobs.print.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.TokenService;
import java.util.List;
import java.util.UUID;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The token endpoint of Microsoft Entra ID. */
final class EntraService implements TokenService {
    @Override
    public String product() {
        return "sdk-print";
    }

    @Override
    public void describe(Request.Builder request) {
        request.header("client-request-id", UUID.randomUUID().toString());
    }

    @Override
    public List<String> requestIdHeaders() {
        return List.of("x-ms-request-id");
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return EntraErrors.read(answer);
    }

    /** Codes that pass may come with 400 or 401, which as such are final. */
    @Override
    public boolean isThrottled(ErrorResponse error) {
        return TokenService.super.isThrottled(error) || EntraErrors.isThrottled(error);
    }

    @Override
    public boolean isTransient(ErrorResponse error) {
        return error.status() == 408 || error.status() >= 500 || EntraErrors.isTransient(error);
    }

    @Override
    public ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return new EntraException(request.operation(), attempts, mayHaveReachedService, error);
    }
}
