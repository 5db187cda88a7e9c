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

/** The two token services of Microsoft Entra ID. They send errors in the same format, but different errors are transient. */
enum EntraService implements TokenService {
    /** The token endpoint of a tenant. */
    TOKEN_ENDPOINT,

    /** The metadata service of an Azure virtual machine. */
    MANAGED_IDENTITY;

    @Override
    public void describe(Request.Builder request) {
        if (this == MANAGED_IDENTITY) {
            // Required. A web page cannot make a browser or a proxy send this header, so it cannot get a token.
            request.header("Metadata", "true");
        } else {
            request.header("client-request-id", UUID.randomUUID().toString());
        }
    }

    /**
     * Returns whether to wait longer before a retry. The token endpoint sends its code for throttling with 400 or 401.
     * The metadata service responds with 410 during an update, for up to 70 seconds.
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
