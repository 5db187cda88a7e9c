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

/** The two sources of tokens of Microsoft Entra ID. Their errors look the same, but different ones are transient. */
enum EntraService implements TokenService {
    /** The token endpoint of a tenant. */
    TOKEN_ENDPOINT,

    /** The metadata service of an Azure virtual machine. */
    MANAGED_IDENTITY;

    @Override
    public void describe(Request.Builder request) {
        if (this == MANAGED_IDENTITY) {
            // Otherwise the service refuses the request: a page that sends a browser or a proxy here cannot set it.
            request.header("Metadata", "true");
        } else {
            request.header("client-request-id", UUID.randomUUID().toString());
        }
    }

    /**
     * The token endpoint has transient codes with 400 or 401. A metadata service that is being updated responds with
     * 410 for 70 seconds.
     */
    @Override
    public boolean isThrottled(ErrorResponse error) {
        return error.status() == 429
                || (this == MANAGED_IDENTITY ? error.status() == 410 : EntraErrors.isThrottled(error));
    }

    @Override
    public boolean isTransient(ErrorResponse error) {
        return error.status() >= 500
                || (this == MANAGED_IDENTITY
                        ? error.status() == 404
                        : error.status() == 408 || EntraErrors.isTransient(error));
    }

    @Override
    public String product() {
        return "sdk-print";
    }

    @Override
    public List<String> requestIdHeaders() {
        return List.of("x-ms-request-id");
    }

    @Override
    public @Nullable ServiceError readError(int status, JsonNode answer) {
        return EntraErrors.read(answer);
    }

    @Override
    public ApiException exception(
            ApiRequest request, int attempts, boolean mayHaveReachedService, ErrorResponse error) {
        return new EntraException(request.operation(), request.resource(), attempts, mayHaveReachedService, error);
    }
}
