package io.cloudjobs.print.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.core.ApiException;
import io.cloudjobs.core.ErrorResponse;
import io.cloudjobs.core.internal.ApiRequest;
import io.cloudjobs.core.internal.TokenService;
import java.util.List;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** The metadata service of an Azure virtual machine, as far as it gives tokens. */
final class ManagedIdentityService implements TokenService {
    @Override
    public String product() {
        return "sdk-print";
    }

    @Override
    public void describe(Request.Builder request) {
        // Without it the service refuses the request: a page that makes a browser or a proxy come here cannot set it.
        request.header("Metadata", "true");
    }

    @Override
    public List<String> requestIdHeaders() {
        return List.of("x-ms-request-id");
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return EntraErrors.read(answer);
    }

    /** 410 says that the service is being updated, for up to 70 seconds. */
    @Override
    public boolean isThrottled(ErrorResponse error) {
        return error.status() == 429 || error.status() == 410;
    }

    @Override
    public boolean isTransient(ErrorResponse error) {
        return error.status() == 404 || error.status() >= 500;
    }

    @Override
    public ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return new EntraException(request.operation(), attempts, mayHaveReachedService, error);
    }
}
